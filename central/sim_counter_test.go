package main

import (
	"errors"
	"time"

	counterdesk "motcua/counter/desk"
	"motcua/counter/logbook"
	"motcua/internal/clock"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// simCounter is a counter: the real desk, logbook, journal and link, and an officer who presses keys as counter's session would let him.
type simCounter struct {
	*world
	id      string
	journal *journal.Journal
	link    *uplink.Link
	book    logbook.Logbook
	desk    *counterdesk.Desk
	clock   *clock.Clock
	skew    time.Duration  // of the device's own clock
	lane    map[string]int // whom it called alone, and in which turn
}

func newSimCounter(w *world, id string) *simCounter {
	c := &simCounter{world: w, id: id, lane: map[string]int{}}
	c.start()
	c.look()
	return c
}

func (c *simCounter) name() string          { return "counter-" + c.id }
func (c *simCounter) jump(by time.Duration) { c.skew += by }
func (c *simCounter) log() *journal.Journal { return c.journal }
func (c *simCounter) close()                { c.must(c.journal.Close()) }
func (c *simCounter) now() time.Time        { return c.clock.Now() }

func (c *simCounter) start() {
	c.journal, c.link, c.clock = c.open(c.name(), "counter", &c.skew)
	c.book = logbook.Logbook{Counter: c.id, Journal: c.journal, Link: c.link, Officer: func() officer.Officer { return officer.Officer{ID: "lan"} }}
	var err error
	c.desk, err = c.book.Desk(c.Context())
	c.must(err)
	c.see()
}

func (c *simCounter) restart() { c.close(); c.start() }

// see shows the desk what the line knows.
func (c *simCounter) see() {
	v, online := c.link.View()
	c.desk.See(v, online, c.now())
}

// look is a ring of the doorbell, and central's word where it differs from the desk's.
func (c *simCounter) look() {
	c.link.Refresh(c.Context())
	c.see()
	if !c.desk.InDoubt() {
		return
	}
	v, err := c.book.Hall(c.Context())
	if err != nil {
		return
	}
	c.desk.See(v, true, c.now())
	if step, ok := c.desk.Correct(v, c.now()); ok {
		c.tell("%s takes central's word about %s", c.name(), step.Ticket.Number)
		c.write(step)
	}
}

func (c *simCounter) step() {
	if c.chance(60) {
		c.look()
	}
	if news := c.desk.Conflicts(); len(news) > 0 && c.chance(50) {
		c.tell("%s reads that %s is %s's", c.name(), news[0].Number, news[0].Stands)
		c.must(c.book.Tell(c.Context(), news[0]))
		c.desk.Read(news[0])
	}
	switch {
	case c.desk.Visit() != nil:
		c.act(pick(c.world, []counterdesk.Action{counterdesk.Recall, counterdesk.Skip, counterdesk.NoShow, counterdesk.Transfer, counterdesk.Finish, counterdesk.Finish, counterdesk.Finish}))
	case len(c.slips) > 0 && c.chance(25):
		c.scan(pick(c.world, c.slips[max(0, len(c.slips)-10):]))
	case c.desk.Closed(counterdesk.Next, c.now()) == counterdesk.Open:
		c.call()
	}
}

// act does what a key does with the person at the desk.
func (c *simCounter) act(a counterdesk.Action) {
	if c.desk.Closed(a, c.now()) != counterdesk.Open {
		return
	}
	service := ""
	if a == counterdesk.Transfer {
		service = pick(c.world, c.desk.Targets()).Service.ID
	}
	if step, ok := c.desk.Do(a.Move(), c.desk.Visit().Ticket.ID, service); ok {
		c.write(step)
	}
}

func (c *simCounter) call() {
	if !c.desk.Online() {
		if step, ok := c.desk.CallAlone(c.now()); ok {
			c.tell("%s is alone", c.name())
			c.lane[step.Ticket.ID] = step.Ticket.Turn
			c.write(step)
		}
		return
	}
	t, err := c.book.Next(c.Context())
	if err == nil && t != nil {
		c.write(c.desk.Call(*t, c.now()))
	}
}

// scan shows the counter a slip.
func (c *simCounter) scan(shown slipShown) {
	s, ok := c.desk.ReadSlip(shown.text, c.link.Seals(), c.now())
	if !ok || s.Ticket.ID != shown.ticket.ID || s.Ticket.Number != shown.ticket.Number {
		c.violate("%s reads %q as %s", c.name(), shown.text, s.Ticket.Number)
		return
	}
	if s.Refused != counterdesk.Welcome {
		return
	}
	c.tell("%s scans %s", c.name(), s.Ticket.Number)
	if c.desk.Online() {
		t, err := c.book.CallSlip(c.Context(), s.Code)
		if refusal := (*uplink.Refusal)(nil); errors.As(err, &refusal) {
			c.violate("central refuses the slip %s: %v", s.Ticket.Number, err)
			return
		}
		if err == nil {
			if heard := c.desk.Heard(s, t); heard.Refused == counterdesk.Welcome {
				c.write(c.desk.Call(heard.Ticket, c.now()))
			}
			return
		}
	}
	c.write(c.desk.CallSlip(s, c.now()))
}

// write makes a step durable and then true.
func (c *simCounter) write(s counterdesk.Step) {
	c.tell("%s: %s %s turn %d %s", c.name(), s.Action, s.Ticket.Number, s.Ticket.Turn, s.Service)
	c.must(c.book.Write(c.Context(), s))
	c.desk.Take(s, c.now())
	if s.Action == queue.Finish || c.chance(70) {
		_ = c.link.Flush(c.Context()) // tried again next time
	}
}

func (c *simCounter) catchUp() error {
	if err := c.link.Flush(c.Context()); err != nil {
		return err
	}
	c.look()
	return c.link.Flush(c.Context())
}
