package steering

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"motcua/internal/journal"
)

// Fold makes the tables of what the parts are, and of what they were.
func Fold(central string) journal.Fold {
	return journal.Fold{Version: 1, Schema: tables, Apply: func(tx journal.Tables, e journal.Event) error {
		if e.Kind != KindChanged || e.Origin != central {
			return nil
		}
		return apply(tx, e)
	}}
}

const tables = `
CREATE TABLE IF NOT EXISTS steering (
	part    TEXT    NOT NULL,
	version INTEGER NOT NULL, -- from 1
	at      BIGINT  NOT NULL, -- milliseconds since 1970
	way     TEXT    NOT NULL,
	officer TEXT    NOT NULL,
	before  TEXT    NOT NULL, -- JSON; empty: the part was never set
	value   TEXT    NOT NULL, -- JSON
	PRIMARY KEY (part, version)
);
CREATE INDEX IF NOT EXISTS steering_at ON steering (at);
`

func apply(tx journal.Tables, e journal.Event) error {
	var c Changed
	if e.Read(&c) != nil || c.Check() != nil || !IsPart(e.Subject) {
		return nil // no central has written it
	}
	_, err := tx.Exec(`INSERT INTO steering (part, version, at, way, officer, before, value)
		SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 FROM steering WHERE part = $1`,
		e.Subject, e.At.UnixMilli(), string(c.Way), c.Officer, string(c.Before), string(c.After))
	return err
}

// asker is a database, or a transaction.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Read returns what the parts are that were ever set.
func Read(ctx context.Context, db asker) (map[string]Value, error) {
	rows, err := db.QueryContext(ctx, `SELECT s.part, s.version, s.at, s.way, s.officer, s.value FROM steering s
		WHERE s.version = (SELECT max(version) FROM steering l WHERE l.part = s.part)`)
	if err != nil {
		return nil, fmt.Errorf("settings in the journal: %w", err)
	}
	defer rows.Close()
	values := map[string]Value{}
	for rows.Next() {
		var part, value string
		var at int64
		var v Value
		if err := rows.Scan(&part, &v.Version, &at, &v.Way, &v.Officer, &value); err != nil {
			return nil, err
		}
		v.At, v.JSON = time.UnixMilli(at).UTC(), json.RawMessage(value)
		values[part] = v
	}
	return values, rows.Err()
}

// Count returns how often any part was set, which grows with each change.
func Count(ctx context.Context, db *sql.DB) (n int, err error) {
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM steering`).Scan(&n)
	return n, err
}

// ChangedSince reports whether somebody has changed a part since a moment; that central has read its file for the first time is no change.
func ChangedSince(tx journal.Tables, at time.Time) (changed bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM steering WHERE at >= $1 AND way <> $2)`, at.UnixMilli(), string(FromFile)).Scan(&changed)
	return changed, err
}

// Write changes the parts of drafts that are others than before. It is an OvertakenError, and nothing is written, where somebody else has changed one
// since it was seen.
func Write(ctx context.Context, tx *journal.Tx, way Way, officer string, drafts []Draft) (changed int, err error) {
	now, err := Read(ctx, tx)
	if err != nil {
		return 0, err
	}
	for _, d := range drafts {
		is := now[d.Part]
		if d.Seen != AnyVersion && d.Seen != is.Version {
			return 0, &OvertakenError{d.Part, is}
		}
	}
	for _, d := range drafts {
		is := now[d.Part]
		if bytes.Equal(is.JSON, d.JSON) {
			continue
		}
		c := Changed{Way: way, Officer: officer, Before: is.JSON, After: d.JSON}
		if err := c.Check(); err != nil {
			return 0, fmt.Errorf("%s: %w", d.Part, err)
		}
		if _, err := tx.Append(KindChanged, d.Part, c); err != nil {
			return 0, err
		}
		changed++
	}
	return changed, nil
}

// Entry is one change of the past.
type Entry struct {
	Part    string
	Version int
	At      time.Time
	Way     Way
	Officer string
	Before  json.RawMessage // none: the part was never set
	After   json.RawMessage
}

// Filter is which changes somebody wants to see; what is zero does not matter.
type Filter struct {
	Part    string
	Officer string
	From    time.Time
	Until   time.Time // that moment itself left out
	Most    int
}

// Log lists changes, the newest first.
func Log(ctx context.Context, db *sql.DB, f Filter) ([]Entry, error) {
	until := int64(1) << 60
	if !f.Until.IsZero() {
		until = f.Until.UnixMilli()
	}
	from := int64(0)
	if !f.From.IsZero() {
		from = f.From.UnixMilli()
	}
	rows, err := db.QueryContext(ctx, `SELECT part, version, at, way, officer, before, value FROM steering
		WHERE at >= $1 AND at < $2 AND ($3 = '' OR part = $3) AND ($4 = '' OR officer = $4)
		ORDER BY at DESC, version DESC, part LIMIT $5`, from, until, f.Part, f.Officer, f.Most)
	if err != nil {
		return nil, fmt.Errorf("changes of the settings: %w", err)
	}
	defer rows.Close()
	entries := []Entry{}
	for rows.Next() {
		var e Entry
		var at int64
		var before, after string
		if err := rows.Scan(&e.Part, &e.Version, &at, &e.Way, &e.Officer, &before, &after); err != nil {
			return nil, err
		}
		e.At, e.Before, e.After = time.UnixMilli(at).UTC(), json.RawMessage(before), json.RawMessage(after)
		entries = append(entries, e)
	}
	return entries, rows.Err()
}
