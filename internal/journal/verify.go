package journal

import (
	"context"
	"errors"
	"fmt"
)

// Audit is what a look at the whole journal found.
type Audit struct {
	Events int
	Lives  int      // of all devices
	Faults []string // a sentence for the first fault of each life, with its place; none: all is as it was written
}

// Verify walks the chain of every life of every device, and has the database look at itself.
func (j *Journal) Verify(ctx context.Context) (a Audit, err error) {
	if err := j.store.examine(ctx); errors.Is(err, ErrDamaged) {
		a.Faults = append(a.Faults, err.Error())
	} else if err != nil {
		return a, fmt.Errorf("verify: %w", err)
	}
	lives, err := j.lives(ctx)
	if err != nil {
		return a, fmt.Errorf("verify: %w", err)
	}
	vouch := j.vouch(ctx)
	for _, of := range lives {
		events, err := j.verify(ctx, of, 0, vouch)
		if errors.Is(err, ErrDamaged) {
			a.Faults = append(a.Faults, err.Error())
		} else if err != nil {
			return a, fmt.Errorf("verify: %w", err)
		}
		a.Events += events
	}
	a.Lives = len(lives)
	return a, nil
}

func (j *Journal) lives(ctx context.Context) (lives []life, err error) {
	rows, err := j.Reader().QueryContext(ctx, `SELECT DISTINCT origin, incarnation FROM events ORDER BY origin, incarnation`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var of life
		if err := rows.Scan(&of.origin, &of.incarnation); err != nil {
			return nil, err
		}
		lives = append(lives, of)
	}
	return lives, rows.Err()
}

// verify walks a life behind a number and counts its events. ErrDamaged tells the first that is not as it was written.
func (j *Journal) verify(ctx context.Context, of life, behind int64, vouch func(Event) error) (events int, err error) {
	last := Event{Seq: behind}
	trusted := behind > 0 // the first one's predecessor was not read, so its hash is believed
	for {
		page, err := read(ctx, j.Reader(), lifeBehind, of.origin, of.incarnation, last.Seq, atOnce)
		if err != nil {
			return events, j.store.explain(err)
		}
		for _, e := range page {
			if e.Seq != last.Seq+1 {
				return events, fmt.Errorf("%w: %s and what follows up to %d is missing", ErrDamaged, Event{Origin: of.origin, Incarnation: of.incarnation, Seq: last.Seq + 1}.place(), e.Seq-1)
			}
			if !trusted && !e.holds(last.Hash) {
				return events, fmt.Errorf("%w: %s is not as it was written, or the one before it", ErrDamaged, e.place())
			}
			if err := vouch(e); err != nil {
				return events, err
			}
			trusted, last = false, e
			events++
		}
		if len(page) < atOnce {
			return events, nil
		}
	}
}
