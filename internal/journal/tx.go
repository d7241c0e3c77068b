package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"time"
)

// Tx is a write under way: the tables, and the log that moves them.
type Tx struct {
	Tables
	journal *Journal
	log     *end
	careful bool // each event of others is folded in a savepoint of its own
}

// end is the end of the log inside a transaction, so that the writes that share it need not ask the database each time.
type end struct {
	incarnation int64 // the device's present life
	position    int64 // of the newest event; 0: ask
	heads       map[life]Event
	rows        []Event // added, and not written into the table yet
	grown       bool    // an event was added
	behind      bool    // the clock was found behind the newest event, which an event says
	aside       int     // events of others that were put aside
}

// life is one life of one device.
type life struct {
	origin      string
	incarnation int64
}

func newEnd(j *Journal) *end {
	return &end{incarnation: j.incarnation.Load(), behind: j.behind.Load(), heads: map[life]Event{}}
}

func (l *end) copy() *end {
	copied := *l
	copied.heads = maps.Clone(l.heads)
	return &copied
}

func (l *end) reach(e Event) {
	l.heads[life{e.Origin, e.Incarnation}] = e
	l.grown = true
}

// GapError tells a device where to go on: its events before Held are here, the one after it did not come.
type GapError struct{ Held int64 }

func (e *GapError) Error() string {
	return fmt.Sprintf("journal: events after %d are missing", e.Held)
}

// ErrChain is the answer to an event whose hash does not follow from the one before it: the past was changed.
var ErrChain = errors.New("journal: event does not follow from the one before it")

// ErrForeign is the answer to an event that is not of the device that brings it.
var ErrForeign = errors.New("journal: event of another device")

// KindBackwards is the event that says that this device's clock was found behind the event before it; body: Behind. Until the clock has
// caught up, each event is a millisecond after the one before it, and only their order is to be believed.
const KindBackwards = "clock.backwards"

// Behind tells by how much a clock had run backwards.
type Behind struct {
	Milliseconds int64 `json:"milliseconds"`
}

// slack is how far a clock may be set back, as clocks are that follow others, without a word about it.
const slack = time.Second

// KindAccepted is the event that says that this device's clock is right, whatever the events before it say. The time goes on from there.
const KindAccepted = "clock.accepted"

// AcceptClock adds that event, at the time that the clock has now: what was written by a clock that was ahead is not waited for.
func (tx *Tx) AcceptClock() error {
	last, err := tx.head(tx.journal.origin, tx.log.incarnation)
	if err != nil {
		return err
	}
	last.At, tx.log.behind = time.Time{}, false
	tx.log.heads[life{tx.journal.origin, tx.log.incarnation}] = last
	_, err = tx.Append(KindAccepted, "", struct{}{})
	return err
}

// Append adds an event of this device and folds it. The first one after the clock has run backwards follows an event that says so.
func (tx *Tx) Append(kind, subject string, body any) (Event, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return Event{}, fmt.Errorf("journal: body of %s: %w", kind, err)
	}
	last, at, err := tx.pin()
	if err != nil {
		return Event{}, err
	}
	e := Event{
		Origin: tx.journal.origin, Incarnation: tx.log.incarnation, Seq: last.Seq + 1,
		At: at, Kind: kind, Subject: subject, Body: raw,
	}
	if p, ok := body.(Personal); ok {
		if e.Body, e.Private, err = split(raw, p.Personal()); err != nil {
			return Event{}, fmt.Errorf("journal: body of %s: %w", kind, err)
		}
	}
	if e.Private != nil {
		e.Digest = digest(e.Private)
	}
	if shape := tx.journal.fold.Shape; shape != nil {
		if err := shape(e); err != nil {
			return Event{}, fmt.Errorf("journal: %s: %w", kind, err)
		}
	}
	e.Hash = e.chain(last.Hash)
	return e, tx.add(e)
}

// pin gives this device's newest event, and the moment of the one to follow it: the time now, or a millisecond later than the newest where
// the clock has run backwards.
func (tx *Tx) pin() (last Event, at time.Time, err error) {
	if last, err = tx.head(tx.journal.origin, tx.log.incarnation); err != nil {
		return last, at, err
	}
	at = tx.journal.now().UTC().Truncate(time.Millisecond)
	behind := last.At.Sub(at)
	if behind <= 0 {
		tx.log.behind = false
		return last, at, nil
	}
	if behind > slack && !tx.log.behind {
		tx.log.behind = true
		slog.Warn("clock ran backwards", "origin", tx.journal.origin, "behind", behind)
		last, err = tx.Append(KindBackwards, "", Behind{Milliseconds: behind.Milliseconds()})
	}
	return last, last.At.Add(time.Millisecond), err
}

// Accept adds events of one life of another device, in order and without a gap; those that are here already change nothing.
// It returns the last sequence number held of that life; with no events it only tells.
func (tx *Tx) Accept(origin string, incarnation int64, events []Event) (held int64, err error) {
	if origin == tx.journal.origin {
		return 0, fmt.Errorf("%w: %s is this one", ErrForeign, origin)
	}
	return tx.accept(life{origin, incarnation}, events)
}

