package desk

import (
	"slices"
	"time"

	"motcua/internal/queue"
)

// CallAlone returns the step of the next person of the lane; false when nobody is left in it.
func (d *Desk) CallAlone(now time.Time) (Step, bool) {
	lane := d.Lane(now)
	if len(lane) == 0 {
		return Step{}, false
	}
	t := d.turned(lane[0])
	t.Why = queue.Why{Reason: queue.InLane}
	return d.Call(t, now), true
}

// turned returns a ticket as this counter calls it without central: the turn is one more than was heard of.
func (d *Desk) turned(t queue.Ticket) queue.Ticket {
	t.Turn = max(t.Turn, d.memory[t.ID].turn) + 1
	t.State, t.Counter = queue.Called, d.counter
	return t
}

// deed is the last thing that was done here with a ticket.
type deed struct {
	turn   int
	action queue.Action
}

// Remember takes what was done here with a ticket before the counter was switched on again, in its order.
func (d *Desk) Remember(ticket string, turn int, a queue.Action) {
	if d.memory == nil {
		d.memory = map[string]deed{}
	}
	d.memory[ticket] = deed{turn: turn, action: a}
}

func without(line []queue.Ticket, id string) []queue.Ticket {
	return slices.DeleteFunc(slices.Clone(line), func(t queue.Ticket) bool { return t.ID == id })
}

// settle keeps the line true to a step while central does not show it anew.
func (d *Desk) settle(s Step, now time.Time) {
	if s.Action == "" {
		return
	}
	d.Remember(s.Ticket.ID, s.Ticket.Turn, s.Action)
	d.view.Waiting = without(d.view.Waiting, s.Ticket.ID)
	if s.Action == queue.Skip && !d.online {
		lane := d.Lane(now)
		behind := lane[:min(queue.SkipBehind, len(lane))]
		at := 0
		if len(behind) > 0 {
			at = 1 + slices.IndexFunc(d.view.Waiting, func(t queue.Ticket) bool { return t.ID == behind[len(behind)-1].ID })
		}
		t := s.Ticket
		t.State = queue.Waiting
		d.view.Waiting = slices.Insert(d.view.Waiting, at, t)
	}
}
