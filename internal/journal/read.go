package journal

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"
)

// The ways to read events; the last argument is how many at the most.
const (
	allBehind      = `position > $1 ORDER BY position LIMIT $2`
	believedBehind = `position > $1 AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.position = events.position) ORDER BY position LIMIT $2`
	lifeBehind     = `origin = $1 AND incarnation = $2 AND seq > $3 ORDER BY seq LIMIT $4`
)

// noLimit is how many events there may be.
const noLimit = math.MaxInt32

// atOnce is how many events a walk holds in memory.
const atOnce = 1000

// After lists up to limit events of all origins behind a position, oldest first.
func (j *Journal) After(ctx context.Context, position int64, limit int) ([]Event, error) {
	return read(ctx, j.Reader(), allBehind, position, limit)
}

// Of lists up to limit events of one life of a device behind a sequence number, oldest first.
func (j *Journal) Of(ctx context.Context, origin string, incarnation, seq int64, limit int) ([]Event, error) {
	return read(ctx, j.Reader(), lifeBehind, origin, incarnation, seq, limit)
}

// Own is Of for this device's present life.
func (j *Journal) Own(ctx context.Context, seq int64, limit int) ([]Event, error) {
	origin, incarnation := j.Name()
	return j.Of(ctx, origin, incarnation, seq, limit)
}

// walk visits the whole log, oldest first.
func walk(ctx context.Context, db queryer, visit func(Event) error) error {
	return pages(ctx, db, allBehind, func(page []Event) error {
		for _, e := range page {
			if err := visit(e); err != nil {
				return err
			}
		}
		return nil
	})
}

// pages hands on what can be read, even of a page that ends in an error.
func pages(ctx context.Context, db queryer, where string, visit func([]Event) error) error {
	for position := int64(0); ; {
		page, err := read(ctx, db, where, position, atOnce)
		if len(page) == 0 {
			return err
		}
		if err := errors.Join(visit(page), err); err != nil {
			return err
		}
		position = page[len(page)-1].Position
	}
}

// read lists what a query finds; with an error, what could be read before it.
func read(ctx context.Context, db queryer, where string, args ...any) ([]Event, error) {
	rows, err := db.QueryContext(ctx,
		`SELECT `+eventColumns+` FROM events WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("journal: read events: %w", err)
	}
	defer rows.Close()
	var events []Event
	for rows.Next() {
		var e Event
		var at int64
		if err := rows.Scan(&e.Position, &e.Origin, &e.Incarnation, &e.Seq, &at, &e.Kind, &e.Subject, &e.Body, (*[]byte)(&e.Private), &e.Digest, &e.Hash); err != nil {
			return events, fmt.Errorf("%w: event %d of %s cannot be read: %w", ErrDamaged, e.Seq, e.Origin, err)
		}
		e.At = time.UnixMilli(at).UTC()
		events = append(events, e)
	}
	return events, rows.Err()
}
