package desk

import (
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
)

// Taken counts the steps taken, so that an answer to an older question can be told.
func (d *Desk) Taken() int { return d.taken }

// InDoubt reports whether the newest view shows somebody else at this counter than the desk does. That is so for a moment after every step;
// when it is still so in a view asked for after central had all of this device's events, Correct takes central's word.
func (d *Desk) InDoubt() bool {
	return d.online && d.asking.IsZero() && !agree(d.visit, d.view.Desk(d.counter).Ticket)
}

// Correct returns the step to central's word about this counter; false when the desk says the same.
func (d *Desk) Correct(v hall.View, now time.Time) (Step, bool) {
	theirs := v.Desk(d.counter).Ticket
	switch {
	case agree(d.visit, theirs):
		return Step{}, false
	case theirs == nil:
		return Step{Ticket: d.visit.Ticket}, true
	case d.visit != nil && d.visit.Ticket.ID == theirs.ID:
		visit := *d.visit
		visit.Ticket = *theirs
		visit.Ticket.Why = d.visit.Ticket.Why // which the hall's view does not tell
		return Step{Ticket: *theirs, Visit: &visit}, true
	}
	s := d.Call(*theirs, now)
	for _, c := range v.Calls {
		if c.Number == theirs.Number && c.Counter == d.counter {
			s.Visit.Since, s.Visit.Times = c.At, c.Times
		}
	}
	return s, true
}

// agree compares who is at the desk by what the officer sees: a kiosk's paper may have changed the number after the call.
func agree(visit *Visit, t *queue.Ticket) bool {
	if visit == nil || t == nil {
		return visit == nil && t == nil
	}
	return visit.Ticket.ID == t.ID && visit.Ticket.Number == t.Number && visit.Ticket.Service == t.Service
}
