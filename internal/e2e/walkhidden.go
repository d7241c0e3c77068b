package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"time"
)

// exhibit is a screen that is left and comes back: the way to it from its program's first screen, and the way back.
type exhibit struct {
	program, name string
	to, back      []step
}

// desk makes an exhibit of the counter: each of the screens on the way is left by Escape.
func deskExhibit(name string, left int, to ...step) exhibit {
	e := exhibit{"counter", name, to, nil}
	for range left {
		e.back = append(e.back, step{"key Escape", ""})
	}
	return e
}

// glassExhibit makes one of the kiosk, which is left for the first screen.
func glassExhibit(name string, to ...step) exhibit {
	return exhibit{"kiosk", name, to, []step{{"touch first", "home"}}}
}

// with appends steps to a way.
func with(way []step, more ...step) []step { return append(append([]step{}, way...), more...) }

// toDossier is the way to a dossier that is open, from the queue.
var toDossier = openDossier("ngoc lan")

// gallery are the screens that are looked at.
var gallery = []exhibit{
	deskExhibit("queue", 0),
	deskExhibit("transfer", 1, step{"key F7", "counter.transfer"}),
	deskExhibit("register", 1, step{"key F5", "counter.register"}),
	deskExhibit("book", 2, step{"key F5", "counter.register"}, step{"key F1", "counter.preview"}),
	deskExhibit("days", 3, step{"key F5", "counter.register"}, step{"key F1", "counter.preview"}, step{"key 5", "counter.form"}),
	deskExhibit("appointments", 1, step{"key F11", "counter.appointments"}),
	deskExhibit("booking", 2, step{"key F11", "counter.appointments"}, step{"key Return", "counter.form"}),
	deskExhibit("intake", 1, step{"key F8", "counter.intake.0"}),
	deskExhibit("more", 2, step{"key F8", "counter.intake.0"}, step{"key Home", "counter.menu"}),
	deskExhibit("person", 2, step{"key F8", "counter.intake.0"}, step{"key Home", "counter.menu"}, step{"key 1", "counter.form"}),
	deskExhibit("wishes", 2, step{"key F8", "counter.intake.0"}, step{"key Home", "counter.menu"}, step{"key 3", "counter.form"}),
	deskExhibit("papers", 2, step{"key F8", "counter.intake.0"}, step{"type khai s", ""}, step{"enter", "counter.intake.1"}),
	deskExhibit("dossier", 2, toDossier...),
	deskExhibit("step", 3, with(toDossier, step{"key 2", "counter.form"})...),
	deskExhibit("preview", 3, with(toDossier, step{"key F1", "counter.preview"})...),
	deskExhibit("locked", 0, step{"key F12", "counter.login"}),
	{"kiosk", "home", nil, nil},
	glassExhibit("services", step{"touch number", "services"}),
	glassExhibit("priority", step{"touch number", "services"}, step{"touch priority", "priority"}),
	glassExhibit("offices", step{"touch number", "services"}, step{"touch offices", "offices"}),
	glassExhibit("arriving", step{"touch number", "services"}, step{"touch appointment", "arriving"}),
	glassExhibit("finding", step{"touch find", "finding"}),
	glassExhibit("reading", step{"touch find", "finding"}, step{"touch offer.1", "reading"}),
	glassExhibit("lookup", step{"touch lookup", "seeking"}),
	glassExhibit("told", step{"scan {receipt}", "told"}),
	glassExhibit("presented", step{"scan " + otherCard, "presented"}),
	glassExhibit("opinion", step{"touch opinion", "judging"}),
	glassExhibit("filing", step{"touch online", "filing"}),
	glassExhibit("paying", step{"touch payment", "paying"}),
	{"kiosk", "ticket", []step{{"touch number", "services"}, {"touch service.A", "ticket"}}, []step{{"touch done", "home"}}},
	{"kiosk", "help", []step{{"touch help", "help"}}, []step{{"touch back", "home"}}},
	{"kiosk", "pad", []step{{"knock", "pin"}}, []step{{"touch leave", "home"}}},
	{"kiosk", "technician", with([]step{{"knock", "pin"}}, append(onPad(walkPIN), step{"wait", "technician"})...), []step{{"touch tech.close", "home"}}},
	{"rating", "resting", []step{{"wait", "resting"}}, nil},
}

// parked are the screens that stand there while all others are hidden; they are hidden when those others have been looked at.
var parked = map[string]string{"counter": "locked", "kiosk": "technician"}

