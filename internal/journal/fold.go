package journal

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Fold makes tables of events. Apply depends on nothing but the event and the folded tables, so that the same log gives the same rows; the
// table of events itself may not hold the event yet.
//
// A fold for central speaks the SQL that SQLite and PostgreSQL share: $1, $2 … in order of their first appearance, BIGINT, TEXT and
// BYTEA, coalesce, ON CONFLICT with its columns. When Version is raised or the text of Schema changes, were it only a comment, the tables
// are made anew from the log at the next opening.
type Fold struct {
	Version int    // from 1; raised with each change of Apply that makes other rows of the same events
	Schema  string // CREATE TABLE IF NOT EXISTS …
	Apply   func(Tables, Event) error
	// Shape says what an event of this device may not contain, before it is written; nil: anything is written.
	Shape func(Event) error
	// Check says, by the tables as they are before it, why an event of another device is not believed: Refused, or an error of the
	// database. Legacy events were taken in before there was a check. Nil: everything is believed.
	Check func(tx Tables, e Event, seen Seen) error

	parts []Fold // of a joined one
}

// stamp returns a value that is the same for two folds that make the same tables of the same events.
func (f Fold) stamp() []byte {
	if len(f.parts) == 0 {
		sum := sha256.Sum256(fmt.Appendf(nil, "%d\n%s", f.Version, f.Schema))
		return sum[:]
	}
	sum := sha256.New()
	for _, part := range f.parts {
		sum.Write(part.stamp())
	}
	return sum.Sum(nil)
}

// Join makes one fold of several, each with tables of its own.
func Join(folds ...Fold) Fold {
	joined := Fold{parts: folds}
	for _, f := range folds {
		joined.Schema += f.Schema
	}
	joined.Apply = func(tx Tables, e Event) error {
		for _, f := range folds {
			if err := f.Apply(tx, e); err != nil {
				return err
			}
		}
		return nil
	}
	return joined
}

// LocalOnly returns the fold of this house's own events, without those of the centres below it.
func LocalOnly(f Fold) Fold {
	return Fold{Version: f.Version, Schema: f.Schema, parts: f.parts, Apply: func(tx Tables, e Event) error {
		if e.Centre() != "" {
			return nil
		}
		return f.Apply(tx, e)
	}}
}

// keyFold is where a journal keeps the stamp of the fold that made its tables.
const keyFold = "schema"

// own are the tables that are no fold.
var own = []string{"events", "kept", "quarantine", "goose_db_version"}

// prepare makes the folded tables, anew if another version of the program made them.
func (tx *Tx) prepare() error {
	var with []byte
	stamp := tx.journal.fold.stamp()
	if found, err := kept(context.Background(), tx, keyFold, &with); err != nil || found && slices.Equal(with, stamp) {
		return err
	}
	if _, err := tx.refold(); err != nil {
		return err
	}
	return tx.Keep(keyFold, stamp)
}

// refold drops the folded tables and folds the whole log again; it counts the events.
func (tx *Tx) refold() (events int, err error) {
	if err := tx.settle(); err != nil {
		return 0, err
	}
	tables, err := tx.folded()
	if err != nil {
		return 0, err
	}
	for _, table := range tables {
		if _, err := tx.Exec(`DROP TABLE ` + table); err != nil {
			return 0, err
		}
	}
	if _, err := tx.Exec(tx.journal.fold.Schema); err != nil {
		return 0, err
	}
	return events, pages(context.Background(), tx, believedBehind, func(page []Event) error {
		for _, e := range page {
			events++
			if err := tx.apply(e); err != nil {
				return err
			}
		}
		return nil
	})
}

func (tx *Tx) folded() ([]string, error) {
	tables, err := tx.journal.store.tables(context.Background(), tx)
	return slices.DeleteFunc(tables, func(t string) bool { return slices.Contains(own, t) }), err
}

// Rebuilt tells what folding the log anew has changed.
type Rebuilt struct {
	Events int
	Tables []string // folded
	Differ []string // those whose rows are not what they were
}

// Rebuild drops the folded tables and folds the log again. The rows must be the same as before; where they are not, the new ones stand.
func (j *Journal) Rebuild(ctx context.Context) (r Rebuilt, err error) {
	return j.rebuild(ctx, func(*Tx) error { return nil })
}

// rebuild is Rebuild after a change of what is folded.
func (j *Journal) rebuild(ctx context.Context, change func(*Tx) error) (r Rebuilt, err error) {
	err = j.Write(ctx, func(tx *Tx) error {
		r = Rebuilt{}
		before, err := tx.fingerprints()
		if err == nil {
			err = change(tx)
		}
		if err != nil {
			return err
		}
		if r.Events, err = tx.refold(); err != nil {
			return err
		}
		after, err := tx.fingerprints()
		for table, print := range after {
			r.Tables = append(r.Tables, table)
			if before[table] != print {
				r.Differ = append(r.Differ, table)
			}
		}
		slices.Sort(r.Tables)
		slices.Sort(r.Differ)
		return err
	})
	if err != nil {
		return r, fmt.Errorf("rebuild: %w", err)
	}
	return r, nil
}

// fingerprint is the same for two tables of the same rows, in whatever order.
type fingerprint struct {
	rows int
	sum  uint64 // of the rows' hashes
}

func (tx *Tx) fingerprints() (map[string]fingerprint, error) {
	tables, err := tx.folded()
	prints := map[string]fingerprint{}
	for _, table := range tables {
		print, failed := tx.fingerprint(table)
		prints[table], err = print, errors.Join(err, failed)
	}
	return prints, err
}

func (tx *Tx) fingerprint(table string) (print fingerprint, err error) {
	rows, err := tx.Query(`SELECT * FROM ` + table)
	if err != nil {
		return print, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return print, err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return print, err
		}
		hash := sha256.Sum256(fmt.Appendf(nil, "%#v", values))
		print.rows++
		print.sum += binary.BigEndian.Uint64(hash[:])
	}
	return print, rows.Err()
}
