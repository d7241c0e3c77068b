//go:build !race

package sim

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"motcua/central/store"
	counterdesk "motcua/counter/desk"
	"motcua/counter/logbook"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/roster"
	"motcua/internal/uplink"
)

// simCounter is a counter: the real desk, logbook, journal and link, and an officer who presses keys as counter's session would let him.
type simCounter struct {
	*box
	id   string
	book logbook.Logbook
	desk *counterdesk.Desk
	lane map[string]int // whom it called alone, and in which turn

	seated  bool // the officer
	session bool // central knows it
}

func newSimCounter(b *box) *simCounter {
	c := &simCounter{box: b, id: b.place(), lane: map[string]int{}}
	c.start()
	c.look()
	return c
}

func (c *simCounter) now() time.Time { return c.clock.Now() }

func (c *simCounter) start() {
	c.box.start()
	c.book = logbook.Logbook{Counter: c.id, Journal: c.journal, Link: c.link, Officer: c.officer}
	var err error
	c.desk, err = c.book.Desk(c.Context())
	c.must(err)
	c.see()
	c.sit()
}

func (c *simCounter) restart() { c.close(); c.start() }

// see shows the desk what the line knows.
func (c *simCounter) see() {
	v, online := c.link.View()
	c.desk.See(v, online, c.now())
}

// officer is who sits at the desk.
func (c *simCounter) officer() officer.Officer {
	if !c.seated {
		return officer.Officer{}
	}
	return officer.Officer{ID: simOfficer}
}

// sit is the officer's login after the power came back: at central where it answers, and else by the password.
func (c *simCounter) sit() {
	c.seated, c.session = false, false
	word := roster.Seat{}
	if !c.introduce() {
		at := c.clock.Now().UTC().Truncate(time.Millisecond)
		word = roster.Seat{Offline: true, At: at, Proof: simLogin().signer.Prove(c.device, simOfficer, at)}
	}
	c.seated = c.orFull(c.journal.Write(c.Context(), func(tx *journal.Tx) error {
		_, err := tx.Append(roster.KindDeskOpened, simOfficer, word)
		return err
	}))
}

// introduce has central open the officer's session.
func (c *simCounter) introduce() bool {
	if !c.up() || !c.trusted() || c.wire.cut[c.box] {
		return false
	}
	var token string
	opened := c.orFull(c.central.journal.Write(c.Context(), func(tx *journal.Tx) (err error) {
		token, err = roster.Open(tx, roster.Entry{Officer: officer.Officer{ID: simOfficer}, Verifier: simLogin().verifier}, c.device)
		return err
	}))
	if opened {
		c.link.As(token)
		c.session = true
	}
	return opened
}

// look is a ring of the doorbell, and central's word where it differs from the desk's.
func (c *simCounter) look() {
	c.link.Refresh(c.Context())
	c.see()
	if !c.seated {
		c.sit()
	}
	if !c.session {
		c.introduce()
	}
	if !c.desk.InDoubt() || !c.seated {
		return
	}
	v, err := c.book.Hall(c.Context())
	if err != nil {
		return
	}
	c.desk.See(v, true, c.now())
	if step, ok := c.desk.Correct(v, c.now()); ok {
		c.tell("%s takes central's word about %s", c.disk, step.Ticket.Number)
		c.write(step)
	}
}

func (c *simCounter) step() {
	if c.chance(60) {
		c.look()
	}
	if !c.seated {
		return
	}
	if news := c.desk.Conflicts(); len(news) > 0 && c.chance(50) {
		c.tell("%s reads that %s is %s's", c.disk, news[0].Number, news[0].Stands)
		if c.orFull(c.book.Tell(c.Context(), news[0])) {
			c.desk.Read(news[0])
		}
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
		c.callAlone()
		return
	}
	before := c.atCentral(c.id)
	t, err := c.book.Next(c.Context())
	if err == nil && t != nil {
		if !slices.Contains(before, t.ID) {
			c.checkNext(*t)
		}
		c.write(c.desk.Call(*t, c.now()))
	}
}

