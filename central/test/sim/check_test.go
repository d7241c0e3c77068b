//go:build !race

package sim

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/central/store"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// check holds the mended hall to what the product promises.
func (w *world) check() {
	w.checkNumbers()
	w.checkAppointments()
	w.checkNothingLost()
	w.checkLosses()
	w.checkEnrolments()
	w.checkServers()
	w.checkOffers()
	w.checkCallers()
	w.checkDesks()
	w.checkFolds()
	w.checkProvince()
	w.checkOrder()
	w.checkBelieved()
	w.checkRogues()
}

// checkBelieved: no event of an honest device is put aside, whatever the rogues have sent.
func (w *world) checkBelieved() {
	list, _, err := w.central.journal.Quarantine(w.Context(), math.MaxInt32)
	w.must(err)
	for _, a := range list {
		if a.Event.Origin != simRogueKiosk && a.Event.Origin != simRogueCounter {
			w.violate("%s's %s %s is put aside: %s", a.Event.Origin, a.Event.Kind, a.Event.Subject, a.Reason)
		}
	}
}

// checkNumbers: no number is in two hands on one day, and central knows each by its ticket, unless its kiosk was lost before it could tell.
func (w *world) checkNumbers() {
	held := map[string]string{}
	at := map[string]string{}
	for _, row := range w.rows(w.central.journal, `SELECT id || ' ' || number FROM tickets`) {
		id, number, _ := strings.Cut(row, " ")
		at[id] = number
	}
	for _, s := range w.slips {
		if s.loss != nil && !s.by.trusted() {
			continue // nobody promises anything for a kiosk that is revoked
		}
		key := queue.Day(s.ticket.IssuedAt) + " " + s.ticket.Number
		if other, given := held[key]; given && other != s.ticket.ID {
			w.violate("number %s is in two hands", key)
		}
		held[key] = s.ticket.ID
		if s.by.trusted() && at[s.ticket.ID] != s.ticket.Number {
			w.violate("the slip says %s, central %q", s.ticket.Number, at[s.ticket.ID])
		}
	}
	for _, row := range w.rows(w.central.journal, fmt.Sprintf(`SELECT day || ' ' || number FROM tickets WHERE series <> %d GROUP BY day, number HAVING count(*) > 1`, rogueSeries)) {
		w.violate("central has given %s twice", row)
	}
}

// checkNothingLost: what is on a trusted device's disk is at central, as it was written, and the other way round.
func (w *world) checkNothingLost() {
	theirs, all := map[string][]byte{}, w.events(w.central.journal)
	for _, e := range all {
		theirs[lifeKey(e)] = e.Hash
	}
	ours := map[string]int{}
	for _, d := range w.trusted() {
		for _, e := range w.events(d.machine().journal) {
			ours[e.Origin]++
			if !bytes.Equal(theirs[lifeKey(e)], e.Hash) {
				w.violate("central lacks %s %s", lifeKey(e), e.Kind)
			}
		}
		w.checkPromises(d.machine(), all)
	}
	held := map[string]int{}
	for _, e := range all {
		held[e.Origin]++
	}
	for _, d := range w.trusted() {
		if name := d.machine().device; ours[name] != held[name] {
			w.violate("central holds %d events of %s, which has %d", held[name], name, ours[name])
		}
	}
}

// checkPromises: what somebody was shown as done at a device is at central.
func (w *world) checkPromises(b *box, all []journal.Event) {
	kept := map[string]bool{}
	for _, e := range all {
		if e.Origin != b.device {
			continue
		}
		var m hall.Move
		if _, moves := hall.ActionOf(e.Kind); moves {
			w.must(e.Read(&m))
			kept[fmt.Sprint(e.Kind, " ", e.Subject, " ", m.Turn)] = true
		}
		kept[e.Kind+" "+e.Subject] = true
	}
	for _, promise := range b.promised {
		if !kept[promise] {
			w.violate("%s has done %s, and central has not heard of it", b.disk, promise)
		}
	}
}

func lifeKey(e journal.Event) string { return fmt.Sprint(e.Origin, " ", e.Incarnation, " ", e.Seq) }

