package journal

import (
	"context"
	"errors"
	"path/filepath"
	"time"
)

// Meaning is what a look at what all events say has found.
type Meaning struct {
	Events int
	Aside  int     // were put aside before
	Poison []Aside // are to be: they say what cannot be, or cannot be folded
}

// Understand folds the whole log once more, in a file of its own in an empty folder, with each event checked by the tables as they were before it.
// The journal goes on meanwhile.
func (j *Journal) Understand(ctx context.Context, folder string) (m Meaning, err error) {
	trial, err := Open(filepath.Join(folder, "trial.db"), j.origin, j.now, j.fold)
	if err != nil {
		return m, err
	}
	defer trial.Close()
	reading := &understanding{from: j, trial: trial}
	if reading.aside, err = j.AsideBetween(ctx, 0, 1<<62); err != nil {
		return m, err
	}
	m.Aside = len(reading.aside)
	err = pages(ctx, j.Reader(), allBehind, func(page []Event) error {
		m.Events += len(page)
		return reading.take(ctx, page)
	})
	return Meaning{m.Events, m.Aside, reading.poison}, err
}

// TemporaryPrefix begins the names of folders that are thrown away when they are used, or at the next start.
const TemporaryPrefix = "central-temporary-"

// understanding is a log that is read for what it says.
type understanding struct {
	from, trial *Journal
	aside       map[int64]string
	poison      []Aside
	seen        time.Time // by the journal's own events
}

func (u *understanding) take(ctx context.Context, page []Event) error {
	poison, seen := u.poison, u.seen
	return u.trial.Write(ctx, func(tx *Tx) error {
		u.poison, u.seen = poison, seen // a second run begins anew
		tx.careful = true
		for _, e := range page {
			if _, known := u.aside[e.Position]; known {
				continue
			}
			if err := u.read(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
}

// read folds an event into the trial's tables. The trial's log stays empty: what is there is read once.
func (u *understanding) read(tx *Tx, e Event) error {
	reason, err := "", error(nil)
	if e.Origin != u.from.origin {
		reason, err = tx.doubt(e, Seen{Now: u.seen, Legacy: true})
	} else if e.At.After(u.seen) {
		u.seen = e.At
	}
	if reason == "" && err == nil {
		reason, err = tx.applyForeign(e)
	}
	if reason != "" {
		kept := e
		u.poison = append(u.poison, Aside{Position: e.Position, Reason: reason, At: u.from.now(), Event: &kept})
	}
	return errors.Join(err)
}