// callAlone takes the next of the lane; a desk that central does not let in has none.
func (c *simCounter) callAlone() {
	if c.link.Standing() != uplink.Trusted {
		return
	}
	if step, ok := c.desk.CallAlone(c.now()); ok {
		c.tell("%s is alone", c.disk)
		if c.write(step) {
			c.lane[step.Ticket.ID] = step.Ticket.Turn
		}
	}
}

// scan shows the counter a slip.
func (c *simCounter) scan(shown slipShown) {
	if !c.seated {
		return
	}
	s, ok := c.desk.ReadSlip(shown.text, c.link.Seals(), c.now())
	switch {
	case !ok || s.Ticket.ID != shown.ticket.ID || s.Ticket.Number != shown.ticket.Number:
		c.violate("%s reads %q as %s", c.disk, shown.text, s.Ticket.Number)
	case s.Refused == counterdesk.Forged && shown.forged == nil && !c.desk.Online():
		c.violate("%s calls the slip %s forged", c.disk, s.Ticket.Number)
	case s.Refused != counterdesk.Welcome:
		c.tell("%s sends %s away: %s", c.disk, s.Ticket.Number, s.Refused)
	case c.desk.Online():
		c.ask(shown, s)
	default:
		c.callSlip(shown, s)
	}
}

// ask has central call the person with a slip; where the line breaks over it the slip alone must do, unless it is doubted.
func (c *simCounter) ask(shown slipShown, s counterdesk.Slip) {
	c.tell("%s asks about the slip %s", c.disk, s.Ticket.Number)
	known := c.isKnown(shown.ticket.ID)
	t, err := c.book.CallSlip(c.Context(), s.Code)
	refusal := (*uplink.Refusal)(nil)
	switch {
	case uplink.IsRefused(err, uplink.KeyTakenBack):
		if known {
			c.violate("central knows %s and does not take its slip", s.Ticket.Number)
		}
	case errors.As(err, &refusal):
		if c.trusted() && c.session && shown.forged == nil && refusal.Status != http.StatusInsufficientStorage {
			c.violate("central refuses the slip %s: %v", s.Ticket.Number, err)
		}
	case err != nil && s.Doubt == "":
		c.callSlip(shown, s)
	case err == nil:
		if heard := c.desk.Heard(s, t); heard.Refused == counterdesk.Welcome {
			ring, err := store.Ring(c.Context(), c.central.journal)
			c.must(err)
			c.checkForged(shown, heard.Ticket.ID, ring)
			c.write(c.desk.Call(heard.Ticket, c.now()))
		}
	}
}

// callSlip calls the person with a slip by the slip alone.
func (c *simCounter) callSlip(shown slipShown, s counterdesk.Slip) {
	c.checkForged(shown, s.Ticket.ID, c.link.Seals())
	c.write(c.desk.CallSlip(s, c.now()))
}

// write makes a step durable and then true; false where the disk is full.
func (c *simCounter) write(s counterdesk.Step) bool {
	c.tell("%s: %s %s turn %d %s", c.disk, s.Action, s.Ticket.Number, s.Ticket.Turn, s.Service)
	s.Officer = c.book.Officer().ID
	if !c.orFull(c.book.Write(c.Context(), s)) {
		return false
	}
	c.desk.Take(s, c.now())
	if s.Action != "" {
		c.promise(hall.KindOf(s.Action), fmt.Sprint(s.Ticket.ID, " ", s.Ticket.Turn))
	}
	if s.Action == queue.Finish || c.chance(70) {
		_ = c.link.Flush(c.Context()) // tried again next time
	}
	return true
}

func (c *simCounter) catchUp() error {
	if err := c.link.Flush(c.Context()); err != nil {
		return err
	}
	c.look()
	return c.link.Flush(c.Context())
}
