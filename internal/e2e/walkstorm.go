package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/queue"
)

// weatherEvery is how many random inputs pass between two changes of what the programs stand on.
const weatherEvery = 50

// weather are the things that happen around both programs while somebody strikes at them; each is undone by the next one.
var weather = []struct {
	name string
	come func(h *walkHall) error
	pass func(ctx context.Context, h *walkHall) error
}{
	{"paper out", bothPrinters("paper out"), bothPrintersAgain("paper in")},
	{"printers unplugged", bothPrinters("unplug"), bothPrintersAgain("plug")},
	{"central hangs", hangs, goesOn},
	{"central is gone", dies, starts},
	{"all is well", func(*walkHall) error { return nil }, func(context.Context, *walkHall) error { return nil }},
}

func bothPrinters(command string) func(*walkHall) error {
	return func(h *walkHall) error { return errors.Join(h.printer.tell(command), h.deskPrinter.tell(command)) }
}

func bothPrintersAgain(command string) func(context.Context, *walkHall) error {
	return func(_ context.Context, h *walkHall) error { return bothPrinters(command)(h) }
}

// tell has the printer simulator do something.
func (p *program) tell(command string) error {
	_, err := fmt.Fprintln(p.stdin, command)
	return err
}

// run touches the kiosk and strikes the counter at random while printers and central come and go, and afterwards plays a visit on both.
func (h stormWalk) run(ctx context.Context) error {
	for _, do := range []func(context.Context) error{h.atHome, h.atDesk, h.storm, h.comesHome, h.lastVisit} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// storm makes random inputs at both programs at the same time under changing weather.
func (h stormWalk) storm(ctx context.Context) error {
	for done := 0; done < h.options.touches; done += weatherEvery {
		w := weather[h.dice.IntN(len(weather))]
		if err := w.come(h.walkHall); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
		seed := h.dice.Uint64()
		var both sync.WaitGroup
		var errs [2]error
		for i, input := range []func(context.Context, *rand.Rand) error{h.touchAnywhere, h.strikeAnything} {
			both.Go(func() { errs[i] = inputs(ctx, rand.New(rand.NewPCG(seed, uint64(i))), input) })
		}
		both.Wait()
		if err := errors.Join(errs[:]...); err != nil {
			return fmt.Errorf("after %d inputs, while %s: %w", done, w.name, err)
		}
		h.steps += 2 * weatherEvery
		if err := w.pass(ctx, h.walkHall); err != nil {
			return fmt.Errorf("after %s: %w", w.name, err)
		}
	}
	return nil
}

// inputs makes as many as pass between two changes of the weather.
func inputs(ctx context.Context, dice *rand.Rand, input func(context.Context, *rand.Rand) error) error {
	for range weatherEvery {
		if err := errors.Join(ctx.Err(), input(ctx, dice)); err != nil {
			return err
		}
	}
	return nil
}

// betweenTouches is how long a child waits before it touches again.
const betweenTouches = 60 * time.Millisecond

// touchAnywhere touches the kiosk: three of four times what can be touched, else any place.
func (h stormWalk) touchAnywhere(_ context.Context, dice *rand.Rand) error {
	x, y := dice.IntN(1080), dice.IntN(1920)
	if shown := h.kiosk.newestScreen(); dice.IntN(4) > 0 && len(shown.Targets) > 0 {
		t := shown.Targets[dice.IntN(len(shown.Targets))]
		x, y = int(t.X+t.W/2), int(t.Y+t.H/2)
	}
	time.Sleep(betweenTouches) // nobody touches faster; nothing is waited for
	return h.kiosk.display.run("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "1")
}

// deskKeys are struck at random. F12 locks the desk, and whoever finds it locked logs in again.
var deskKeys = strings.Fields("F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 Return Return Escape Escape Escape Tab Up Down Left Right Prior Next BackSpace Delete Home End space " +
	"a b k h s n 0 1 2 3 4 5 ctrl+a ctrl+c ctrl+v shift+F2 ctrl+F10")

// strikeAnything strikes a key at the counter, or clicks: at what can be clicked, or anywhere.
func (h stormWalk) strikeAnything(ctx context.Context, dice *rand.Rand) error {
	shown := h.counter.newestScreen()
	if shown.Name == "counter.login" && dice.IntN(8) == 0 {
		return h.typeLogin(ctx, "lan")
	}
	time.Sleep(betweenTouches)
	if dice.IntN(3) > 0 {
		return h.counter.key(deskKeys[dice.IntN(len(deskKeys))])
	}
	x, y := dice.IntN(1280), dice.IntN(800)
	if dice.IntN(2) > 0 && len(shown.Targets) > 0 {
		t := shown.Targets[dice.IntN(len(shown.Targets))]
		x, y = int(t.X+t.W/2), int(t.Y+t.H/2)
	}
	return h.counter.display.run("xdotool", "mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "1")
}

// goesHomeWithin is how long a kiosk that nobody touches may take to its first screen: what its idle time and its warning come to, and a little.
const goesHomeWithin = 3 * time.Minute

// comesHome waits until the untouched kiosk is at its first screen again.
func (h stormWalk) comesHome(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, goesHomeWithin)
	defer cancel()
	if h.kiosk.newest() == "home" {
		return nil
	}
	err := h.kiosk.cues.await(ctx, h.kiosk.cues.length(), func(cue.Line) bool { return h.kiosk.newest() == "home" })
	if err != nil {
		h.find(&h.stuck, "the untouched kiosk stays at "+h.kiosk.newest())
		return h.kiosk.photograph(h.out, "stuck-storm")
	}
	return nil
}

// lastVisit takes a number, calls until it is called, and finishes: after the storm all programs still work together, and nothing of those
// who stormed is on the slip.
func (h stormWalk) lastVisit(ctx context.Context) error {
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
func (h stormWalk) callUntilEmpty(ctx context.Context) error {
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
func (h stormWalk) somebodyWaits(v hall.View) bool {
	c, _ := v.Centre.Counter(counterID)
	return slices.ContainsFunc(v.Waiting, func(t queue.Ticket) bool { return slices.Contains(c.Services, t.Service) })
}
