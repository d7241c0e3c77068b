package hall

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"motcua/internal/queue"
)

// why tells why a ticket was chosen; what was done with it before is asked only where anything was.
func why(db asks, t queue.Ticket, c queue.Choice) (queue.Why, error) {
	if t.Turn == 0 {
		return c.Why(t), nil
	}
	err := db.QueryRowContext(context.Background(), `SELECT action FROM deeds WHERE position = (SELECT moved FROM tickets WHERE id = CAST($1 AS TEXT))`, t.ID).Scan(&c.Last)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return c.Why(t), err
}

// whyCalled is why a ticket was called that stands at a counter, for one that asks again because it has not heard. A call that is being written
// down together with this question stands in no table of events yet: then nothing is said, rather than something made up.
func whyCalled(db asks, ticket string) (queue.Why, error) {
	var body []byte
	err := db.QueryRowContext(context.Background(), `SELECT e.body FROM tickets t JOIN events e ON e.position = t.moved WHERE t.id = CAST($1 AS TEXT)`, ticket).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return queue.Why{}, nil
	}
	var m Move
	if err == nil {
		err = json.Unmarshal(body, &m)
	}
	return m.Why, err
}
