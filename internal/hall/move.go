package hall

import (
	"database/sql"
	"errors"
	"time"

	"motcua/internal/journal"
	"motcua/internal/queue"
)

// foldMove adds what was done with a ticket to all that is known of it, and makes of that what became of the ticket.
func foldMove(tx *sql.Tx, e journal.Event, action queue.Action) error {
	var m Move
	if err := e.Read(&m); err != nil {
		return err
	}
	t, err := find(tx, e.Subject)
	unknown := errors.Is(err, ErrNoTicket)
	if err != nil && !unknown {
		return err
	}
	if m.Turn == 0 && action != queue.Cancel {
		m.Turn = presentTurn(t, action)
	}
	_, err = tx.Exec(`INSERT INTO deeds (position, ticket, action, turn, counter, service, offered, at, life, seq)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		e.Position, e.Subject, string(action), m.Turn, m.Counter, m.Service, m.Offered, e.At.UnixMilli(), e.Incarnation, e.Seq)
	if err != nil || unknown {
		return err // its issue is still on the way
	}
	return settle(tx, t, e)
}

// presentTurn is the turn of a move that does not say its own: a new one for the call of somebody who waits.
func presentTurn(t queue.Ticket, action queue.Action) int {
	if action == queue.Call && (t.State == queue.Waiting || t.State == queue.NoShow) {
		return t.Turn + 1
	}
	return max(1, t.Turn)
}

// settle makes of all that was done with a ticket, by the event now folded too, what became of it.
func settle(tx *sql.Tx, t queue.Ticket, e journal.Event) error {
	service, deeds, err := deedsOf(tx, t.ID)
	if err != nil || len(deeds) == 0 {
		return err
	}
	c := queue.Merge(service, deeds)
	if len(deeds) > 1 || len(c.Overruled) > 0 { // a single deed has had nothing to meet
		if err := settleConflicts(tx, t.ID, c.Overruled); err != nil {
			return err
		}
	}
	if len(c.Counted) == 0 {
		return nil
	}
	for _, d := range c.Counted {
		if d.Position == e.Position && (d.Action == queue.Call || d.Action == queue.Recall) {
			if _, err := tx.Exec(`INSERT INTO calls (position, ticket, counter, at) VALUES ($1, $2, $3, $4)`, e.Position, t.ID, d.Counter, d.At.UnixMilli()); err != nil {
				return err
			}
		}
	}
	return move(tx, t, c, e)
}

// move brings a ticket's row and the lines to what became of it.
func move(tx *sql.Tx, t queue.Ticket, c queue.Course, e journal.Event) (err error) {
	day, last := queue.Day(t.IssuedAt), c.Counted[len(c.Counted)-1]
	if t.State == queue.Waiting {
		if err := count(tx, day, t.Service, -1); err != nil {
			return err
		}
	}
	if last.Position == e.Position && last.Action == queue.Skip {
		if t.Place, err = behind(tx, t, queue.SkipBehind); err != nil {
			return err
		}
	}
	_, err = tx.Exec(`UPDATE tickets SET state = $1, service = $2, counter = $3, turn = $4, place = $5, moved_at = $6, moved = $7 WHERE id = $8`,
		string(c.State), c.Service, c.Counter, c.Turn, t.Place.UnixMilli(), last.At.UnixMilli(), last.Position, t.ID)
	if err != nil || c.State != queue.Waiting {
		return err
	}
	return count(tx, day, c.Service, 1)
}

// behind is the place of a skipped ticket: a millisecond after the n-th that waits in its line and the n-th that waits in the hall,
// or after the last. The hall counts too because a counter of several lines would else call the same person again at once.
func behind(tx *sql.Tx, t queue.Ticket, n int) (time.Time, error) {
	var place sql.NullInt64
	err := tx.QueryRow(`SELECT max(place) FROM (
		SELECT place FROM (SELECT place FROM tickets WHERE state = 'waiting' AND day = $1 AND service = $2 ORDER BY place, number LIMIT $3) own
		UNION ALL
		SELECT place FROM (SELECT place FROM tickets WHERE state = 'waiting' AND day = $1 ORDER BY place, number LIMIT $3) hall) both_lines`,
		queue.Day(t.IssuedAt), t.Service, n).Scan(&place)
	if err != nil || !place.Valid {
		return t.Place, err
	}
	return time.UnixMilli(place.Int64 + 1).UTC(), nil
}

func deedsOf(tx *sql.Tx, ticket string) (takenFor string, deeds []queue.Deed, err error) {
	rows, err := tx.Query(`SELECT t.taken_for, d.position, d.action, d.turn, d.counter, d.service, d.offered, d.at, d.life, d.seq
		FROM deeds d JOIN tickets t ON t.id = d.ticket WHERE d.ticket = CAST($1 AS TEXT)`, ticket)
	if err != nil {
		return "", nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var d queue.Deed
		var at int64
		if err := rows.Scan(&takenFor, &d.Position, &d.Action, &d.Turn, &d.Counter, &d.Service, &d.Offered, &at, &d.Life, &d.Seq); err != nil {
			return takenFor, nil, err
		}
		d.At = time.UnixMilli(at).UTC()
		deeds = append(deeds, d)
	}
	return takenFor, deeds, rows.Err()
}
