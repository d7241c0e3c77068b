package hall

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"motcua/internal/centre"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// Present keeps today's hall in memory for all who look at it. The tables stay the truth: they are read whole at first, when a day begins and now
// and then; between, only those tickets are read again that newer events are about.
type Present struct {
	db     *sql.DB
	centre func() centre.Centre

	mu       sync.Mutex // one reading at a time
	last     *Snapshot
	whole    time.Time // when all tickets were read
	readings atomic.Int64
}

// How long a snapshot is good without a change, for some of it goes with the time; and how long before all of it is read anew, so that nothing that
// ever made it wrong lasts.
const (
	goodFor    = time.Second
	wholeEvery = 10 * time.Minute
)

// NewPresent returns the hall of a centre; nothing is read before somebody looks.
func NewPresent(db *sql.DB, centre func() centre.Centre) *Present {
	return &Present{db: db, centre: centre}
}

// Readings counts how often tables were read.
func (p *Present) Readings() int64 { return p.readings.Load() }

// Look returns the hall with all that was committed before the call. Who looks while nothing changes shares a snapshot.
func (p *Present) Look(ctx context.Context, now time.Time) (*Snapshot, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	tx, err := p.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}) // all of it from one state of the tables
	if err != nil {
		return nil, fmt.Errorf("look at the hall: %w", err)
	}
	defer tx.Rollback()
	position, err := newest(tx)
	if err == nil && p.isGood(position, now) {
		again := *p.last
		again.At = now.UTC() // it is so now
		return &again, nil
	}
	var s *Snapshot
	if err == nil {
		s, err = p.read(ctx, tx, position, now)
	}
	switch {
	case err == nil:
		p.last = s
	case ctx.Err() != nil:
		err = ctx.Err() // says more than a statement that was torn off
	}
	return s, err
}

// isGood reports whether the last snapshot still tells how the hall is.
func (p *Present) isGood(position int64, now time.Time) bool {
	if p.last == nil || p.last.Position != position || p.last.day != queue.Day(now) {
		return false
	}
	age := now.Sub(p.last.At)
	return age >= 0 && age < goodFor && reflect.DeepEqual(p.last.Centre, p.centre())
}

func (p *Present) read(ctx context.Context, tx journal.Tables, position int64, now time.Time) (*Snapshot, error) {
	p.readings.Add(1)
	s := &Snapshot{day: queue.Day(now), View: View{Position: position, At: now.UTC(), Centre: p.centre()}}
	if err := p.tickets(tx, s, now); err != nil {
		return nil, err
	}
	if err := s.readRest(ctx, tx, now); err != nil {
		return nil, err
	}
	s.estimate = sync.OnceValue(s.View.Estimate)
	return s, nil
}

// tickets gives a snapshot its tickets: those of the last one with what has changed, or all of them.
func (p *Present) tickets(tx journal.Tables, s *Snapshot, now time.Time) (err error) {
	var read []*entry
	follows := p.last != nil && p.last.day == s.day && p.last.Position <= s.Position && now.Sub(p.whole).Abs() < wholeEvery
	switch {
	case !follows:
		s.book, p.whole = newBook(s.day), now
		read, err = entries(tx, `WHERE day = $1 OR state = 'called'`, s.day)
	case p.last.Position == s.Position:
		s.book = p.last.book
	default:
		s.book = p.last.book.edition()
		read, err = entries(tx, `WHERE id IN (SELECT subject FROM events WHERE position > $1 AND kind LIKE '`+kindTicketDot+`%')`, p.last.Position)
	}
	for _, t := range read {
		if p.last != nil {
			t = p.last.book.same(t)
		}
		s.book.put(t)
	}
	return err
}

// readRest reads what is small however many wait.
func (s *Snapshot) readRest(ctx context.Context, tx journal.Tables, now time.Time) (err error) {
	if s.Given, err = givenOn(tx, s.day); err != nil {
		return err
	}
	if s.Paces, err = paces(tx, s.day); err != nil {
		return err
	}
	if s.Calls, err = recent(tx, now); err != nil {
		return err
	}
	if s.Help, err = helpCalls(tx, now); err != nil {
		return err
	}
	s.Desks, err = desks(ctx, tx, s.Centre, s.called, now)
	return err
}

// entry is a ticket as it stands, with what its holder is told of it. It does not change: when something becomes of the ticket there is another.
type entry struct {
	ticket queue.Ticket
	held   queue.Held // but for who waits behind it
	moved  int64      // position of the event that made its state
}

func (t *entry) waits(day string) bool {
	return t.ticket.State == queue.Waiting && t.held.Day == day
}

// entries reads the tickets that a query asks for.
func entries(tx journal.Tables, where string, args ...any) (list []*entry, err error) {
	rows, err := tx.Query(`SELECT id, number, series, serial, service, kiosk, issued_at, place, state, counter, turn, ahead, class, slot, held, in_hand,
		day, moved_at, last, deferred, returned, moved FROM tickets `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		t, at := &entry{}, int64(0)
		t.ticket, err = one(longer{rows, []any{&t.held.Day, &at, &t.held.Last, &t.held.Deferred, &t.held.Returned, &t.moved}})
		if err != nil {
			return nil, err
		}
		t.held.State, t.held.Moved = t.ticket.State, time.UnixMilli(at).UTC()
		list = append(list, t)
	}
	return list, rows.Err()
}

// longer is a row with more columns behind those that its reader knows.
type longer struct {
	row  scanner
	more []any
}

func (l longer) Scan(into ...any) error { return l.row.Scan(append(into, l.more...)...) }

// Look reads the whole view of a moment for who looks once; who follows the hall shares a Present.
func Look(ctx context.Context, db *sql.DB, c centre.Centre, now time.Time) (View, error) {
	s, err := NewPresent(db, func() centre.Centre { return c }).Look(ctx, now)
	if err != nil {
		return View{}, err
	}
	return s.Whole(), nil
}
