package hall

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

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
	Over    bool        `json:"over,omitempty"` // it ended so long ago that it is not rated any more
}

// Ratable reports whether somebody has been served, of late, and has not said yet how it was. Before that nobody rates: anybody can read a number off
// the board.
func (s Served) Ratable() bool { return !s.Rated && !s.Over && s.State == queue.Done }

// How long after its end a visit can be rated at a kiosk: by whoever types its number, and by whoever holds its slip.
const (
	rateByNumber = time.Hour
	rateBySlip   = 12 * time.Hour
)

// FindServed finds a visit, by its number among today's; ErrNoTicket when there is none.
func FindServed(ctx context.Context, db *sql.DB, s Slip, now time.Time) (v Served, err error) {
	var moved int64
	err = db.QueryRowContext(ctx, `SELECT t.id, t.number, t.counter, t.state, t.moved_at, EXISTS (SELECT 1 FROM ratings WHERE ticket = t.id)
		FROM tickets t WHERE t.id = $1 OR t.day = $2 AND t.number = $3 ORDER BY t.issued_at DESC LIMIT 1`, s.Ticket, queue.Day(now), s.Number).
		Scan(&v.Ticket, &v.Number, &v.Counter, &v.State, &moved, &v.Rated)
	if errors.Is(err, sql.ErrNoRows) {
		return v, ErrNoTicket
	}
	if err != nil {
		return v, fmt.Errorf("find a visit: %w", err)
	}
	within := rateBySlip
	if s.Ticket == "" {
		within = rateByNumber
	}
	v.Over = v.State == queue.Done && now.Sub(time.UnixMilli(moved)) > within
	return v, nil
}

// IsRated reports whether this journal holds a rating of a visit.
func IsRated(ctx context.Context, db *sql.DB, ticket string) (rated bool, err error) {
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM ratings WHERE ticket = $1)`, ticket).Scan(&rated)
	return rated, err
}