// run goes to every screen, leaves it hidden for a while, comes back, and compares what is drawn with what is drawn once all is laid out
// anew. One wait is shared by all screens that are hidden in it; at the end the windows are hidden as a whole.
func (h hiddenWalk) run(ctx context.Context) error {
	isParked := func(e exhibit) bool { return parked[e.program] == e.name }
	for _, do := range []func(context.Context) error{
		h.prepareHidden,
		func(ctx context.Context) error {
			return h.tour(ctx, func(exhibit) bool { return true }, func(exhibit) error { return nil })
		},
		h.park, h.hide,
		func(ctx context.Context) error {
			return h.tour(ctx, func(e exhibit) bool { return !isParked(e) }, h.compare)
		},
		h.hide,
		func(ctx context.Context) error { return h.tour(ctx, isParked, h.compare) },
		h.hideWindows,
	} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// prepareHidden makes what the screens show: a person at the desk, a dossier, a PIN.
func (h hiddenWalk) prepareHidden(ctx context.Context) error {
	if err := errors.Join(h.haveDossier(ctx), technicianWalk(h).havePIN(ctx), h.atHome(ctx), h.play(ctx, citizenPaths[0]), h.atDesk(ctx)); err != nil {
		return err
	}
	if h.counter.newest(); h.counter.shows.has([]string{"finish"}) {
		return nil
	}
	return h.play(ctx, path{"somebody is at the desk", "counter", []step{{"wait", "counter next"}, {"key F2", "counter finish"}}})
}

// haveDossier takes dossiers in, unless that has been done on the way here.
func (h hiddenWalk) haveDossier(ctx context.Context) error {
	if h.notes["receipt"] != "" {
		return nil
	}
	took := path{"a dossier for the screens", "counter", []step{
		{"key F8", "counter.intake.0"}, {"key Home", "counter.menu"}, {"key 1", "counter.form"}, {"fill Vu Thi Ngoc Lan|035193000006||", "counter.intake.0"},
		{"type khai s", "counter.intake.0"}, {"enter", "counter.intake.1"}, {"key 1 2", ""}, {"key Return", "counter.received"}, {"key Escape", "counter"}}}
	for _, p := range []path{took, takesIn("a dossier of a card"), takesIn("another dossier of the card")} {
		if err := errors.Join(h.atDesk(ctx), h.play(ctx, p)); err != nil {
			return err
		}
	}
	return officerWalk(h).readReceipt(ctx)
}

// park goes to the screens that are to stand there.
func (h hiddenWalk) park(ctx context.Context) error {
	for _, e := range gallery {
		if parked[e.program] != e.name {
			continue
		}
		if err := errors.Join(h.toFirst(ctx, e.program), h.play(ctx, path{"to " + e.name, e.program, e.to})); err != nil {
			return err
		}
	}
	return nil
}

// hide waits as long as a screen is to be hidden; nothing tells that Fyne has let go of what is not drawn, which it does after a minute.
func (h hiddenWalk) hide(ctx context.Context) error { return rest(ctx, h.options.hidden.String()) }

// toFirst brings a program to its first screen.
func (h hiddenWalk) toFirst(ctx context.Context, program string) error {
	switch program {
	case "counter":
		return h.atDesk(ctx)
	case "kiosk":
		return h.atHome(ctx)
	}
	return nil
}

// tour goes to those screens of the gallery that are asked for, and back.
func (h hiddenWalk) tour(ctx context.Context, goes func(exhibit) bool, at func(exhibit) error) error {
	for _, e := range gallery {
		if !goes(e) {
			continue
		}
		err := errors.Join(h.toFirst(ctx, e.program), h.play(ctx, path{"to " + e.name, e.program, e.to}), at(e), h.play(ctx, path{"back from " + e.name, e.program, e.back}))
		if err != nil {
			return err
		}
	}
	return errors.Join(h.atDesk(ctx), h.atHome(ctx))
}

// compare looks at a screen as it came back, and again after all of it was laid out anew.
func (h hiddenWalk) compare(e exhibit) error {
	name := "hidden-" + e.program + "-" + e.name
	back, err := h.look(e.program, name)
	if err != nil {
		return err
	}
	if err := h.layOutAnew(e.program); err != nil {
		return err
	}
	anew, err := h.look(e.program, name+"-anew")
	if err != nil {
		return err
	}
	const clock = 3 // squares in which the minute or a cursor may have changed
	if n := lost(within(anew), within(back)); n > clock {
		h.find(&h.blank, fmt.Sprintf("%s of the %s came back with %d squares not drawn: %s", e.name, e.program, n, h.picture(name)))
	}
	return nil
}

// within is a picture without its edges, at which a window that has just been made smaller and larger shows the wall behind it.
func within(picture *image.RGBA) *image.RGBA {
	return picture.SubImage(picture.Rect.Inset(2 * cell)).(*image.RGBA)
}

// hideWindows hides all three windows at the same time, each with the screen that people come to, and looks at what comes back.
func (h hiddenWalk) hideWindows(ctx context.Context) error {
	const find = "xdotool search --name . "
	programs := []string{"kiosk", "counter", "rating"}
	for _, program := range programs {
		h.steps++
		if err := h.windowOf(program).display.run("sh", "-c", "for w in $("+find+"); do xdotool windowunmap $w; done"); err != nil {
			return err
		}
	}
	if err := h.hide(ctx); err != nil {
		return err
	}
	for _, program := range programs {
		h.steps++
		if err := h.windowOf(program).display.run("sh", "-c", "for w in $("+find+"); do xdotool windowmap $w; done"); err != nil {
			return err
		}
		time.Sleep(reading)
		if err := h.compare(exhibit{program: program, name: "window"}); err != nil {
			return err
		}
	}
	return nil
}