// checkServers: whoever else has finished with a ticket, called it in the same turn or later, knows that it does not count, or is told.
func (w *world) checkServers() {
	known := w.rows(w.central.journal, `SELECT ticket || ' ' || counter FROM conflicts UNION SELECT ticket || ' ' || counter FROM told`)
	server := map[string]string{}
	for _, row := range w.rows(w.central.journal, `SELECT id || ' ' || counter FROM tickets WHERE state = 'done'`) {
		id, counter, _ := strings.Cut(row, " ")
		server[id] = counter
	}
	lanes := map[string]string{}
	for _, c := range w.counters {
		if !c.trusted() {
			continue
		}
		called := map[string]bool{}
		for _, e := range w.events(c.journal) {
			var m hall.Move
			switch e.Kind {
			case hall.KindOf(queue.Call):
				called[e.Subject] = true
			case hall.KindOf(queue.Finish):
				w.must(e.Read(&m))
				if called[e.Subject] && server[e.Subject] != c.id && !slices.Contains(known, e.Subject+" "+c.id) {
					w.violate("counter %s has served %s in turn %d, central says %q, and nobody told it", c.id, e.Subject, m.Turn, server[e.Subject])
				}
			}
		}
		for ticket, turn := range c.lane {
			key := fmt.Sprint(ticket, " ", turn)
			if other, taken := lanes[key]; taken {
				w.violate("counters %s and %s both had %s in their lanes", other, c.id, ticket)
			}
			lanes[key] = c.id
		}
	}
}

// checkDesks: each officer has before him whom central has at his counter.
func (w *world) checkDesks() {
	for _, c := range w.counters {
		if c.trusted() && c.desk.InDoubt() {
			w.violate("counter %s is still in doubt who is there", c.id)
		}
	}
}

// checkFolds: every log is whole, and makes the same tables again.
func (w *world) checkFolds() {
	logs := map[string]*journal.Journal{store.Origin: w.central.journal, simUpstream: w.province.central.journal}
	for _, d := range w.devices() {
		logs[d.name()] = d.machine().journal
	}
	for _, name := range slices.Sorted(maps.Keys(logs)) {
		audit, err := logs[name].Verify(w.Context())
		w.must(err)
		if len(audit.Faults) > 0 {
			w.violate("the log of %s is not whole: %v", name, audit.Faults)
		}
		if strings.HasPrefix(name, "counter-") {
			continue // it makes tables of dossiers and print jobs only, and there are none
		}
		made, err := logs[name].Rebuild(w.Context())
		w.must(err)
		if len(made.Differ) > 0 {
			w.violate("the log of %s makes other rows of %v", name, made.Differ)
		}
	}
}

// outcomes are the rows that the order of pushes must not change.
var outcomes = []string{
	`SELECT id || ' ' || number || ' ' || service || ' ' || state || ' ' || counter || ' ' || turn || ' ' || class || ' ' || slot FROM tickets ORDER BY id`,
	`SELECT ticket || ' ' || turn || ' ' || counter || ' ' || did || ' ' || stands || ' ' || there FROM conflicts ORDER BY ticket, turn, counter`,
	`SELECT service || ' ' || sum(waiting) FROM lines GROUP BY service ORDER BY service`,
	`SELECT code || ' ' || service || ' ' || from_at || ' ' || ticket || ' ' || given_up FROM appointments ORDER BY code`,
	`SELECT name || ' ' || token || ' ' || revoked FROM devices ORDER BY name`,
}

// checkOrder: a central that hears of the same events in another order says the same of every ticket.
func (w *world) checkOrder() {
	var logs [][]journal.Event
	byLife := map[string]int{}
	for _, e := range w.events(w.central.journal) {
		key := fmt.Sprint(e.Origin, " ", e.Incarnation)
		if _, known := byLife[key]; !known {
			byLife[key] = len(logs)
			logs = append(logs, nil)
		}
		logs[byLife[key]] = append(logs[byLife[key]], e)
	}
	aside, err := w.central.journal.AsideBetween(w.Context(), 0, math.MaxInt64)
	w.must(err)
	fold := store.Tables
	fold.Check = func(_ journal.Tables, e journal.Event, _ journal.Seen) error { return refusedAs(aside[e.Position]) }
	auditor, err := journal.Open(filepath.Join(w.folder, "auditor.db"), "auditor", time.Now, fold)
	w.must(err)
	defer auditor.Close()
	w.must(auditor.Write(context.Background(), func(tx *journal.Tx) error {
		for len(logs) > 0 {
			i := w.rng.IntN(len(logs))
			n := min(1+w.rng.IntN(10), len(logs[i]))
			if _, err := tx.Accept(logs[i][0].Origin, logs[i][0].Incarnation, logs[i][:n]); err != nil {
				return err
			}
			if logs[i] = logs[i][n:]; len(logs[i]) == 0 {
				logs = slices.Delete(logs, i, i+1)
			}
		}
		return nil
	}))
	for _, query := range outcomes {
		if diff := cmp.Diff(w.rows(w.central.journal, query), w.rows(auditor, query)); diff != "" {
			w.violate("heard in another order:\n%s", diff)
		}
	}
}

