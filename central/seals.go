package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"motcua/internal/journal"
	"motcua/internal/roster"
	"motcua/internal/seal"
)

// keySeals is where central keeps the centre's ring; a backup holds it too.
const keySeals = "seals"

// makeSeals sees to it that there is a key to sign with.
func makeSeals(j *journal.Journal) error {
	return changeSeals(j, "", func(r seal.Ring) seal.Ring {
		if len(r) > 0 {
			return r
		}
		return r.Renewed()
	})
}

// changeSeals changes the ring; a kind of event says so.
func changeSeals(j *journal.Journal, kind string, change func(seal.Ring) seal.Ring) error {
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

// takeBack takes the keys back that a lost device knows. One that was revoked before knows none that is good.
func takeBack(tx *journal.Tx, now time.Time) error {
	return changeRing(tx, roster.KindSealed, func(r seal.Ring) seal.Ring { return r.TakenBack(now) })
}

// newSeal adds a key.
func (j job) newSeal(context.Context, []string) error {
	if err := changeSeals(j.journal, roster.KindSealed, seal.Ring.Renewed); err != nil {
		return err
	}
	j.tell("central.says.seal", nil)
	return nil
}

// ring is read each time: several centrals may share one database, and a command changes it beside them.
func (c *Central) ring(ctx context.Context) (ring seal.Ring, err error) {
	_, err = c.journal.Kept(ctx, keySeals, &ring)
	return ring, err
}

// seals hands a device the keys it signs and checks paper with.
func (c *Central) seals(w http.ResponseWriter, r *http.Request) {
	ring, err := c.ring(r.Context())
	answer(w, ring, err)
}
