package desk

import (
	"slices"
	"time"

	"motcua/internal/queue"
)

// Action is what one key of the desk does.
type Action string

// The actions, by the names that touch targets have in the log.
const (
	Next       Action = "next"
	Recall     Action = "recall"
	Skip       Action = "skip"
	NoShow     Action = "no_show"
	Transfer   Action = "transfer"
	Finish     Action = "finish"
	FinishNext Action = "finish_next" // the one key of the day: finish whoever is here, call the next
)

// Calls reports whether an action asks central for the next person.
func (a Action) Calls() bool { return a == Next || a == FinishNext }

var moves = map[Action]queue.Action{
	Recall: queue.Recall, Skip: queue.Skip, NoShow: queue.Miss, Transfer: queue.Transfer, Finish: queue.Finish, FinishNext: queue.Finish,
}

// Move returns what an action does with the ticket at the desk; "" when nothing, as for Next.
func (a Action) Move() queue.Action { return moves[a] }

// Reason is why an action is closed.
type Reason string

// The reasons.
const (
	Open          Reason = ""
	Empty         Reason = "empty"           // nobody is called
	Occupied      Reason = "occupied"        // somebody is: first finish, skip …
	Offline       Reason = "offline"         // and nobody is left in this counter's lane
	NoSuchCounter Reason = "no_such_counter" // central does not know this counter
	NoTarget      Reason = "no_target"       // there is no other service to send on to
)

// Closed returns why the state of the desk does not allow an action.
func (d *Desk) Closed(a Action, now time.Time) Reason {
	switch {
	case a == Next && d.visit != nil:
		return Occupied
	case !a.Calls() && d.visit == nil:
		return Empty
	case a.Calls() && !d.online && len(d.Lane(now)) == 0:
		return Offline
	case a.Calls() && d.online && !d.known():
		return NoSuchCounter
	case a == Transfer && len(d.Targets()) == 0:
		return NoTarget
	}
	return Open
}

// Settle is how long after a call nothing more is done with the person called: nobody comes that fast,
// so it is the second press of one key.
const Settle = time.Second

// Ready reports whether a key pressed now is meant: no answer is awaited and the number called is not brand new.
func (d *Desk) Ready(now time.Time) bool {
	if !d.asking.IsZero() {
		return false
	}
	since := now.Sub(d.called)
	return d.visit == nil || since < 0 || since >= Settle
}

// Ask closes the desk to further keys until Answered.
func (d *Desk) Ask(now time.Time) { d.asking = now }

// Answered opens the desk again.
func (d *Desk) Answered() { d.asking = time.Time{} }

// Step is one thing done at the desk, as the journal writes it.
type Step struct {
	Action  queue.Action // "": no event; central's word is only remembered
	Ticket  queue.Ticket
	Service string        // transferred: to which
	Visit   *Visit        // who is called to the desk after it
	Officer string        // login name of who took it
	Issued  *queue.Ticket // called by the slip alone: central may not know that the ticket was issued
}

// Do returns the step of an action on the person at the desk. False when that is no longer the person meant, or the ticket does not allow it.
func (d *Desk) Do(a queue.Action, ticket, service string) (Step, bool) {
	if d.visit == nil || d.visit.Ticket.ID != ticket {
		return Step{}, false
	}
	state, ok := queue.Called.After(a)
	if !ok || (a == queue.Transfer && !d.isTarget(service)) {
		return Step{}, false
	}
	s := Step{Action: a, Ticket: d.visit.Ticket, Service: service}
	if state == queue.Called {
		again := *d.visit
		again.Times++
		s.Visit = &again
	}
	return s, true
}

func (d *Desk) isTarget(service string) bool {
	return slices.ContainsFunc(d.Targets(), func(t Target) bool { return t.Service.ID == service })
}

// Call returns the step of a person called to the desk, by central or without it.
func (d *Desk) Call(t queue.Ticket, now time.Time) Step {
	return Step{Action: queue.Call, Ticket: t, Visit: &Visit{Ticket: t, Since: d.Clock(now), Times: 1}}
}

// Take makes a step true at the desk, after the journal has it.
func (d *Desk) Take(s Step, now time.Time) {
	d.visit = s.Visit
	d.taken++
	d.settle(s, now)
	d.miss(s)
	if s.Action == queue.Call || s.Action == queue.Recall {
		d.called = now
	}
}