// refusedAs is what central has said of an event.
func refusedAs(reason string) error {
	if reason == "" {
		return nil
	}
	return journal.Refused(reason)
}

// checkOffers: central itself calls nobody twice in one turn.
func (w *world) checkOffers() {
	offered := map[string]string{}
	for _, e := range w.events(w.central.journal) {
		var m hall.Move
		if e.Origin != store.Origin || e.Kind != hall.KindOf(queue.Call) {
			continue
		}
		w.must(e.Read(&m))
		key := fmt.Sprint(e.Subject, " ", m.Turn)
		if other, before := offered[key]; before {
			w.violate("central calls %s to counters %s and %s in one turn", e.Subject, other, m.Counter)
		}
		offered[key] = m.Counter
	}
}

// checkCallers: of those who have called one person in one turn all but one know that it does not count, or are told.
func (w *world) checkCallers() {
	known := w.rows(w.central.journal, `SELECT ticket || ' ' || turn || ' ' || counter FROM conflicts UNION SELECT ticket || ' ' || turn || ' ' || counter FROM told`)
	callers := map[string]string{}
	for _, e := range w.believed() {
		var m hall.Move
		if e.Origin == store.Origin || e.Kind != hall.KindOf(queue.Call) {
			continue
		}
		w.must(e.Read(&m))
		turn := fmt.Sprint(e.Subject, " ", m.Turn)
		if slices.Contains(known, turn+" "+m.Counter) {
			continue
		}
		if other, called := callers[turn]; called && other != m.Counter {
			w.violate("%s is called to counters %s and %s in turn %d, and neither is told", e.Subject, other, m.Counter, m.Turn)
		}
		callers[turn] = m.Counter
	}
}

// atCentral are the tickets that central has at a counter; nobody can tell while it is down.
func (w *world) atCentral(counter string) []string {
	if !w.up() {
		return nil
	}
	return w.rows(w.central.journal, `SELECT id FROM tickets WHERE state = 'called' AND counter = '`+counter+`'`)
}

// isKnown tells whether central knows a ticket to be issued.
func (w *world) isKnown(ticket string) bool {
	return w.up() && len(w.rows(w.central.journal, `SELECT id FROM tickets WHERE id = '`+ticket+`'`)) > 0
}

// checkNext: whom central calls to a counter, nobody stands before in the counter's lines.
func (c *simCounter) checkNext(t queue.Ticket) {
	at, _ := simCentre().Counter(c.id)
	for _, service := range at.Services {
		before := c.rows(c.central.journal, fmt.Sprintf(`SELECT number FROM tickets WHERE state = 'waiting' AND day = '%s' AND service = '%s' AND (place, number) < (%d, '%s')`,
			queue.Day(c.world.now()), service, t.QueueTime.UnixMilli(), t.Number))
		if len(before) > 0 {
			c.violate("%s is called to counter %s before %v", t.Number, c.id, before)
		}
	}
}

// events are all that a journal holds, in its order.
func (w *world) events(j *journal.Journal) []journal.Event {
	events, err := j.After(context.Background(), 0, 1_000_000)
	w.must(err)
	return events
}

// believed are the events that central has not put aside.
func (w *world) believed() []journal.Event {
	aside, err := w.central.journal.AsideBetween(w.Context(), 0, math.MaxInt64)
	w.must(err)
	return slices.DeleteFunc(w.events(w.central.journal), func(e journal.Event) bool { return aside[e.Position] != "" })
}

func (w *world) rows(j *journal.Journal, query string) (list []string) {
	found, err := j.Reader().Query(query)
	w.must(err)
	defer found.Close()
	for found.Next() {
		var s string
		w.must(found.Scan(&s))
		list = append(list, s)
	}
	return list
}
