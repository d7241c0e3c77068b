package hall

import (
	"database/sql"
	"errors"
	"time"

	"motcua/internal/journal"
	"motcua/internal/queue"
)

// foldHolders takes central's own word only: whoever holds a ticket has told central, and no device.
func foldHolders(tx journal.Tables, e journal.Event, action queue.Action) error {
	if e.Origin != Central {
		return nil
	}
	return foldMove(tx, e, action)
}

// foldMove adds what was done with a ticket to all that is known of it, and makes of that what became of the ticket.
func foldMove(tx journal.Tables, e journal.Event, action queue.Action) error {
	var m Move
	if err := e.Read(&m); err != nil {
		return err
	}
	k, err := knownOf(tx, e.Subject)
	unknown := errors.Is(err, ErrNoTicket)
	if err != nil && !unknown {
		return err
	}
	if m.Turn == 0 && action != queue.Cancel && !action.IsHolders() {
		m.Turn = presentTurn(k.ticket, action)
	}
	d := queue.TicketAction{
		Action: action, Turn: m.Turn, Counter: m.Counter, Service: m.Service, Offered: m.Offered,
		At: e.At.UTC().Truncate(time.Millisecond), Life: e.Incarnation, Seq: e.Seq, Position: e.Position, // as it is read from the table
	}
	_, err = tx.Exec(`INSERT INTO deeds (position, ticket, action, turn, counter, service, offered, at, life, seq)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		d.Position, e.Subject, string(d.Action), d.Turn, d.Counter, d.Service, d.Offered, d.At.UnixMilli(), d.Life, d.Seq)
	if err != nil || unknown {
		return err // its issue is still on the way
	}
	k.deeds = append(k.deeds, d)
	k.letPast = m.Ahead
	return settle(tx, k, e)
}

// settleEarly makes of what was done with a ticket before it was known to be issued what became of it.
func settleEarly(tx journal.Tables, ticket string, e journal.Event) error {
	k, err := knownOf(tx, ticket)
	if err != nil {
		return err
	}
	return settle(tx, k, e)
}

// presentTurn returns the turn of a move that does not say its own: a new one for the call of somebody who waits.
func presentTurn(t queue.Ticket, action queue.Action) int {
	if action == queue.Call && (t.State == queue.Waiting || t.State == queue.NoShow) {
		return t.Turn + 1
	}
	return max(1, t.Turn)
}

// settle makes of all that was done with a ticket, by the event now folded too, what became of it.
func settle(tx journal.Tables, k known, e journal.Event) error {
	c := queue.Merge(k.takenFor, k.deeds)
	if len(k.deeds) > 1 || len(c.Superseded) > 0 { // a single deed has had nothing to meet
		if err := settleConflicts(tx, k.ticket.ID, c.Superseded); err != nil {
			return err
		}
	}
	if len(c.Counted) == 0 {
		return nil
	}
	for _, d := range c.Counted {
		if d.Position == e.Position && (d.Action == queue.Call || d.Action == queue.Recall) {
			if _, err := tx.Exec(`INSERT INTO calls (position, ticket, counter, at) VALUES ($1, $2, $3, $4)`, e.Position, k.ticket.ID, d.Counter, d.At.UnixMilli()); err != nil {
				return err
			}
		}
	}
	return move(tx, k, c, e)
}

// move brings a ticket's row and the lines to what became of it.
func move(tx journal.Tables, k known, c queue.Outcome, e journal.Event) (err error) {
	t := k.ticket
	day, last := queue.Day(t.IssuedAt), c.Counted[len(c.Counted)-1]
	if t.State == queue.Waiting {
		if err := count(tx, day, t.Service, -1); err != nil {
			return err
		}
	}
	if last.Position == e.Position {
		if t.QueueTime, err = placeAfter(tx, t, last.Action, k.letPast); err != nil {
			return err
		}
	}
	_, err = tx.Exec(`UPDATE tickets SET state = $1, service = $2, counter = $3, turn = $4, place = $5, moved_at = $6, moved = $7, last = $8, deferred = $9, returned = $10 WHERE id = $11`,
		string(c.State), c.Service, c.Counter, c.Turn, t.QueueTime.UnixMilli(), last.At.UnixMilli(), last.Position, string(last.Action), k.did(queue.Defer), k.did(queue.Return), t.ID)
	if err != nil || c.State != queue.Waiting {
		return err
	}
	return count(tx, day, c.Service, 1)
}

// placeAfter returns where in line an action puts a ticket; most leave it where it is.
func placeAfter(tx journal.Tables, t queue.Ticket, a queue.Action, letPast int) (time.Time, error) {
	switch a {
	case queue.Skip, queue.Return:
		return behind(tx, t, queue.SkipBehind)
	case queue.Defer:
		return behindNext(tx, t, letPast)
	}
	return t.QueueTime, nil
}

// behindNext returns the place a millisecond after the n-th behind a ticket in its line, or after the last.
func behindNext(tx journal.Tables, t queue.Ticket, n int) (time.Time, error) {
	var place sql.NullInt64
	err := tx.QueryRow(`SELECT max(next.place) FROM (SELECT o.place FROM tickets o JOIN tickets t ON t.id = $1
		WHERE o.state = 'waiting' AND o.day = $2 AND o.service = $3 AND (o.place, o.number) > (t.place, t.number)
		ORDER BY o.place, o.number LIMIT $4) next`, t.ID, queue.Day(t.IssuedAt), t.Service, n).Scan(&place)
	if err != nil || !place.Valid {
		return t.QueueTime, err
	}
	return time.UnixMilli(place.Int64 + 1).UTC(), nil
}

// behind returns the place of a skipped ticket: a millisecond after the n-th that waits in its line and the n-th that waits in the hall,
// or after the last. The hall counts too because a counter of several lines would else call the same person again at once.
func behind(tx journal.Tables, t queue.Ticket, n int) (time.Time, error) {
	var place sql.NullInt64
	err := tx.QueryRow(`SELECT max(place) FROM (
		SELECT place FROM (SELECT place FROM tickets WHERE state = 'waiting' AND day = $1 AND service = $2 ORDER BY place, number LIMIT $3) own
		UNION ALL
		SELECT place FROM (SELECT place FROM tickets WHERE state = 'waiting' AND day = $1 ORDER BY place, number LIMIT $3) hall) both_lines`,
		queue.Day(t.IssuedAt), t.Service, n).Scan(&place)
	if err != nil || !place.Valid {
		return t.QueueTime, err
	}
	return time.UnixMilli(place.Int64 + 1).UTC(), nil
}

// known is a ticket with all that was done with it.
type known struct {
	ticket   queue.Ticket
	takenFor string
	deeds    []queue.TicketAction
	letPast  int // by the deed that is folded now
}

// did counts how often something was done with a ticket, whether it stands or not.
func (k known) did(a queue.Action) (n int) {
	for _, d := range k.deeds {
		if d.Action == a {
			n++
		}
	}
	return n
}

// knownOf asks for both at once: ErrNoTicket while a ticket is not known to be issued, whatever was done with it.
func knownOf(tx journal.Tables, ticket string) (k known, err error) {
	rows, err := tx.Query(`SELECT t.id, t.service, t.issued_at, t.place, t.state, t.counter, t.turn, t.taken_for, coalesce(d.position, 0), coalesce(d.action, ''),
			coalesce(d.turn, 0), coalesce(d.counter, ''), coalesce(d.service, ''), coalesce(d.offered, FALSE), coalesce(d.at, 0), coalesce(d.life, 0), coalesce(d.seq, 0)
		FROM tickets t LEFT JOIN deeds d ON d.ticket = t.id WHERE t.id = CAST($1 AS TEXT)`, ticket)
	if err != nil {
		return k, err
	}
	defer rows.Close()
	t := &k.ticket
	var issued, place, at int64
	found := false
	for rows.Next() {
		found = true
		var d queue.TicketAction
		if err := rows.Scan(&t.ID, &t.Service, &issued, &place, &t.State, &t.Counter, &t.Turn, &k.takenFor,
			&d.Position, &d.Action, &d.Turn, &d.Counter, &d.Service, &d.Offered, &at, &d.Life, &d.Seq); err != nil {
			return k, err
		}
		t.IssuedAt, t.QueueTime, d.At = time.UnixMilli(issued).UTC(), time.UnixMilli(place).UTC(), time.UnixMilli(at).UTC()
		if d.Position > 0 {
			k.deeds = append(k.deeds, d)
		}
	}
	if err := rows.Err(); err != nil || found {
		return k, err
	}
	return k, ErrNoTicket
}
