// Package visit is one person's way through the kiosk as plain state: what was touched, what has come of it, when to start anew.
// It knows no screen, no clock and no network; kiosk/flow draws it and tells it what happens.
package visit

import (
	"time"

	"motcua/internal/queue"
)

// Slip is how it goes with the paper.
type Slip string

// The states of the slip.
const (
	Printing Slip = "printing"
	Printed  Slip = "printed"
	Missing  Slip = "missing" // the printer is down: the visitor notes the number
)

// IdleLimit is how long anybody is thought to stand before the kiosk after a last touch. A page of long text may take them longer.
const IdleLimit = 2 * time.Minute

// Visit is one person taking a number. It begins at the first touch and gives one ticket, however often the glass is tapped.
// All that is known of the person is in it: a new Visit knows nothing of the last.
type Visit struct {
	Lang      string
	Mode      string // how it is shown to the person's eyes; empty: as to everybody's
	Low       bool   // what can be touched stands low, for a person who sits
	Step      Step
	Office    string        // code of the agency whose services are offered; empty: of all
	Class     string        // id of why they go before others; empty: they do not
	Closed    string        // id of the service that gives no number now
	Request   queue.Request // from the first touch of a service on
	Ticket    queue.Ticket
	Slip      Slip
	Find      Find
	Inquiry   Inquiry
	Claim     Claim
	Arrival   Arrival
	Presented Presented
	Judgement Judgement
	Page      Paper // what is read, to take home

	earlier []Paper   // what was wanted before and may still come out
	before  int       // numbers taken before this one
	touched time.Time // zero: nobody has touched anything
}

// New waits for a visitor, in a language.
func New(lang string) Visit { return Visit{Lang: lang, Step: Home} }

// Resume goes on with a ticket that was given before a power cut.
func Resume(t queue.Ticket, lang string, now time.Time) Visit {
	return Visit{Lang: lang, Step: Holding, Request: queue.Request{ID: t.ID}, Ticket: t, Slip: Printing, touched: now}
}

// Speak changes the language.
func (v *Visit) Speak(lang string, now time.Time) { v.Lang, v.touched = lang, now }

// Wear changes how it is shown.
func (v *Visit) Wear(mode string, now time.Time) { v.Mode, v.touched = mode, now }

// Lower has what can be touched stand low, or not.
func (v *Visit) Lower(low bool, now time.Time) { v.Low, v.touched = low, now }

// Stay tells that the person is still there.
func (v *Visit) Stay(now time.Time) { v.touched = now }

// busy reports whether the person is in the middle of something, which takes time and can be left.
func (v *Visit) busy() bool {
	return steps[v.Step].back != "" && !(v.Step == Rating && v.Judgement.Step == Thanking)
}

// Leaves reports whether there is a way back to the first screen now; a number on its way must come first.
func (v *Visit) Leaves() bool { return v.busy() }

// Begin opens what the screen offers; false when something has begun already, as by a second tap.
func (v *Visit) Begin(step Step, now time.Time) bool {
	if to := steps[step]; to.back != v.Step || to.opening != offered {
		return false
	}
	v.putAway()
	v.Step, v.touched = step, now
	return true
}

// Back goes back by one screen. Home: that is the first one, where the visit is over; see Again.
func (v *Visit) Back(now time.Time) (home bool) {
	to := steps[v.Step].back
	switch {
	case v.Step == Paying && len(v.Inquiry.Dossiers) > 0: // came from what is owed
		to = DossierStatus
	case v.Step == Browsing:
		to = v.Find.close()
	case v.Step == Reading && len(v.Find.Leaves) > 0: // found by leafing
		to = Browsing
	case to == Home:
		return true
	case to == "":
		return false
	case to == CodeEntry: // another dossier is another question
		v.Inquiry = Inquiry{}
	case to == Choosing: // another number than that of the appointment
		v.Arrival = Arrival{}
	case to == RateVisit: // another visit
		v.Claim, v.Judgement = Claim{}, Judgement{}
	}
	v.Step, v.touched = to, now
	return false
}

// Again returns the visit of the same person who went back to the first screen: made anew but for the language and for how all is shown, which
// would else leave who sits, or sees badly, before a screen that they cannot use.
func (v *Visit) Again(now time.Time) Visit {
	again := New(v.Lang)
	again.Mode, again.Low, again.touched = v.Mode, v.Low, now
	return again
}

// Of offers the services of an office, or of all.
func (v *Visit) Of(office string, now time.Time) {
	if v.Step == Offices {
		v.Step, v.Office, v.touched = Choosing, office, now
	}
}

// ChoosePriority says why the visitor goes before others, or that they do not.
func (v *Visit) ChoosePriority(class string, now time.Time) {
	if v.Step == Priority {
		v.Step, v.Class, v.touched = Choosing, class, now
	}
}

// TurnAway explains that a service gives no number now; the visitor may have asked already (Taking).
func (v *Visit) TurnAway(service string, now time.Time) bool {
	if v.Step != Choosing && v.Step != Reading && v.Step != Taking {
		return false
	}
	v.Step, v.Closed, v.Request, v.touched = Closed, service, queue.Request{}, now
	return true
}

// MostTickets is how many numbers one visit gives: more is a child's play.
const MostTickets = 5

// MayHaveMore reports whether another number can be taken in this visit.
func (v *Visit) MayHaveMore() bool { return v.Step == Holding && v.before < MostTickets-1 }

// More goes back to the services for another number; the slip of this one may still come out.
func (v *Visit) More(now time.Time) bool {
	if !v.MayHaveMore() {
		return false
	}
	v.earlier = append(v.earlier, Paper{v.Ticket.ID, v.Slip})
	v.Step, v.Office, v.Request, v.Ticket, v.Slip, v.Find, v.Arrival, v.touched = Choosing, "", queue.Request{}, queue.Ticket{}, "", Find{Questions: v.Find.Questions}, Arrival{}, now
	v.before++
	return true
}

// Choose takes a service; false when one is chosen already, as by a second tap.
func (v *Visit) Choose(r queue.Request, now time.Time) bool {
	if v.Step != Choosing && v.Step != Reading {
		return false
	}
	v.Step, v.Request, v.touched = Taking, r, now
	return true
}

// Hold shows the ticket of a request; false when it is not this visitor's.
func (v *Visit) Hold(t queue.Ticket, now time.Time) bool {
	if v.Step != Taking || t.ID != v.Request.ID {
		return false
	}
	v.Step, v.Ticket, v.Slip, v.touched = Holding, t, Printing, now
	return true
}

// Fail tells that a request gave no ticket; false when it is not this visitor's.
func (v *Visit) Fail(request string, now time.Time) bool {
	if v.Step != Taking || request != v.Request.ID {
		return false
	}
	v.Step, v.touched = Sorry, now
	return true
}
