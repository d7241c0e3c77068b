package store

import (
	"context"
	"fmt"
	"time"

	"motcua/internal/journal"
	"motcua/internal/roster"
	"motcua/internal/seal"
)

// keySeals is where central keeps the centre's ring; a backup holds it too.
const keySeals = "seals"

// MakeSeals sees to it that there is a key to sign with.
func MakeSeals(j *journal.Journal) error {
	return ChangeSeals(j, "", func(r seal.Ring) seal.Ring {
		if len(r) > 0 {
			return r
		}
		return r.Renewed()
	})
}

// ChangeSeals changes the ring; a kind of event says so.
func ChangeSeals(j *journal.Journal, kind string, change func(seal.Ring) seal.Ring) error {
	err := j.Write(context.Background(), func(tx *journal.Tx) error { return changeRing(tx, kind, change) })
	if err != nil {
		return fmt.Errorf("keys of the seal: %w", err)
	}
	return nil
}

func changeRing(tx *journal.Tx, kind string, change func(seal.Ring) seal.Ring) error {
	var ring seal.Ring
	if _, err := tx.Kept(keySeals, &ring); err != nil {
		return err
	}
	if kind != "" {
		if _, err := tx.Append(kind, "", nil); err != nil {
			return err
		}
	}
	return tx.Keep(keySeals, change(ring))
}

// TakeBackSeals takes the keys back that a lost device knows. One that was revoked before knows none that is good.
func TakeBackSeals(tx *journal.Tx, now time.Time) error {
	return changeRing(tx, roster.KindSealed, func(r seal.Ring) seal.Ring { return r.TakenBack(now) })
}

// Ring reads the keys of the seal. It is read each time: several centrals may share one database, and a command changes it beside them.
func Ring(ctx context.Context, j *journal.Journal) (ring seal.Ring, err error) {
	_, err = j.Kept(ctx, keySeals, &ring)
	return ring, err
}
