//go:build !race

package sim

import (
	"bytes"
	"slices"
	"time"

	"motcua/central/server"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/trust"
)

// loss is a device that central believes no more, and how much central held of the box's present life then.
type loss struct {
	box  *box
	life int64
	held int64
}

// lose is a technician who revokes a device because it was stolen, or is thought to be: its box goes on as before.
func (w *world) lose() {
	b := pick(w, w.devices()).machine()
	if w.chance(50) {
		b = pick(w, w.kiosks).machine()
	}
	if !w.orFull(w.job().Do(w.Context(), "revoke", b.device)) {
		return
	}
	w.tell("%s is revoked", b.disk)
	time.Sleep(server.Believed)
	if !b.trusted() {
		return // it was before
	}
	_, life := b.journal.Name()
	b.loss = &loss{box: b, life: life, held: w.heldOf(b.device, life)}
	w.losses = append(w.losses, b.loss)
}

// heldOf is how much central holds of a life.
func (w *world) heldOf(device string, life int64) int64 {
	heads, err := w.central.journal.Heads(w.Context(), device)
	w.must(err)
	for _, head := range heads {
		if head.Incarnation == life {
			return head.Seq
		}
	}
	return 0
}

// trustAgain is a technician who enrols a device that is not trusted: the box that was found again, or another one in its place.
func (w *world) trustAgain() {
	all := slices.DeleteFunc(w.devices(), func(d simDevice) bool { return d.machine().trusted() })
	if len(all) == 0 {
		return
	}
	d := pick(w, all)
	if d.machine().loss != nil && w.chance(50) {
		d = w.replace(d)
	}
	w.risk(d, d.machine().enrol)
}

// replace puts a new box in the place of one that a thief has.
func (w *world) replace(d simDevice) simDevice {
	old := d.machine()
	w.thieves = append(w.thieves, &thief{old, old.link.Seals()})
	b := newBox(w, old.device, old.device+"."+string(rune('a'+len(w.thieves))), "")
	b.skew = time.Duration(w.rng.Int64N(int64(time.Hour)))
	w.tell("%s stands in the place of %s", b.disk, old.disk)
	for i, k := range w.kiosks {
		if k == d {
			w.kiosks[i] = newSimKiosk(b)
			return w.kiosks[i]
		}
	}
	i := slices.IndexFunc(w.counters, func(c *simCounter) bool { return c == d })
	w.counters[i] = newSimCounter(b)
	return w.counters[i]
}

// thief has a box with an old token in it, and the keys that signed when it was lost.
type thief struct {
	*box
	ring seal.Ring
}

func (t *thief) restart() {}

// step tries to have central believe something, or a counter.
func (t *thief) step() {
	if t.chance(50) {
		t.forge()
		return
	}
	t.orFull(t.journal.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindPrinter, "", hall.PrinterState{Status: "stolen"})
		return err
	}))
	t.link.Refresh(t.Context())
	if t.link.Flush(t.Context()) == nil {
		t.violate("central lets %s in, which is revoked", t.disk)
	}
	if _, err := t.link.Issue(t.Context(), queue.Request{ID: t.newID(), Service: "ho-tich", Kiosk: 1}); err == nil {
		t.violate("central gives %s a number", t.disk)
	}
}

// forge signs a slip with any time of the morning on it, and shows it at a counter.
func (t *thief) forge() {
	if len(t.ring) == 0 {
		return
	}
	at := time.Now().Add(-time.Duration(t.rng.Int64N(int64(3 * time.Hour)))).Truncate(time.Millisecond)
	const series = 99 // nobody's, so that whoever falls for it takes no number that somebody holds
	t.forged++
	serial := t.forged
	ticket := queue.Ticket{ID: t.newID(), Number: queue.Number("A", series, serial), Series: series, Serial: serial, IssuedAt: at}
	c := t.someCounter()
	t.tell("%s forges %s for counter %s", t.disk, ticket.Number, c.id)
	t.risk(c, func() {
		c.scan(slipShown{ticket: ticket, text: simCentre().TicketURL(t.ring.TicketCode(ticket)), by: t.box, forged: t})
	})
}

// isOver tells whether a ring says that what the thief signs proves nothing.
func (t *thief) isOver(ring seal.Ring) bool {
	key := t.ring[len(t.ring)-1]
	return slices.ContainsFunc(ring, func(k seal.Key) bool { return bytes.Equal(k.Secret, key.Secret) && !k.Over.IsZero() })
}

// checkForged: nobody calls the person with a forged slip who has heard that its key was taken back, but where somebody was fooled before.
func (c *simCounter) checkForged(shown slipShown, called string, ring seal.Ring) {
	if shown.forged == nil || called != shown.ticket.ID {
		return
	}
	if shown.forged.isOver(ring) && !c.fooled[called] {
		c.violate("%s calls %s, which a thief has signed at %v", c.disk, shown.ticket.Number, shown.ticket.IssuedAt)
	}
	c.fooled[called] = true
}

// checkEnrolments: by a code that was given out before a device was revoked it is not trusted after.
func (w *world) checkEnrolments() {
	invited := map[string]bool{}
	for _, e := range w.believed() {
		switch e.Kind {
		case trust.KindInvited, trust.KindRevoked:
			invited[e.Subject] = e.Kind == trust.KindInvited
		case trust.KindEnrolled:
			if !invited[e.Subject] {
				w.violate("%s is enrolled by a code from before it was revoked", e.Subject)
			}
			invited[e.Subject] = false
		}
	}
}

// checkLosses: of a device that was revoked central holds what it held then, no event less and none more; so does the province.
func (w *world) checkLosses() {
	for _, l := range w.losses {
		if l.box.loss != l {
			continue // the box is trusted again, and all that it did counts
		}
		if held := w.heldOf(l.box.device, l.life); held != l.held {
			w.violate("central holds %d events of %s, which was revoked after %d", held, l.box.disk, l.held)
		}
	}
}
