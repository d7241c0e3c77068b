package journal

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"
)

// unsent is how many of its newest events a device looks at when it starts: more than it writes in a day without central.
const unsent = 5000

// OpenDevice is Open for a device whose central holds what it had. A file that is damaged is put aside and a new one begun with what
// of it can still be read; the rest comes back from central.
func OpenDevice(path, origin string, now func() time.Time, fold Fold) (*Journal, error) {
	j, err := openSound(path, origin, now, fold)
	if !errors.Is(err, ErrDamaged) {
		return j, err
	}
	aside := fmt.Sprintf("%s.damaged-%d", path, now().UnixMilli())
	slog.Error("the journal is put aside and a new one begun", "aside", aside, "err", err)
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("put a damaged journal aside: %w", err)
		}
	}
	if j, err = open(path, origin, now, fold, cacheOfDevice); err != nil {
		return nil, err
	}
	taken, err := j.takeOver(aside)
	slog.Warn("events recovered from the damaged journal", "events", taken, "until", err)
	err = j.Write(context.Background(), func(tx *Tx) error { // nobody knows how many, but that they were
		_, err := tx.Append(KindLost, "", Count{})
		return err
	})
	if err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return j, nil
}

// openSound opens a journal and looks whether it is damaged, which opening alone does not tell.
func openSound(path, origin string, now func() time.Time, fold Fold) (*Journal, error) {
	j, err := open(path, origin, now, fold, cacheOfDevice)
	if err != nil {
		return nil, err
	}
	if err := j.sound(context.Background()); err != nil {
		return nil, errors.Join(fmt.Errorf("open journal %s: %w", path, err), j.Close())
	}
	return j, nil
}

func (j *Journal) sound(ctx context.Context) error {
	if err := j.store.examine(ctx); err != nil {
		return err
	}
	var present life
	present.origin, present.incarnation = j.Name()
	var last int64
	err := j.Reader().QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM events WHERE origin = $1 AND incarnation = $2`,
		present.origin, present.incarnation).Scan(&last)
	if err != nil {
		return j.store.explain(err)
	}
	_, err = j.verify(ctx, present, max(0, last-unsent), j.vouch(ctx))
	return err
}

// takeOver adds what a damaged journal still tells truly, up to the first event that cannot be read or does not follow, and goes on
// with its life: whether central has heard more of it is seen when they meet.
func (j *Journal) takeOver(damaged string) (taken int, err error) {
	from, err := openSQLite(damaged, cacheOfDevice)
	if err != nil {
		return 0, err
	}
	defer from.close()
	ctx := context.Background()
	var incarnation int64
	if _, err := kept(ctx, from.reader(), keyLife, &incarnation); err != nil {
		return 0, err
	}
	if err := j.Write(ctx, func(tx *Tx) error { return tx.resume(incarnation) }); err != nil {
		return 0, err
	}
	err = pages(ctx, from.reader(), allBehind, func(page []Event) (stop error) {
		err := j.Write(ctx, func(tx *Tx) error {
			for _, e := range page {
				if stop = tx.follow(e, tx.add); stop != nil {
					return nil // what came before it stays
				}
				taken++
			}
			return nil
		})
		return errors.Join(err, stop)
	})
	return taken, err
}
