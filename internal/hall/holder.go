package hall

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"motcua/internal/centre"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// Followed is a ticket as its holder's phone shows it.
type Followed struct {
	Ticket   queue.Ticket
	Held     queue.Held
	Position int64      // of the newest event that it knows
	Ahead    int        // people before it in its line
	Wait     queue.Wait // the zero Wait: nothing can be said
	Serves   bool       // somebody is served, or was of late, at a counter that takes its service
}

const followedColumns = `SELECT id, number, service, state, counter, turn, issued_at, place, day, moved_at, last, deferred, returned FROM tickets `

func scanFollowed(row scanner) (f Followed, err error) {
	var issued, place, moved int64
	t, h := &f.Ticket, &f.Held
	err = row.Scan(&t.ID, &t.Number, &t.Service, &t.State, &t.Counter, &t.Turn, &issued, &place, &h.Day, &moved, &h.Last, &h.Deferred, &h.Returned)
	if errors.Is(err, sql.ErrNoRows) {
		return f, ErrNoTicket
	}
	t.IssuedAt, t.QueueTime, h.Moved, h.State = time.UnixMilli(issued).UTC(), time.UnixMilli(place).UTC(), time.UnixMilli(moved).UTC(), t.State
	return f, err
}

// Follow finds a ticket as it is now, without an estimate of its wait; ErrNoTicket when there is none.
func Follow(ctx context.Context, db *sql.DB, id string) (f Followed, err error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return f, fmt.Errorf("follow a ticket: %w", err)
	}
	defer tx.Rollback()
	if f, err = follow(tx, id); err == nil {
		f.Position, err = newest(tx)
	}
	return f, err
}

func newest(tx journal.Tables) (position int64, err error) {
	err = tx.QueryRow(`SELECT coalesce(max(position), 0) FROM events`).Scan(&position)
	return position, err
}

func follow(tx journal.Tables, id string) (f Followed, err error) {
	if f, err = scanFollowed(tx.QueryRow(followedColumns+`WHERE id = CAST($1 AS TEXT)`, id)); err != nil || f.Ticket.State != queue.Waiting {
		return f, err
	}
	t := f.Ticket
	for _, side := range []struct {
		n    *int
		than string
	}{{&f.Ahead, "<"}, {&f.Held.Behind, ">"}} {
		err := tx.QueryRow(`SELECT count(*) FROM tickets WHERE state = 'waiting' AND day = $1 AND service = $2 AND (place, number) `+side.than+` ($3, $4)`,
			f.Held.Day, t.Service, t.QueueTime.UnixMilli(), t.Number).Scan(side.n)
		if err != nil {
			return f, err
		}
	}
	return f, nil
}

// Ask does what the holder of a ticket asks for, or says by the rules of queue why not. Asked twice, it is done once. The look at the ticket and
// the deed are one transaction: who is called before it is called, and who has left before a call is not called.
func Ask(tx *journal.Tx, ticket string, r queue.HolderRequest, now time.Time) error {
	f, err := follow(tx, ticket)
	if err != nil {
		return err
	}
	changes, err := f.Held.Judge(r, now)
	if err != nil || !changes {
		return err
	}
	m := Move{Turn: f.Ticket.Turn}
	if r.Action == queue.Defer {
		m.Ahead = r.Ahead
	}
	_, err = tx.Append(KindOf(r.Action), ticket, m)
	return err
}

// Line is a day's tickets as their holders' phones show them.
type Line struct {
	Position int64 // of the newest event that it knows
	tickets  map[string]Followed
}

// Find returns a ticket of the day.
func (l Line) Find(ticket string) (Followed, bool) {
	f, ok := l.tickets[ticket]
	return f, ok
}

// LookLine reads the tickets of a day once for all the phones that follow one.
func LookLine(ctx context.Context, db *sql.DB, c centre.Centre, now time.Time) (l Line, err error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return l, fmt.Errorf("look at the line: %w", err)
	}
	defer tx.Rollback()
	if l.Position, err = newest(tx); err != nil {
		return l, err
	}
	v := View{At: now, Centre: c}
	if v.Paces, err = paces(tx, queue.Day(now)); err != nil {
		return l, err
	}
	all, err := followedOn(ctx, tx, queue.Day(now))
	if err != nil {
		return l, err
	}
	for i, f := range all {
		if f.Ticket.State == queue.Called {
			v.Desks = append(v.Desks, Desk{Counter: f.Ticket.Counter, Ticket: &all[i].Ticket})
		}
	}
	l.tickets = arrange(v.Estimate(), all, l.Position)
	return l, nil
}

func followedOn(ctx context.Context, tx journal.Tables, day string) (all []Followed, err error) {
	rows, err := tx.QueryContext(ctx, followedColumns+`WHERE day = $1 ORDER BY place, number, id`, day)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		f, err := scanFollowed(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, rows.Err()
}

// arrange tells each ticket, given in the order of the line, who is before and behind it and how long it waits.
func arrange(e Estimate, all []Followed, position int64) map[string]Followed {
	waiting, lines := []queue.Ticket{}, map[string]int{}
	for _, f := range all {
		if f.Ticket.State == queue.Waiting {
			waiting = append(waiting, f.Ticket)
			lines[f.Ticket.Service]++
		}
	}
	before, met, tickets := e.Before(waiting), map[string]int{}, make(map[string]Followed, len(all))
	for _, f := range all {
		f.Position, f.Serves = position, e.Serves(f.Ticket.Service)
		if f.Ticket.State == queue.Waiting {
			f.Ahead = met[f.Ticket.Service]
			f.Held.Behind = lines[f.Ticket.Service] - f.Ahead - 1
			f.Wait, _ = e.Wait(f.Ticket.Service, before[0])
			before = before[1:]
			met[f.Ticket.Service]++
		}
		tickets[f.Ticket.ID] = f
	}
	return tickets
}
