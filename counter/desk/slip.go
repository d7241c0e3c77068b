package desk

import (
	"errors"
	"slices"
	"strings"
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/seal"
)

// Refusal is why the ticket of a slip is not called.
type Refusal string

// The refusals.
const (
	Welcome     Refusal = ""
	OtherCentre Refusal = "other_centre"
	Forged      Refusal = "forged"   // its sign is wrong
	NoKey       Refusal = "no_key"   // this counter has never seen central, and so cannot check
	NewKey      Refusal = "new_key"  // signed with a key that this counter has not heard of, and central does not say
	KeyOver     Refusal = "key_over" // its key was taken back, and nobody else knows of the ticket
	OtherDay    Refusal = "other_day"
	Here        Refusal = "here"      // called here already
	Busy        Refusal = "busy"      // somebody else is called here
	Elsewhere   Refusal = "elsewhere" // called at another counter
	Served      Refusal = "served"
)

// Slip is what a ticket's QR says.
type Slip struct {
	Code    string
	Ticket  queue.Ticket
	Refused Refusal
	Counter string  // Elsewhere and Served: where
	Doubt   Refusal // without central's word, which is needed: KeyOver for a ticket that this counter does not know of, or NewKey
}

// ReadSlip reads what was scanned; false when it is no ticket's QR at all.
func (d *Desk) ReadSlip(text string, ring seal.Ring, now time.Time) (s Slip, ok bool) {
	s.Code = text[strings.LastIndexByte(text, '/')+1:]
	t, err := seal.ReadTicket(s.Code)
	if err != nil {
		return s, false
	}
	_, doubt := ring.OpenTicket(s.Code)
	s.Doubt = d.doubt(t.ID, doubt)
	if s.Ticket, err = hall.CompleteSlip(d.view.Centre, t); err != nil {
		s.Refused = OtherCentre
	} else if s.Refused = d.slipRefusal(text, s.Code, ring, doubt); s.Refused != Welcome {
		return s, true
	} else if s.Refused, s.Counter = d.refusal(s.Ticket, now); s.Refused == Welcome && !d.online {
		s.Refused = s.Doubt
	}
	return s, true
}

// knows reports whether a ticket was in the hall as it was seen last, or at this desk.
func (d *Desk) knows(ticket string) bool {
	if _, here := d.memory[ticket]; here {
		return true
	}
	is := func(t queue.Ticket) bool { return t.ID == ticket }
	return slices.ContainsFunc(d.view.Waiting, is) || slices.ContainsFunc(d.view.Desks, func(at hall.Desk) bool { return at.Ticket != nil && is(*at.Ticket) })
}

// doubt returns why central is to be asked about a sign that cannot be judged here. Of a new key kiosks and counters hear one after the other.
func (d *Desk) doubt(ticket string, sign error) Refusal {
	switch {
	case errors.Is(sign, seal.ErrKey):
		return NewKey
	case errors.Is(sign, seal.ErrOver) && !d.knows(ticket):
		return KeyOver
	}
	return Welcome
}

// refusal returns why a ticket whose sign is right is not called here, as far as this counter knows.
func (d *Desk) refusal(t queue.Ticket, now time.Time) (why Refusal, counter string) {
	switch {
	case queue.Day(t.IssuedAt) != queue.Day(d.Clock(now)):
		return OtherDay, ""
	case d.visit != nil && d.visit.Ticket.ID == t.ID:
		return Here, ""
	case d.visit != nil:
		return Busy, ""
	case d.memory[t.ID].action == queue.Finish:
		return Served, d.counter
	}
	for _, other := range d.view.Desks {
		if other.Ticket != nil && other.Ticket.ID == t.ID && other.Counter != d.counter {
			return Elsewhere, other.Counter
		}
	}
	return Welcome, ""
}

// Heard takes central's word about a slip's ticket into the slip.
func (d *Desk) Heard(s Slip, t queue.Ticket) Slip {
	s.Counter = t.Counter
	switch {
	case t.State == queue.Called && t.Counter == d.counter:
		s.Ticket = t // or whom central had called here before, when its answer was lost
	case t.State == queue.Called:
		s.Refused = Elsewhere
	case t.State == queue.Done:
		s.Refused = Served
	default:
		s.Refused = OtherDay
	}
	return s
}

// CallSlip returns the step of the person with a slip, without central's word. The slip itself is the word that its ticket was issued.
func (d *Desk) CallSlip(s Slip, now time.Time) Step {
	t := s.Ticket
	for _, known := range d.view.Waiting {
		if known.ID == t.ID {
			known.Number, known.Series, known.Serial, known.InHand = t.Number, t.Series, t.Serial, true // what stands on the paper
			t = known
		}
	}
	issued := d.issued(t)
	t = d.turned(t)
	t.Why = queue.Why{Reason: queue.BySlip}
	step := d.Call(t, now)
	step.Issued = &issued
	return step
}
