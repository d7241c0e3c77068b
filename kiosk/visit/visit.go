// Package visit is one person's way through the kiosk as plain state: what was touched, what has come of it, when to start anew.
// It knows no screen, no clock and no network; the kiosk's app draws it and tells it what happens.
package visit

import (
	"time"

	"motcua/internal/queue"
)

// Step is where a visitor is.
type Step string

// The steps of taking a number.
const (
	Choosing Step = "choosing" // a service
	Taking   Step = "taking"   // a service is chosen, its number is on the way
	Holding  Step = "holding"  // the number is there
	Sorry    Step = "sorry"    // there is no number: ask a person
)

// Slip is how it goes with the paper.
type Slip string

// The states of the slip.
const (
	Printing Slip = "printing"
	Printed  Slip = "printed"
	Missing  Slip = "missing" // the printer is down: the visitor notes the number
)

// Longest is how long anybody is thought to stand before the kiosk after a last touch.
const Longest = 2 * time.Minute

// missingFactor is how many times longer a number without paper stays: it must be noted, and the printer may come back.
const missingFactor = 3

// Visit is one person taking a number. It begins at the first touch and gives one ticket, however often the glass is tapped.
type Visit struct {
	Lang    string
	Step    Step
	Request queue.Request // from the first touch of a service on
	Ticket  queue.Ticket
	Slip    Slip

	touched time.Time // zero: nobody has touched anything
}

// New waits for a visitor, in a language.
func New(lang string) Visit { return Visit{Lang: lang, Step: Choosing} }

// Resume goes on with a ticket that was given before a power cut.
func Resume(t queue.Ticket, lang string, now time.Time) Visit {
	return Visit{Lang: lang, Step: Holding, Request: queue.Request{ID: t.ID}, Ticket: t, Slip: Printing, touched: now}
}

// Speak changes the language.
func (v *Visit) Speak(lang string, now time.Time) { v.Lang, v.touched = lang, now }

// Choose takes a service; false when one is chosen already, as by a second tap.
func (v *Visit) Choose(r queue.Request, now time.Time) bool {
	if v.Step != Choosing {
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

// Paper tells how it goes with the slip of a ticket; false when that changes nothing here. A slip that is out stays out.
func (v *Visit) Paper(ticket string, slip Slip, now time.Time) bool {
	if v.Step != Holding || ticket != v.Ticket.ID || v.Slip == slip || v.Slip == Printed {
		return false
	}
	v.Slip, v.touched = slip, now
	return true
}

// Unprinted tells whether the visitor would leave without paper.
func (v *Visit) Unprinted() bool { return v.Step == Holding && v.Slip == Missing }

// Left is how long until the visit is over by itself, at most 0 when it is; false when it does not end by itself.
func (v *Visit) Left(now time.Time, patience time.Duration) (time.Duration, bool) {
	if v.touched.IsZero() {
		return 0, false
	}
	if v.Unprinted() {
		patience = min(patience*missingFactor, Longest)
	}
	return v.touched.Add(patience).Sub(now), true
}
