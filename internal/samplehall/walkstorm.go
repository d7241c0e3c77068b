package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
)

// weatherEvery is how many random inputs pass between two changes of what the programs stand on.
const weatherEvery = 50

// weather are the things that happen around a program while somebody strikes at it; each is undone by the next one.
var weather = []struct {
	name string
	come func(h *walkHall, printer *program) error
	pass func(ctx context.Context, h *walkHall, printer *program) error
}{
	{"paper out", func(_ *walkHall, p *program) error { return p.tell("paper out") }, func(_ context.Context, _ *walkHall, p *program) error { return p.tell("paper in") }},
	{"printer unplugged", func(_ *walkHall, p *program) error { return p.tell("unplug") }, func(_ context.Context, _ *walkHall, p *program) error { return p.tell("plug") }},
	{"central hangs", func(h *walkHall, _ *program) error { return h.central.cmd.Process.Signal(syscall.SIGSTOP) },
		func(_ context.Context, h *walkHall, _ *program) error {
			return h.central.cmd.Process.Signal(syscall.SIGCONT)
		}},
	{"central is gone", func(h *walkHall, _ *program) error { h.central.kill(); return nil }, func(ctx context.Context, h *walkHall, _ *program) error { return h.startCentral(ctx) }},
	{"all is well", func(*walkHall, *program) error { return nil }, func(context.Context, *walkHall, *program) error { return nil }},
}

// tell has the printer simulator do something.
func (p *program) tell(command string) error {
	_, err := fmt.Fprintln(p.stdin, command)
	return err
}

// walkStorm touches the kiosk and strikes the counter at random while printer and central come and go, and afterwards plays a visit on both.
func (h *walkHall) walkStorm(ctx context.Context) error {
	err := errors.Join(h.atHome(ctx), h.storm(ctx, h.printer, h.touchAnywhere))
	if err == nil {
		err = h.comesHome(ctx)
	}
	if err == nil {
		err = errors.Join(h.atDesk(ctx), h.storm(ctx, h.deskPrinter, h.strikeAnything))
	}
	if err == nil {
		err = h.lastVisit(ctx)
	}
	return err
}

// storm makes random inputs under changing weather.
func (h *walkHall) storm(ctx context.Context, printer *program, input func(context.Context) error) error {
	for done := 0; done < h.options.touches; {
		w := weather[h.dice.IntN(len(weather))]
		if err := w.come(h, printer); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
		for range weatherEvery {
			if err := errors.Join(ctx.Err(), input(ctx)); err != nil {
				return fmt.Errorf("after %d inputs, while %s: %w", done, w.name, err)
			}
			done++
			h.steps++
		}
		if err := w.pass(ctx, h, printer); err != nil {
			return fmt.Errorf("after %s: %w", w.name, err)
		}
	}
	return nil
}

// betweenTouches is how long a child waits before it touches again.
const betweenTouches = 60 * time.Millisecond

