package hall

import (
	"context"
	"database/sql"
	"fmt"
	"time"

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
	found, err := entries(tx, `WHERE id = CAST($1 AS TEXT)`, id)
	if err != nil {
		return f, err
	}
	if len(found) == 0 {
		return f, ErrNoTicket
	}
	f.Ticket, f.Held = found[0].ticket, found[0].held
	if f.Ticket.State != queue.Waiting {
		return f, nil
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
