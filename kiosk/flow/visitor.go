// Package flow leads people through the kiosk and alone knows which screen is next: a small controller for each thing that people come for, all
// working on one visit. It draws nothing itself; what happened to a visit is known by package visit.
package flow

import (
	"reflect"

	"motcua/drivers/spool"
	"motcua/internal/async"
	"motcua/internal/catalogue/shelf"
	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/screens"
	"motcua/kiosk/shell"
	"motcua/kiosk/visit"
)

// Visitor leads one visitor after the other through the kiosk. Its methods run on the screen's goroutine.
type Visitor struct {
	*session
	tickets      *tickets
	appointments *appointments
	procedures   *procedures
	browsing     *browsing
	dossiers     *dossiers
	rateVisit    *rateVisit
	information  *information
	cards        *cards
}

// flow is a controller: it has the screens of some steps of a visit.
type flow interface {
	show(step visit.Step) (v view, mine bool)
}

// NewVisitor makes the flows of a kiosk for visitors.
func NewVisitor(b Backend, c Config) *Visitor {
	s := &session{Backend: b, Config: c, visit: visit.New(c.Lang)}
	v := &Visitor{session: s}
	s.router = v
	v.tickets = &tickets{s}
	v.appointments = &appointments{s, v.tickets}
	v.procedures = &procedures{session: s, tickets: v.tickets}
	v.browsing = &browsing{s, v.procedures}
	v.procedures.browse = v.browsing.onBrowse
	v.dossiers = &dossiers{s}
	v.rateVisit = &rateVisit{s}
	v.information = &information{s}
	v.cards = &cards{s, v.appointments}
	return v
}

func (v *Visitor) flows() []flow {
	return []flow{v.tickets, v.appointments, v.procedures, v.browsing, v.dossiers, v.rateVisit, v.information, v.cards}
}

// Start shows the first screen, or the ticket that a power cut kept from its citizen.
func (v *Visitor) Start(unfinished []dispenser.Unfinished) {
	v.visit, v.behind = visit.New(v.Lang), papers{withdraw: v.forget}
	if len(unfinished) > 0 {
		last := unfinished[len(unfinished)-1]
		v.visit = visit.Resume(last.Ticket, last.Request.Lang, v.Now())
	}
	v.draw()
	read := v.Catalogue
	async.Ask(v.Run, func() (*shelf.Book, error) { return read(), nil }, func(book *shelf.Book, _ error) {
		if v.procedures.book == nil {
			v.procedures.book = book
		}
		v.procedures.search()
	})
}

// Speaker speaks the language of whoever stands there.
func (v *Visitor) Speaker() i18n.Localizer { return v.speaker() }

// next makes the screen of the step.
func (v *Visitor) next() view {
	if _, v.warned = v.visit.Warning(v.Now(), v.Patience); v.warned {
		return v.stillThere()
	}
	step := v.visit.Step
	if step == visit.Taking && v.visit.Find.Procedure != nil {
		step = visit.Reading // where the number was asked for
	}
	if len(v.centre.Services) == 0 && (step == visit.Home || step == visit.Choosing) {
		return v.starting()
	}
	for _, f := range v.flows() {
		if view, mine := f.show(step); mine {
			return view
		}
	}
	return v.home()
}

// starting tells why nothing can be offered yet.
func (v *Visitor) starting() view {
	if v.trust != uplink.Trusted {
		return view{Screen: screens.NewDistrusted(v.speaker(), string(v.trust), v.device())}
	}
	return view{Screen: screens.NewStarting(v.speaker())}
}

func (v *Visitor) home() view {
	s := screens.NewHome(v.speaker(), v.open)
	return view{Screen: s.Screen, update: func() {
		hall, online := v.Hall()
		s.Update(hall, v.trouble(online))
	}}
}

func (v *Visitor) stillThere() view {
	s := screens.NewIdleWarning(v.speaker(), v.onStay, v.leave)
	return view{Screen: s.Screen, update: func() {
		left, _ := v.visit.Left(v.Now(), v.Patience)
		s.Update(left)
	}}
}

// open opens what the screen offers.
func (v *Visitor) open(step visit.Step) {
	if !v.visit.Begin(step, v.Now()) {
		return
	}
	v.page = 0
	v.draw()
	v.procedures.search()
}

// OnDisplay turns one change of how the screen is shown on or off.
func (v *Visitor) OnDisplay(change ui.Mode) {
	v.visit.Wear(string(ui.Mode(v.visit.Mode).Switch(change)), v.Now())
	v.draw()
}

// OnReach sets all that can be touched low, or high again.
func (v *Visitor) OnReach() {
	v.visit.Lower(!v.visit.Low, v.Now())
	v.draw()
}

// OnLanguage changes the language.
func (v *Visitor) OnLanguage() {
	v.visit.Speak(shell.NextLanguage(v.visit.Lang), v.Now())
	v.draw()
}

// onBack goes back by one screen. Whoever comes to the first one so stands there still, and goes on in their language.
func (v *Visitor) onBack() {
	if v.visit.Step == visit.Rating && v.visit.Judgement.Back() {
		v.onStay()
		return
	}
	if v.visit.Back(v.Now()) {
		v.begin(v.visit.Again(v.Now()))
		return
	}
	v.draw()
}

// leave makes room for the next visitor.
func (v *Visitor) leave() {
	if v.visit.Unsent() {
		v.rateVisit.give()
	}
	v.begin(visit.New(v.Lang))
}

// OnSlip takes note of how a slip's way ended.
func (v *Visitor) OnSlip(slip string, o spool.Outcome) {
	state := visit.Missing
	if o == spool.Printed || o == spool.Reprinted {
		state = visit.Printed
	}
	v.behind.ended(slip)
	if v.papers().Paper(dispenser.TicketOf(slip), state, v.Now()) {
		v.redraw()
	}
}

// OnHall shows the newest view; a centre that has changed is a new screen.
func (v *Visitor) OnHall() {
	hall, _ := v.Hall()
	offers := v.visit.Step == visit.Home || v.visit.Step == visit.Choosing
	if offers && (v.Standing() != v.trust || !reflect.DeepEqual(hall.Centre, v.centre)) {
		v.draw()
		return
	}
	v.refresh()
}

// OnTick lets a second pass.
func (v *Visitor) OnTick() {
	v.procedures.renew()
	if v.Window.GoesByKeys() {
		v.visit.Stay(v.Now())
	}
	if left, ends := v.visit.Left(v.Now(), v.Patience); ends && left <= 0 {
		v.leave()
		return
	}
	if left, checks := v.visit.Checked(v.Now()); checks && left <= 0 {
		v.rateVisit.give()
		return
	}
	if _, soon := v.visit.Warning(v.Now(), v.Patience); soon != v.warned {
		v.draw()
		return
	}
	v.refresh()
}
