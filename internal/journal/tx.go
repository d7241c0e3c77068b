package journal

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Tx is a write under way: the tables, and the log that moves them.
type Tx struct {
	*sql.Tx
	journal *Journal
	grown   bool // an event was added
}

// GapError tells a device where to go on: its events before Held are here, the one after it did not come.
type GapError struct{ Held int64 }

func (e *GapError) Error() string {
	return fmt.Sprintf("journal: events after %d are missing", e.Held)
}

// ErrChain is the answer to an event whose hash does not follow from the one before it: the past was changed.
var ErrChain = errors.New("journal: event does not follow from the one before it")

// Append adds an event of this device and folds it.
func (tx *Tx) Append(kind, subject string, body any) (Event, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return Event{}, fmt.Errorf("journal: body of %s: %w", kind, err)
	}
	last, err := tx.last(tx.journal.origin, tx.journal.incarnation)
	if err != nil {
		return Event{}, err
	}
	e := Event{
		Origin: tx.journal.origin, Incarnation: tx.journal.incarnation, Seq: last.Seq + 1,
		At: tx.after(last), Kind: kind, Subject: subject, Body: raw,
	}
	e.Hash = e.chain(last.Hash)
	return e, tx.add(e)
}

// after is the time now, or a millisecond after the last event where the clock has run backwards.
func (tx *Tx) after(last Event) time.Time {
	now := tx.journal.now().UTC().Truncate(time.Millisecond)
	if now.Before(last.At) {
		return last.At.Add(time.Millisecond)
	}
	return now
}

// ErrForeign is the answer to an event that is not of the device that brings it.
var ErrForeign = errors.New("journal: event of another device")

// Accept adds events of one life of another device, in order and without a gap; those that are here already change nothing.
// It returns the last sequence number held of that life; with no events it only tells.
func (tx *Tx) Accept(origin string, incarnation int64, events []Event) (held int64, err error) {
	last, err := tx.last(origin, incarnation)
	if err != nil {
		return 0, err
	}
	held = last.Seq
	for _, e := range events {
		if e.Origin != origin || e.Incarnation != incarnation || origin == tx.journal.origin {
			return held, fmt.Errorf("%w: %s/%d/%d from %s/%d", ErrForeign, e.Origin, e.Incarnation, e.Seq, origin, incarnation)
		}
		if e.Seq <= last.Seq {
			continue
		}
		if e.Seq > last.Seq+1 {
			return held, &GapError{Held: held} // with the transaction undone, this is what is here
		}
		if !bytes.Equal(e.Hash, e.chain(last.Hash)) {
			return held, fmt.Errorf("%w: %s/%d/%d", ErrChain, e.Origin, e.Incarnation, e.Seq)
		}
		if err := tx.add(e); err != nil {
			return held, err
		}
		last = e
	}
	return last.Seq, nil
}

func (tx *Tx) add(e Event) error {
	_, err := tx.Exec(`INSERT INTO events (origin, incarnation, seq, at, kind, subject, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Origin, e.Incarnation, e.Seq, e.At.UnixMilli(), e.Kind, e.Subject, []byte(e.Body), e.Hash)
	if err != nil {
		return fmt.Errorf("journal: append %s: %w", e.Kind, err)
	}
	tx.grown = true
	if err := tx.journal.fold.Apply(tx.Tx, e); err != nil {
		return fmt.Errorf("journal: fold %s: %w", e.Kind, err)
	}
	return nil
}

// last is the newest event of an origin's life, or the zero Event.
func (tx *Tx) last(origin string, incarnation int64) (e Event, err error) {
	var at int64
	err = tx.QueryRow(`SELECT seq, at, hash FROM events WHERE origin = ? AND incarnation = ? ORDER BY seq DESC LIMIT 1`,
		origin, incarnation).Scan(&e.Seq, &at, &e.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return Event{}, nil
	}
	e.At = time.UnixMilli(at).UTC()
	return e, err
}

// Keep remembers a value that is no event, such as what central last said.
func (tx *Tx) Keep(key string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("journal: keep %s: %w", key, err)
	}
	_, err = tx.Exec(`INSERT INTO kept (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, raw)
	return err
}

// Kept fills v with a value remembered; false when there is none.
func (j *Journal) Kept(ctx context.Context, key string, v any) (bool, error) {
	var raw []byte
	err := j.reader.QueryRowContext(ctx, `SELECT value FROM kept WHERE key = ?`, key).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal(raw, v)
}

// After lists up to limit events of all origins behind a position, oldest first.
func (j *Journal) After(ctx context.Context, position int64, limit int) ([]Event, error) {
	return j.events(ctx, `position > ? ORDER BY position LIMIT ?`, position, limit)
}

// Own lists up to limit events of this device and life behind a sequence number, oldest first.
func (j *Journal) Own(ctx context.Context, seq int64, limit int) ([]Event, error) {
	return j.events(ctx, `origin = ? AND incarnation = ? AND seq > ? ORDER BY seq LIMIT ?`, j.origin, j.incarnation, seq, limit)
}

func (j *Journal) events(ctx context.Context, where string, args ...any) ([]Event, error) {
	rows, err := j.reader.QueryContext(ctx,
		`SELECT position, origin, incarnation, seq, at, kind, subject, body, hash FROM events WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("journal: read events: %w", err)
	}
	defer rows.Close()
	var events []Event
	for rows.Next() {
		var e Event
		var at int64
		if err := rows.Scan(&e.Position, &e.Origin, &e.Incarnation, &e.Seq, &at, &e.Kind, &e.Subject, &e.Body, &e.Hash); err != nil {
			return nil, fmt.Errorf("journal: read events: %w", err)
		}
		e.At = time.UnixMilli(at).UTC()
		events = append(events, e)
	}
	return events, rows.Err()
}
