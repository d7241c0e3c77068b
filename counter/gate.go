package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/seat"
	"motcua/counter/widgets"
	"motcua/internal/officer"
	"motcua/internal/ui"
	"motcua/internal/uplink"
)

// seating is who sits at the desk.
type seating interface {
	Login(context.Context, uplink.Credentials) error
	Lock(context.Context) error
	Meet(context.Context) error
	Officer() officer.Officer
	Last() string
	Wait(typed string) time.Duration
}

// gate shows the login while nobody sits at the desk, else the desk, and gives keys to the one that is shown: of a locked desk nothing is drawn,
// so that no key, click, wheel or scan reaches it. Who is called to the desk stays, whoever logs in.
type gate struct {
	box    *fyne.Container
	desk   *deskScreen
	login  *loginScreen
	seat   seating
	run    ui.Runner
	now    func() time.Time
	canvas func() fyne.Canvas

	lockAfter time.Duration // without anybody touching anything; 0: never
	touched   time.Time
	was       string // login name of who sat here before the desk was locked
	open      bool   // somebody sits here
	admitted  func() // somebody has sat down
	meeting   bool
	met       time.Time // central was asked who may sit here
}

func newGate(d *deskScreen, s seating, run ui.Runner, now func() time.Time, canvas func() fyne.Canvas, lockAfter time.Duration) *gate {
	g := &gate{desk: d, seat: s, run: run, now: now, lockAfter: lockAfter, canvas: canvas}
	g.admitted = func() {}
	g.login = newLoginScreen(d.session.Speak, canvas, g.enter)
	g.login.header.printer = d.clerk.printerAlarm
	d.touched, d.form.Hears = g.touch, g.hears
	d.hearKeys(g.onKey, g.onRepeatedKey)
	d.header.lock.Tap = func(fyne.Position) { g.hears(keyLock) }
	g.box = container.NewStack(d.box, g.login.box)
	d.freeze()
	return g
}

// start waits for the first password of the day.
func (g *gate) start() {
	g.login.ask("")
	g.draw()
}

// enter tries a login name and a password.
func (g *gate) enter(who uplink.Credentials) {
	var err error
	g.login.busy = true
	g.draw()
	g.run(func() { err = g.seat.Login(context.Background(), who) }, func() {
		g.login.busy = false
		if err == nil {
			g.admit()
		} else {
			g.login.refuse(err, g.now())
		}
		g.draw()
	})
}

// admit opens the desk. Somebody else than before begins at the queue: what the other one was reading was opened in the other's name.
func (g *gate) admit() {
	id := g.seat.Officer().ID
	if g.was != "" && g.was != id {
		g.desk.dismiss()
		if g.desk.clerk.place != atIntake {
			g.desk.clerk.quit()
		}
	}
	g.was, g.open, g.touched, g.met = id, true, g.now(), g.now()
	widgets.ClearOverlays(g.canvas())
	g.login.leave()
	g.desk.thaw()
	g.desk.session.Check() // which waited for somebody to sit here
	g.admitted()
}

// lock leaves the desk; an id of a sentence says why, where the officer did not do it. Only who was locked out unasked finds the own name there:
// after F12 mostly somebody else sits down.
func (g *gate) lock(why string) {
	if !g.open {
		return
	}
	g.open = false
	widgets.ClearOverlays(g.canvas())
	g.desk.freeze()
	if why == "" {
		g.login.ask("")
	} else {
		g.login.ask(g.seat.Last())
	}
	g.login.told = why
	var err error
	g.run(func() { err = g.seat.Lock(context.Background()) }, func() {
		if err != nil {
			slog.Error("that the desk was locked could not be written down", "err", err)
		}
	})
	g.draw()
}

func (g *gate) touch() { g.touched = g.now() }

// hears takes the key that locks before a field of a form does.
func (g *gate) hears(name fyne.KeyName) bool {
	g.touch()
	if name == keyLock {
		g.lock("")
	}
	return name == keyLock
}

func (g *gate) onKey(e *fyne.KeyEvent) {
	switch {
	case !g.open:
		g.login.wake()
	case !g.hears(e.Name):
		g.desk.onKey(e)
	}
}

func (g *gate) onRepeatedKey(e *fyne.KeyEvent) {
	if g.open {
		g.desk.onRepeatedKey(e)
	}
}

func (g *gate) onRune(r rune) {
	if g.open {
		g.desk.onRune(r)
	}
}

// onScan takes a code from a scanner on a wire; a locked desk opens nobody's dossier.
func (g *gate) onScan(code string) {
	if g.open {
		g.touch()
		g.desk.onScan(code)
	}
}

// draw shows what there is to see, and locks a desk that was left alone.
func (g *gate) draw() {
	if idle := g.now().Sub(g.touched); g.open && g.lockAfter > 0 && idle >= g.lockAfter {
		g.lock("counter.login.idle")
		return
	}
	g.meet()
	widgets.SetVisible(g.login.box, !g.open)
	g.desk.header.name = g.seat.Officer().Name
	g.desk.draw()
	if !g.open {
		g.login.draw(g.desk.session, g.seat.Wait(g.login.officer.Text), g.now())
	}
}

// meetEvery is how often central is asked who may sit here: who was removed is out within that time.
const meetEvery = time.Minute

// meet asks central now and then, and at once after it was away.
func (g *gate) meet() {
	online := g.desk.session.Desk.Online()
	if !online {
		g.met = time.Time{}
	}
	if since := g.now().Sub(g.met); !online || g.meeting || since >= 0 && since < meetEvery {
		return
	}
	g.meeting, g.met = true, g.now()
	var err error
	g.run(func() { err = g.seat.Meet(context.Background()) }, func() {
		g.meeting = false
		switch {
		case errors.Is(err, seat.ErrSentAway):
			g.lock("counter.login.sent_away")
		case errors.Is(err, seat.ErrNobody):
			g.login.told = "counter.login.nobody"
		case err != nil:
			slog.Info("central did not say who may sit here", "err", err)
		}
		g.draw()
	})
}

// targets is what can be clicked now, for a scripted officer.
func (g *gate) targets() (screen string, targets []ui.Target) {
	if !g.open {
		return "counter.login", []ui.Target{{Name: "officer", Object: g.login.officer}, {Name: "password", Object: g.login.password}, {Name: "enter", Object: g.login.key}}
	}
	return g.desk.targets()
}
