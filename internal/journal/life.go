package journal

import (
	"context"
	"fmt"
	"log/slog"
)

// keyLife is where a journal keeps which life of the device it is.
const keyLife = "incarnation"

// The kinds of event about the journal itself; their body is Count.
const (
	KindLost      = "journal.lost"      // the disk has lost so many events of its end; none: nobody knows how many
	KindRecovered = "journal.recovered" // so many events came back from central
	KindRestored  = "journal.restored"  // the journal was filled from a backup of so many events: what came after it is forgotten here
)

// Count is a number of events.
type Count struct {
	Events int64 `json:"events"`
}

// live finds out which life this is: a new disk begins a new one. A disk that has lost events it had when it was last written, up to
// the position marked, says so, uses no position again, and begins a new life: others may know of what it has lost.
func (tx *Tx) live(marked int64) error {
	found, err := kept(context.Background(), tx, keyLife, &tx.log.incarnation)
	if err != nil {
		return err
	}
	if !found {
		return tx.renew()
	}
	last, err := tx.position()
	if err != nil || last >= marked {
		return err
	}
	slog.Error("journal has lost its end", "origin", tx.journal.origin, "lost", marked-last, "position", last)
	tx.log.position = marked
	if err := tx.renew(); err != nil {
		return err
	}
	_, err = tx.Append(KindLost, "", Count{Events: marked - last})
	return err
}

// renew begins a new life, named by its first moment.
func (tx *Tx) renew() error {
	return tx.resume(max(tx.journal.now().UnixMilli(), tx.log.incarnation+1))
}

func (tx *Tx) resume(incarnation int64) error {
	tx.log.incarnation = incarnation
	return tx.Keep(keyLife, incarnation)
}

// Renew begins a new life because central holds events of the present one that are not here: the disk lost them, or an older copy of it
// was put back. Those behind common, which only this disk holds, become the first of the new life; the rows stay as they are.
func (j *Journal) Renew(ctx context.Context, common int64) error {
	err := j.Write(ctx, func(tx *Tx) error {
		if err := tx.settle(); err != nil {
			return err
		}
		events, err := read(ctx, tx, lifeBehind, j.origin, tx.log.incarnation, common, noLimit)
		if err != nil {
			return err
		}
		if err := tx.renew(); err != nil {
			return err
		}
		for _, e := range events {
			if err := tx.renumber(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("begin a new life: %w", err)
	}
	return nil
}

// renumber makes an event the next of the present life.
func (tx *Tx) renumber(e Event) error {
	last, err := tx.head(e.Origin, tx.log.incarnation)
	if err != nil {
		return err
	}
	e.Incarnation, e.Seq = tx.log.incarnation, last.Seq+1
	e.Hash = e.chain(last.Hash)
	tx.log.reach(e)
	_, err = tx.Exec(`UPDATE events SET incarnation = $1, seq = $2, hash = $3 WHERE position = $4`, e.Incarnation, e.Seq, e.Hash, e.Position)
	return err
}

// Recover is Accept for an earlier life of this device, as central holds it.
func (tx *Tx) Recover(incarnation int64, events []Event) (held int64, err error) {
	if incarnation == tx.log.incarnation {
		return 0, fmt.Errorf("%w: life %d is the present one", ErrForeign, incarnation)
	}
	return tx.accept(life{tx.journal.origin, incarnation}, events)
}

// Head is the newest event of a life of a device.
type Head struct {
	Origin      string `json:"origin,omitempty"` // where the lives of several devices are told
	Incarnation int64  `json:"incarnation"`
	Seq         int64  `json:"seq"`
	Hash        []byte `json:"hash"`
}

// Heads lists the lives of a device that have events here, the oldest first.
func (j *Journal) Heads(ctx context.Context, origin string) (heads []Head, err error) {
	rows, err := j.Reader().QueryContext(ctx, `SELECT e.incarnation, e.seq, e.hash FROM events e
		JOIN (SELECT incarnation, max(seq) AS seq FROM events WHERE origin = $1 GROUP BY incarnation) newest
		ON e.incarnation = newest.incarnation AND e.seq = newest.seq WHERE e.origin = $2 ORDER BY e.incarnation`, origin, origin)
	if err != nil {
		return nil, fmt.Errorf("journal: lives of %s: %w", origin, err)
	}
	defer rows.Close()
	for rows.Next() {
		var t Head
		if err := rows.Scan(&t.Incarnation, &t.Seq, &t.Hash); err != nil {
			return nil, fmt.Errorf("journal: lives of %s: %w", origin, err)
		}
		heads = append(heads, t)
	}
	return heads, rows.Err()
}