func (tx *Tx) accept(of life, events []Event) (held int64, err error) {
	before, err := tx.head(of.origin, of.incarnation)
	if err != nil {
		return 0, err
	}
	for _, e := range events {
		if e.Origin != of.origin || e.Incarnation != of.incarnation {
			return before.Seq, fmt.Errorf("%w: %s among those of %s/%d", ErrForeign, e.place(), of.origin, of.incarnation)
		}
		if len(e.Body) == 0 {
			return before.Seq, fmt.Errorf("%w: %s has no body", ErrForeign, e.place())
		}
		e.Aside = "" // which only a centre may say
		if err := tx.follow(e, tx.admit); err != nil {
			if gap := (*GapError)(nil); errors.As(err, &gap) {
				gap.Held = before.Seq // with the transaction undone, this is what is here
			}
			return before.Seq, err
		}
	}
	after, err := tx.head(of.origin, of.incarnation)
	return after.Seq, err
}

// AcceptFromCentre adds events of a centre's devices, as many as there are, in the order in which the centre holds them: here they stand under its
// name. Those that are here already change nothing; GapError says that some before them did not come.
func (tx *Tx) AcceptFromCentre(centre string, events []Event) error {
	for _, e := range events {
		if e.Centre() != "" {
			return fmt.Errorf("%w: %s, which %s cannot have", ErrForeign, e.place(), centre)
		}
		e.Origin = centre + above + e.Origin
		if err := tx.follow(e, tx.admit); err != nil {
			return err
		}
	}
	return nil
}

// follow adds an event if it is the next of its life; one that is here already changes nothing.
func (tx *Tx) follow(e Event, add func(Event) error) error {
	last, err := tx.head(e.Origin, e.Incarnation)
	switch {
	case err != nil:
		return err
	case e.Seq <= last.Seq:
		return nil
	case e.Seq > last.Seq+1:
		return &GapError{Held: last.Seq}
	case !e.holds(last.Hash):
		return fmt.Errorf("%w: %s", ErrChain, e.place())
	}
	return add(e)
}

// add writes an event into the log and folds it.
func (tx *Tx) add(e Event) error {
	e, err := tx.enter(e)
	if err != nil {
		return err
	}
	if err := tx.apply(e); err != nil {
		return err
	}
	return tx.settleMany()
}

// enter gives an event its place at the end of the log.
func (tx *Tx) enter(e Event) (Event, error) {
	last, err := tx.position()
	if err != nil {
		return e, err
	}
	e.Position = last + 1
	tx.log.position = e.Position
	tx.log.reach(e)
	tx.log.rows = append(tx.log.rows, e)
	return e, nil
}

func (tx *Tx) settleMany() error {
	if len(tx.log.rows) >= mostRows {
		return tx.settle()
	}
	return nil
}

// position is that of the newest event.
func (tx *Tx) position() (int64, error) {
	if tx.log.position == 0 {
		if err := tx.QueryRow(`SELECT coalesce(max(position), 0) FROM events`).Scan(&tx.log.position); err != nil {
			return 0, fmt.Errorf("journal: position: %w", err)
		}
	}
	return tx.log.position, nil
}

// head returns the newest event of a device's life, with no more in it than the next one needs, or the zero Event.
func (tx *Tx) head(origin string, incarnation int64) (e Event, err error) {
	of := life{origin, incarnation}
	if e, known := tx.log.heads[of]; known {
		return e, nil
	}
	var at int64
	err = tx.QueryRow(`SELECT seq, at, hash FROM events WHERE origin = CAST($1 AS TEXT) AND incarnation = CAST($2 AS BIGINT) ORDER BY seq DESC LIMIT 1`,
		origin, incarnation).Scan(&e.Seq, &at, &e.Hash)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Event{}, nil
	case err != nil:
		return Event{}, fmt.Errorf("journal: newest event of %s/%d: %w", origin, incarnation, err)
	}
	e.At = time.UnixMilli(at).UTC()
	tx.log.heads[of] = e
	return e, nil
}

// Keep remembers a value that is no event, such as what central last said.
func (tx *Tx) Keep(key string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("journal: keep %s: %w", key, err)
	}
	_, err = tx.Exec(`INSERT INTO kept (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, raw)
	return err
}

// Kept fills v with a value remembered; false when there is none.
func (tx *Tx) Kept(key string, v any) (bool, error) {
	return kept(context.Background(), tx, key, v)
}

// Kept fills v with a value remembered; false when there is none.
func (j *Journal) Kept(ctx context.Context, key string, v any) (bool, error) {
	return kept(ctx, j.Reader(), key, v)
}

func kept(ctx context.Context, db queryer, key string, v any) (bool, error) {
	var raw []byte
	err := db.QueryRowContext(ctx, `SELECT value FROM kept WHERE key = $1`, key).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("journal: kept %s: %w", key, err)
	}
	return true, json.Unmarshal(raw, v)
}
