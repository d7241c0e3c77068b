package hall

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"motcua/internal/queue"
)

// Slip is by what somebody names their visit who wants to rate it: the number of a day's ticket, or the id in their slip's code.
type Slip struct {
	Number string `json:"number,omitempty"`
	Ticket string `json:"ticket,omitempty"`
}

// Served is a visit as far as it matters to who rates it.
type Served struct {
	Ticket  string      `json:"ticket"` // id
	Number  string      `json:"number"`
	Counter string      `json:"counter,omitempty"`
	State   queue.State `json:"state"`
	Rated   bool        `json:"rated,omitempty"`
}

// Ratable tells whether somebody has been before an officer with it, and has not said yet how it was.
func (s Served) Ratable() bool {
	return !s.Rated && (s.State == queue.Called || s.State == queue.Done)
}

// FindServed finds a visit, by its number among a day's; ErrNoTicket when there is none.
func FindServed(ctx context.Context, db *sql.DB, s Slip, day string) (v Served, err error) {
	err = db.QueryRowContext(ctx, `SELECT t.id, t.number, t.counter, t.state, EXISTS (SELECT 1 FROM ratings WHERE ticket = t.id)
		FROM tickets t WHERE t.id = $1 OR t.day = $2 AND t.number = $3 ORDER BY t.issued_at DESC LIMIT 1`, s.Ticket, day, s.Number).
		Scan(&v.Ticket, &v.Number, &v.Counter, &v.State, &v.Rated)
	if errors.Is(err, sql.ErrNoRows) {
		return v, ErrNoTicket
	}
	if err != nil {
		return v, fmt.Errorf("find a visit: %w", err)
	}
	return v, nil
}

// IsRated tells whether this journal holds a rating of a visit.
func IsRated(ctx context.Context, db *sql.DB, ticket string) (rated bool, err error) {
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM ratings WHERE ticket = $1)`, ticket).Scan(&rated)
	return rated, err
}
