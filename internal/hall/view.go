package hall

import (
	"context"
	"time"

	"motcua/internal/catalogue"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// lastCalls is how many calls a view holds, and quickCalls how many where more are that new: a second quick call never hides the first, though
// every counter of a large hall calls at once.
const (
	lastCalls  = 12
	quickCalls = 60
	quick      = 30 * time.Second
)

// within is how many calls back the board counts how often one was called.
const within = 100

// RateWithin is how long after a visit its citizen is asked for a rating at the counter.
const RateWithin = 3 * time.Minute

// View is the hall at one moment, as kiosks, counters and the board show it.
type View struct {
	Version  string         `json:"version,omitempty"` // names this view to who is asked what has changed since; empty: nobody can tell
	Position int64          `json:"position"`          // of the newest event it knows
	At       time.Time      `json:"at"`
	Centre   centre.Centre  `json:"centre"`
	Waiting  []queue.Ticket `json:"waiting"`          // of today, next first
	Given    map[string]int `json:"given,omitempty"`  // numbers of today, by service
	Paces    []Pace         `json:"paces,omitempty"`  // of the last visits, newest first
	Desks    []Desk         `json:"desks"`            // a desk a counter, in the centre's order
	Calls    []CallShown    `json:"calls"`            // newest first
	Help     []HelpCall     `json:"help,omitempty"`   // where somebody waits for a person, the longest wait first
	Seals    string         `json:"seals"`            // print of the centre's ring, so that a device sees when a key is new
	Erased   []string       `json:"erased,omitempty"` // the erasures that some device has not done yet, by their ids

	Catalogue *catalogue.Edition `json:"catalogue,omitempty"` // of procedures; nil: none was imported

	// For the counter that asked: what its officer is to be told, and how the dossier stands that is open there.
	Clashes []dossier.Clash `json:"clashes,omitempty"`
	Open    *dossier.Stand  `json:"open,omitempty"`
}

// Desk is what happens at one counter.
type Desk struct {
	Counter string        `json:"counter"`
	Ticket  *queue.Ticket `json:"ticket,omitempty"` // called there now
	Unrated string        `json:"unrated,omitempty"`
	// Conflicts are what its officer is to be told.
	Conflicts []Conflict `json:"conflicts,omitempty"`
}

// CallShown is one call on the board.
type CallShown struct {
	Number  string    `json:"number"`
	Counter string    `json:"counter"`
	At      time.Time `json:"at"`
	Times   int       `json:"times"` // how often it has been called
	Over    bool      `json:"over"`  // its person is at no counter any more, or at another one
}

// WaitingFor counts the people in a service's line.
func (v View) WaitingFor(service string) (n int) {
	for _, t := range v.Waiting {
		if t.Service == service {
			n++
		}
	}
	return n
}

// Desk finds what happens at a counter.
func (v View) Desk(counter string) Desk {
	for _, d := range v.Desks {
		if d.Counter == counter {
			return d
		}
	}
	return Desk{Counter: counter}
}

// recent lists the last calls of a day, each ticket once, by its newest call. What was called without a network comes late and has its
// own place in time.
func recent(tx journal.Tables, now time.Time) ([]CallShown, error) {
	rows, err := tx.Query(`SELECT t.number, c.counter, c.at, newest.times, NOT (t.state = 'called' AND t.counter = c.counter)
		FROM (SELECT ticket, max(position) AS position, count(*) AS times FROM (SELECT * FROM calls ORDER BY position DESC LIMIT $1) late GROUP BY ticket) newest
		JOIN calls c ON c.position = newest.position JOIN tickets t ON t.id = newest.ticket
		WHERE t.day = $2 ORDER BY c.at DESC, c.position DESC LIMIT $3`, within, queue.Day(now), quickCalls)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	calls := []CallShown{}
	for rows.Next() {
		var c CallShown
		var at int64
		if err := rows.Scan(&c.Number, &c.Counter, &at, &c.Times, &c.Over); err != nil {
			return nil, err
		}
		c.At = time.UnixMilli(at).UTC()
		if len(calls) < lastCalls || now.Sub(c.At) < quick {
			calls = append(calls, c)
		}
	}
	return calls, rows.Err()
}

// desks returns what happens at each counter, in the centre's order.
func desks(ctx context.Context, tx journal.Tables, centre centre.Centre, called []*entry, now time.Time) (desks []Desk, err error) {
	unrated, err := unrated(ctx, tx, now)
	if err != nil {
		return nil, err
	}
	news, err := conflicts(ctx, tx, queue.Day(now))
	if err != nil {
		return nil, err
	}
	at := map[string]*queue.Ticket{}
	for _, t := range called {
		at[t.ticket.Counter] = &t.ticket // the last one, as atCounter has it
	}
	for _, c := range centre.Counters {
		desks = append(desks, Desk{Counter: c.ID, Ticket: at[c.ID], Unrated: unrated[c.ID], Conflicts: news[c.ID]})
	}
	return desks, nil
}

// unrated gives by counter the visit that ended there last, if it may be rated now and was not.
func unrated(ctx context.Context, tx journal.Tables, now time.Time) (map[string]string, error) {
	rows, err := tx.QueryContext(ctx, `SELECT counter, id, EXISTS (SELECT 1 FROM ratings WHERE ticket = tickets.id)
		FROM tickets WHERE state = 'done' AND moved_at > $1 ORDER BY moved_at, moved`, now.Add(-RateWithin).UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	last := map[string]string{}
	for rows.Next() {
		var counter, id string
		var rated bool
		if err := rows.Scan(&counter, &id, &rated); err != nil {
			return nil, err
		}
		last[counter] = id
		if rated {
			last[counter] = ""
		}
	}
	return last, rows.Err()
}
