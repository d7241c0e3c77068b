package screens

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/login"
	"motcua/counter/navigation"
	"motcua/counter/widgets"
	"motcua/internal/async"
	"motcua/internal/officer"
	"motcua/internal/ui"
)

// Seat is who sits at the desk.
type Seat interface {
	Login(context.Context, login.Credentials) error
	Lock(context.Context) error
	Meet(context.Context) error
	Officer() officer.Officer
	Last() string
	Wait(typed string) time.Duration
}

// Gate shows the login while nobody sits at the desk, else the desk, and gives keys to the one that is shown: of a locked desk nothing is drawn,
// so that no key, click, wheel or scan reaches it. Who is called to the desk stays, whoever logs in.
type Gate struct {
	Box    *fyne.Container
	desk   *Desk
	login  *loginScreen
	seat   Seat
	now    func() time.Time
	canvas func() fyne.Canvas

	lockAfter time.Duration // without anybody touching anything; 0: never
	touched   time.Time
	was       string // login name of who sat here before the desk was locked
	open      bool   // somebody sits here
	Admitted  func() // somebody has logged in
	meets     async.Async[struct{}]
	met       time.Time // central was asked who may sit here
}

// NewGate returns the gate of a desk at which nobody sits yet.
func NewGate(d *Desk, s Seat, canvas func() fyne.Canvas, lockAfter time.Duration) *Gate {
	g := &Gate{desk: d, seat: s, now: d.controllers.Now, lockAfter: lockAfter, canvas: canvas}
	g.Admitted = func() {}
	g.login = newLoginScreen(d.controllers.Speak, canvas, g.enter)
	g.login.header.printer = d.controllers.Dossiers.Printer.Alarm
	d.touched, d.form.Hears = g.touch, g.hears
	d.hearKeys(g.OnKey, g.OnRepeatedKey)
	d.header.lock.Tap = func(fyne.Position) { g.hears(keyLock) }
	g.Box = container.NewStack(d.box, g.login.box)
	d.freeze()
	return g
}

// Start waits for the first password of the day.
func (g *Gate) Start() {
	g.login.ask("")
	g.Draw()
}

// enter tries a login name and a password.
func (g *Gate) enter(who login.Credentials) {
	g.login.busy = true
	g.Draw()
	navigation.Try(g.desk.controllers.Navigator, func(ctx context.Context) error { return g.seat.Login(ctx, who) }, func(err error) {
		g.login.busy = false
		if err == nil {
			g.admit()
		} else {
			g.login.refuse(err, g.now())
		}
		g.Draw()
	})
}

// admit opens the desk. Somebody else than before begins at the queue: what the other one was reading was opened in the other's name.
func (g *Gate) admit() {
	id := g.seat.Officer().ID
	if g.was != "" && g.was != id {
		g.desk.dismiss()
		if g.desk.controllers.Place != navigation.Intake {
			g.desk.controllers.Dossiers.Quit()
			g.desk.controllers.Appointments.Quit()
		}
	}
	g.was, g.open, g.touched, g.met = id, true, g.now(), g.now()
	widgets.ClearOverlays(g.canvas())
	g.login.leave()
	g.desk.thaw()
	g.desk.controllers.Calls.Check() // which waited for somebody to sit here
	g.Admitted()
}

// lock leaves the desk; an id of a sentence says why, where the officer did not do it. Only who was locked out unasked finds the own name there:
// after F12 mostly somebody else sits down.
func (g *Gate) lock(why string) {
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
	navigation.Try(g.desk.controllers.Navigator, g.seat.Lock, func(err error) {
		if err != nil {
			slog.Error("that the desk was locked could not be written down", "err", err)
		}
	})
	g.Draw()
}

func (g *Gate) touch() { g.touched = g.now() }

// hears takes the key that locks before a field of a form does.
func (g *Gate) hears(name fyne.KeyName) bool {
	g.touch()
	if name == keyLock {
		g.lock("")
	}
	return name == keyLock
}

// OnKey takes a key going down.
func (g *Gate) OnKey(e *fyne.KeyEvent) {
	switch {
	case !g.open:
		g.login.wake()
	case !g.hears(e.Name):
		g.desk.onKey(e)
	}
}

// OnRepeatedKey takes a key going down, or still down after a while.
func (g *Gate) OnRepeatedKey(e *fyne.KeyEvent) {
	if g.open {
		g.desk.onRepeatedKey(e)
	}
}

// OnRune takes a letter; those of a login go to its fields by themselves.
func (g *Gate) OnRune(r rune) {
	if g.open {
		g.desk.onRune(r)
	}
}

// OnScan takes a code from a scanner on a wire; a locked desk opens nobody's dossier.
func (g *Gate) OnScan(code string) {
	if g.open {
		g.touch()
		g.desk.onScan(code)
	}
}

// Draw shows what there is to see, and locks a desk that was left alone.
func (g *Gate) Draw() {
	if idle := g.now().Sub(g.touched); g.open && g.lockAfter > 0 && idle >= g.lockAfter {
		g.lock("counter.login.idle")
		return
	}
	g.meet()
	widgets.SetVisible(g.login.box, !g.open)
	g.desk.header.name = g.seat.Officer().Name
	g.desk.draw()
	if !g.open {
		g.login.draw(g.desk.controllers.Calls, g.seat.Wait(g.login.officer.Text), g.now())
	}
}

// meetEvery is how often central is asked who may sit here: who was removed is out within that time.
const meetEvery = time.Minute

// meet asks central now and then, and at once after it was away.
func (g *Gate) meet() {
	online := g.desk.controllers.Calls.Desk.Online()
	if !online {
		g.met = time.Time{}
	}
	if since := g.now().Sub(g.met); !online || g.meets.Busy() || since >= 0 && since < meetEvery {
		return
	}
	g.met = g.now()
	navigation.Latest(g.desk.controllers.Navigator, &g.meets, func(ctx context.Context) (struct{}, error) { return struct{}{}, g.seat.Meet(ctx) }, func(_ struct{}, err error) {
		switch {
		case errors.Is(err, login.ErrSentAway):
			g.lock("counter.login.sent_away")
		case errors.Is(err, login.ErrNobody):
			g.login.told = "counter.login.nobody"
		case err != nil:
			slog.Info("central did not say who may sit here", "err", err)
		}
		g.Draw()
	})
}

// Targets returns what can be clicked now, for a scripted officer.
func (g *Gate) Targets() (screen string, targets []ui.Target) {
	if !g.open {
		return "counter.login", []ui.Target{{Name: "officer", Object: g.login.officer}, {Name: "password", Object: g.login.password}, {Name: "enter", Object: g.login.key}}
	}
	return g.desk.targets()
}