// touchAnywhere touches the kiosk: three of four times what can be touched, else any place.
func (h *walkHall) touchAnywhere(context.Context) error {
	x, y := h.dice.IntN(1080), h.dice.IntN(1920)
	if shown := h.kiosk.newestScreen(); h.dice.IntN(4) > 0 && len(shown.Targets) > 0 {
		t := shown.Targets[h.dice.IntN(len(shown.Targets))]
		x, y = int(t.X+t.W/2), int(t.Y+t.H/2)
	}
	time.Sleep(betweenTouches) // nobody touches faster; nothing is waited for
	return h.kiosk.display.run("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "1")
}

// deskKeys are struck at random. F12 locks the desk, and whoever finds it locked logs in again.
var deskKeys = strings.Fields("F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 Return Return Escape Escape Escape Tab Up Down Left Right Prior Next BackSpace Delete Home End space " +
	"a b k h s n 0 1 2 3 4 5 ctrl+a ctrl+c ctrl+v shift+F2 ctrl+F10")

// strikeAnything strikes a key at the counter, or clicks: at what can be clicked, or anywhere.
func (h *walkHall) strikeAnything(ctx context.Context) error {
	shown := h.counter.newestScreen()
	if shown.Name == "counter.login" && h.dice.IntN(8) == 0 {
		return h.typeLogin(ctx, "lan")
	}
	time.Sleep(betweenTouches)
	if h.dice.IntN(3) > 0 {
		return h.counter.key(deskKeys[h.dice.IntN(len(deskKeys))])
	}
	x, y := h.dice.IntN(1280), h.dice.IntN(800)
	if h.dice.IntN(2) > 0 && len(shown.Targets) > 0 {
		t := shown.Targets[h.dice.IntN(len(shown.Targets))]
		x, y = int(t.X+t.W/2), int(t.Y+t.H/2)
	}
	return h.counter.display.run("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "1")
}

// goesHomeWithin is how long a kiosk that nobody touches may take to its first screen: what its idle time and its warning come to, and a little.
const goesHomeWithin = 3 * time.Minute

// comesHome waits until the untouched kiosk is at its first screen again.
func (h *walkHall) comesHome(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, goesHomeWithin)
	defer cancel()
	if h.kiosk.newest() == "home" {
		return nil
	}
	err := h.kiosk.said.await(ctx, h.kiosk.said.length(), func(string) bool { return h.kiosk.newest() == "home" })
	if err != nil {
		h.find(&h.stuck, "the untouched kiosk stays at "+h.kiosk.newest())
		return h.kiosk.photograph(h.out, "stuck-storm")
	}
	return nil
}

// lastVisit takes a number, calls until it is called, and finishes: after the storm all programs still work together, and nothing of those
// who stormed is on the slip.
func (h *walkHall) lastVisit(ctx context.Context) error {
	if err := errors.Join(h.atHome(ctx), h.atDesk(ctx)); err != nil {
		return err
	}
	from := h.printer.said.length()
	if err := h.play(ctx, path{"the visit after the storm", "kiosk", []step{{"touch number", "services"}, {"touch service.A", "ticket"}}}); err != nil {
		return err
	}
	slip, err := h.awaitSlip(ctx, from)
	if err != nil {
		h.find(&h.stuck, "after the storm no slip comes out")
		return nil
	}
	if text := strings.Join(slip.Text, "\n"); strings.Contains(text, "Ưu tiên") {
		h.find(&h.leaks, "the slip after the storm has a class that nobody chose: "+slip.PNG)
	}
	return h.callUntilEmpty(ctx)
}

// callUntilEmpty serves whoever waits for what the counter takes, until nobody does. The counter's keys are struck when they are open.
func (h *walkHall) callUntilEmpty(ctx context.Context) error {
	const most = 2000
	for range most {
		v, err := h.client.Hall(ctx)
		if err != nil {
			return err
		}
		key, open, changed := "F2", "next", func(now hall.View) bool { return now.Desk(counterID).Ticket != nil }
		if v.Desk(counterID).Ticket != nil {
			key, open, changed = "F9", "finish", func(now hall.View) bool { return now.Desk(counterID).Ticket == nil }
		} else if !h.somebodyWaits(v) {
			return nil
		}
		err = h.see(ctx, "counter", "counter "+open)
		if err == nil {
			err = h.do(ctx, "counter", "key "+key)
		}
		if err == nil {
			_, err = h.awaitHall(ctx, changed)
		}
		if err != nil {
			h.find(&h.stuck, fmt.Sprintf("after the storm %s does nothing though %d wait; the counter shows %s: %v", key, len(v.Waiting), h.counter.newest(), err))
			_, err = h.look("counter", "stuck-desk")
			return err
		}
	}
	return nil
}

// somebodyWaits reports whether there is anybody for the counter in the line.
func (h *walkHall) somebodyWaits(v hall.View) bool {
	c, _ := v.Centre.Counter(counterID)
	return slices.ContainsFunc(v.Waiting, func(t queue.Ticket) bool { return slices.Contains(c.Services, t.Service) })
}
