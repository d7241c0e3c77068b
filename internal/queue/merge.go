package queue

import (
	"cmp"
	"slices"
	"time"
)

// TicketAction is one thing that was done with a ticket, by the word of the device that did it.
type TicketAction struct {
	Action  Action
	Turn    int       // which calling of the ticket it belongs to, from 1
	Counter string    // empty for Cancel
	Service string    // Transfer: to which
	Offered bool      // Call: central's word alone; the counter's own follows once its officer has seen the number
	At      time.Time // by the device's clock, which orders nothing but two equal claims
	Life    int64     // with Seq, the order of one device's actions
	Seq     int64

	Position int64 // of its event where it was read, to find it again; it orders nothing
}

// Outcome is what became of a ticket.
type Outcome struct {
	State      State
	Service    string
	Counter    string         // who called it last, of those that stand
	Turn       int            // how often it was called
	Counted    []TicketAction // those that made it, in order
	Superseded []Superseded

	there Action // what came of the calling that stands
}

// Superseded is a counter's calling that does not stand because another counter had called the same person.
type Superseded struct {
	Turn    int
	Counter string
	Did     Action // what came of it: Call (still there), Skip, Miss, Transfer, Finish
	Stands  string // the counter whose calling stands
	There   Action // what came of that one, or Offer
}

// weight is what a calling proves about where the person was: served is more than sent on, that more than called, and who was called and
// did not come was not there.
var weight = map[Action]int{Finish: 4, Transfer: 3, Call: 2, Offer: 1, Skip: 0, Miss: 0}

// Merge returns what became of a ticket issued for a service from all that was done with it, in whatever order that came to be known:
// the same actions make the same outcome.
//
// Each calling has a turn: one more than the caller knew of. Two counters that could not know of each other so have the same turn, and
// of these the first by this rule stands: what proves most (weight), then the earlier call, then the smaller counter. So clocks decide
// only between equal proofs. A later turn builds on what its caller knew, and an earlier one overrules it only where the person was served.
// A cancelled number is cancelled as long as nobody has called it. What a ticket's holder did counts as long as nobody has called it since.
func Merge(service string, actions []TicketAction) Outcome {
	c := Outcome{State: Waiting, Service: service}
	callings := callingsOf(actions)
	for i, now := range callings {
		switch {
		case c.State == Done || i > 0 && callings[i-1].turn == now.turn:
			c.overrule(now)
		default:
			c.take(now)
		}
	}
	if len(callings) == 0 {
		c.cancel(actions)
	}
	c.hold(actions)
	return c
}

// hold is what the ticket's holder did after the last calling that stands, in the order of central's log. A counter without central that
// called the ticket later, by the line as it was, has a later turn, and its calling stands.
func (c *Outcome) hold(actions []TicketAction) {
	held := slices.DeleteFunc(slices.Clone(actions), func(d TicketAction) bool { return !d.Action.IsHolders() || d.Turn != c.Turn })
	slices.SortFunc(held, func(a, b TicketAction) int { return cmp.Or(cmp.Compare(a.Life, b.Life), cmp.Compare(a.Seq, b.Seq)) })
	for _, d := range held {
		if next, ok := c.State.After(d.Action); ok {
			c.State = next
			c.Counted = append(c.Counted, d)
		}
	}
}

func (c *Outcome) take(now calling) {
	c.State, c.Counter, c.Turn, c.there = now.state, now.counter, now.turn, now.outcome()
	for _, d := range now.counted {
		if d.Action == Transfer {
			c.Service = d.Service
		}
	}
	c.Counted = append(c.Counted, now.counted...)
}

// overrule notes a calling that does not stand; one that the counter itself knows nothing of is nobody's news.
func (c *Outcome) overrule(now calling) {
	if now.outcome() != Offer {
		c.Superseded = append(c.Superseded, Superseded{
			Turn: now.turn, Counter: now.counter, Did: now.outcome(), Stands: c.Counter, There: c.there,
		})
	}
}

func (c *Outcome) cancel(actions []TicketAction) {
	cancels := slices.DeleteFunc(slices.Clone(actions), func(d TicketAction) bool { return d.Action != Cancel })
	if len(cancels) > 0 {
		first := slices.MinFunc(cancels, func(a, b TicketAction) int { return cmp.Or(a.At.Compare(b.At), compareInCalling(a, b)) })
		c.State, c.Counted = Cancelled, []TicketAction{first}
	}
}

// outcome returns what a calling whose last deed is the action came to: a recall is a call.
func (a Action) outcome() Action {
	if a == Recall {
		return Call
	}
	return a
}

// calling is what one counter did in one turn.
type calling struct {
	turn    int
	counter string
	at      time.Time // of the call
	heard   bool      // by the counter's own word
	state   State
	counted []TicketAction
}

func (c calling) outcome() Action {
	if a := c.counted[len(c.counted)-1].Action.outcome(); a != Call || c.heard {
		return a
	}
	return Offer
}

// callingsOf sorts actions into callings: by turn, and in a turn the one that stands first.
func callingsOf(actions []TicketAction) (callings []calling) {
	sorted := slices.Clone(actions)
	slices.SortFunc(sorted, func(a, b TicketAction) int {
		return cmp.Or(cmp.Compare(a.Turn, b.Turn), cmp.Compare(a.Counter, b.Counter), compareInCalling(a, b))
	})
	for _, d := range sorted {
		last := len(callings) - 1
		switch {
		case last >= 0 && callings[last].turn == d.Turn && callings[last].counter == d.Counter:
			callings[last].add(d)
		case d.Action == Call:
			callings = append(callings, calling{turn: d.Turn, counter: d.Counter, at: d.At, heard: !d.Offered, state: Called, counted: []TicketAction{d}})
		}
	}
	slices.SortFunc(callings, func(a, b calling) int {
		return cmp.Or(cmp.Compare(a.turn, b.turn), cmp.Compare(weight[b.outcome()], weight[a.outcome()]), a.at.Compare(b.at), cmp.Compare(a.counter, b.counter))
	})
	return callings
}

// compareInCalling puts the call first, whoever tells of it, and then follows the counter's own log.
func compareInCalling(a, b TicketAction) int {
	return cmp.Or(order(a.Action == Call, b.Action == Call), order(a.Offered, b.Offered), cmp.Compare(a.Life, b.Life), cmp.Compare(a.Seq, b.Seq))
}

// order puts what is true first.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// add is the next deed of a calling; one that its state does not allow changes nothing.
func (c *calling) add(d TicketAction) {
	if d.Action == Call {
		c.heard = c.heard || !d.Offered
		return
	}
	if next, ok := c.state.After(d.Action); ok && (d.Action != Transfer || d.Service != "") {
		c.state = next
		c.counted = append(c.counted, d)
	}
}
