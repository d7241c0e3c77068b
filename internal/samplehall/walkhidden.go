package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// gallery are the screens that are left and come back to: the way to each from its program's first screen, and the way back.
var gallery = []struct {
	program, name string
	to, back      []step
}{
	{"counter", "queue", nil, nil},
	{"counter", "register", []step{{"key F5", "counter.register"}}, []step{{"key Escape", "counter"}}},
	{"counter", "appointments", []step{{"key F11", "counter.diary"}}, []step{{"key Escape", "counter"}}},
	{"counter", "intake", []step{{"key F8", "counter.intake.0"}}, []step{{"key Escape", "counter"}}},
	{"counter", "dossier", []step{{"key F5", "counter.register"}, {"type thuong", "counter.register"}, {"key Down Return", "counter.dossier"}}, []step{{"key Escape", "counter.register"}, {"key Escape", "counter"}}},
	{"counter", "preview", []step{{"key F5", "counter.register"}, {"type thuong", "counter.register"}, {"key Down Return", "counter.dossier"}, {"key F1", "counter.proof"}},
		[]step{{"key Escape", "counter.dossier"}, {"key Escape", "counter.register"}, {"key Escape", "counter"}}},
	{"counter", "locked", []step{{"key F12", "counter.login"}}, nil},
	{"kiosk", "home", nil, nil},
	{"kiosk", "services", []step{{"touch number", "services"}}, []step{{"touch first", "home"}}},
	{"kiosk", "finding", []step{{"touch find", "finding"}}, []step{{"touch first", "home"}}},
	{"kiosk", "reading", []step{{"touch find", "finding"}, {"touch offer.1", "reading"}}, []step{{"touch first", "home"}}},
	{"kiosk", "lookup", []step{{"touch lookup", "seeking"}}, []step{{"touch first", "home"}}},
	{"kiosk", "opinion", []step{{"touch opinion", "judging"}}, []step{{"touch first", "home"}}},
	{"kiosk", "filing", []step{{"touch online", "filing"}}, []step{{"touch first", "home"}}},
	{"kiosk", "paying", []step{{"touch payment", "paying"}}, []step{{"touch first", "home"}}},
	{"kiosk", "help", []step{{"touch help", "help"}}, []step{{"touch back", "home"}}},
	{"rating", "resting", nil, nil},
}

// walkHidden goes to every screen, leaves it hidden for a while, comes back, and compares what is drawn with what is drawn once all is laid out anew.
func (h *walkHall) walkHidden(ctx context.Context) error {
	began := time.Now()
	if err := h.tour(ctx, func(int) error { return nil }); err != nil {
		return err
	}
	select { // nothing tells that Fyne has let go of what is not drawn; it does after a minute
	case <-time.After(h.options.hidden - time.Since(began)):
	case <-ctx.Done():
		return ctx.Err()
	}
	return h.tour(ctx, h.compare)
}

// tour goes to every screen of the gallery and back.
func (h *walkHall) tour(ctx context.Context, at func(i int) error) error {
	for i, g := range gallery {
		if g.program == "counter" {
			if err := h.atDesk(ctx); err != nil {
				return err
			}
		}
		if g.program == "kiosk" {
			if err := h.atHome(ctx); err != nil {
				return err
			}
		}
		err := errors.Join(h.play(ctx, path{"to " + g.name, g.program, g.to}), at(i), h.play(ctx, path{"back from " + g.name, g.program, g.back}))
		if err != nil {
			return err
		}
	}
	return h.atDesk(ctx)
}

// compare looks at a screen as it came back, and again after all of it was laid out anew.
func (h *walkHall) compare(i int) error {
	g := gallery[i]
	w := h.windowOf(g.program)
	name := strings.Join([]string{"hidden", g.program, g.name}, "-")
	back, err := w.look(h.picture(name))
	if err != nil {
		return err
	}
	if err := w.layOutAnew(); err != nil {
		return err
	}
	anew, err := w.look(h.picture(name + "-anew"))
	if err != nil {
		return err
	}
	const clock = 3 // squares in which the minute or a cursor may have changed
	if n := lost(anew, back); n > clock {
		h.blank = append(h.blank, fmt.Sprintf("%s of the %s came back with %d squares not drawn: %s", g.name, g.program, n, h.picture(name)))
	}
	return nil
}
