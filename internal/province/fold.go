// Package province is the centres of a province as tables folded from their events: how each stands, and which of its dossiers' steps another
// centre is to be told. Numbers, calls and registers are each centre's own; who asks, and over which wire, is central's business.
package province

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// Fold makes the province's tables of what the centres below it push.
var Fold = journal.Fold{Version: 1, Schema: tables, Apply: apply}

const tables = `
CREATE TABLE IF NOT EXISTS province_tickets (
	centre TEXT NOT NULL,
	id     TEXT NOT NULL,
	day    TEXT NOT NULL,
	state  TEXT NOT NULL,
	PRIMARY KEY (centre, id)
);
CREATE INDEX IF NOT EXISTS province_waiting ON province_tickets (day, centre) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS province_dossiers (
	id       TEXT PRIMARY KEY,
	centre   TEXT   NOT NULL, -- that took it in
	received BIGINT NOT NULL, -- Unix milliseconds, as every moment here
	due      BIGINT,          -- while time runs, else NULL
	done     BIGINT,          -- with a result, else NULL
	late     INTEGER NOT NULL, -- 1: the result came after the appointment
	dossier  BYTEA   NOT NULL -- JSON of dossier.Dossier
);
CREATE INDEX IF NOT EXISTS province_received ON province_dossiers (received);
CREATE INDEX IF NOT EXISTS province_done ON province_dossiers (done) WHERE done IS NOT NULL;
CREATE INDEX IF NOT EXISTS province_due ON province_dossiers (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS province_steps (
	dossier  TEXT   NOT NULL,
	position BIGINT NOT NULL, -- of the event
	PRIMARY KEY (dossier, position)
);
CREATE TABLE IF NOT EXISTS province_parties ( -- the centres whose business a dossier is, and nobody else's
	dossier TEXT NOT NULL,
	centre  TEXT NOT NULL,
	PRIMARY KEY (dossier, centre)
);
CREATE TABLE IF NOT EXISTS province_news (
	centre   TEXT   NOT NULL, -- to be told
	serial   BIGINT NOT NULL,
	position BIGINT NOT NULL, -- of the event
	PRIMARY KEY (centre, serial)
);`

func apply(tx journal.Tables, e journal.Event) error {
	centre := e.Centre()
	if centre == "" {
		return nil // of the province's own house
	}
	switch {
	case e.Kind == hall.KindIssued:
		return foldIssued(tx, centre, e)
	case strings.HasPrefix(e.Kind, dossier.KindDot):
		return foldStep(tx, centre, e)
	}
	if action, ok := strings.CutPrefix(e.Kind, hall.KindOf("")); ok {
		return foldMove(tx, centre, e.Subject, queue.Action(action))
	}
	return nil
}

func foldIssued(tx journal.Tables, centre string, e journal.Event) error {
	var t queue.Ticket
	if err := e.Read(&t); err != nil {
		return err
	}
	return stand(tx, centre, t.ID, queue.Day(t.IssuedAt), queue.Waiting)
}

func stand(tx journal.Tables, centre, ticket, day string, state queue.State) error {
	_, err := tx.Exec(`INSERT INTO province_tickets (centre, id, day, state) VALUES ($1, $2, $3, $4) ON CONFLICT (centre, id) DO NOTHING`, centre, ticket, day, string(state))
	return err
}

func foldMove(tx journal.Tables, centre, ticket string, action queue.Action) error {
	var state queue.State
	err := tx.QueryRow(`SELECT state FROM province_tickets WHERE centre = $1 AND id = $2`, centre, ticket).Scan(&state)
	if errors.Is(err, sql.ErrNoRows) { // its issue is still on the way, from a kiosk without a line
		state, err = queue.Called, stand(tx, centre, ticket, "", queue.Called)
	}
	if err != nil {
		return err
	}
	next, ok := state.After(action)
	if !ok || next == state {
		return nil
	}
	_, err = tx.Exec(`UPDATE province_tickets SET state = $1 WHERE centre = $2 AND id = $3`, next, centre, ticket)
	return err
}

// foldStep lets a centre's step happen to a dossier that is its business, and has the other centres told whose business it is too.
// A step that the dossier's status does not allow, or of a centre that it does not concern, stays in the log and changes nothing.
func foldStep(tx journal.Tables, centre string, e journal.Event) error {
	d, parties, err := find(tx, e.Subject)
	if errors.Is(err, sql.ErrNoRows) {
		d, parties, err = dossier.Dossier{ID: e.Subject, Home: centre}, []string{centre}, enter(tx, e.Subject, centre) // who takes it in
	}
	if err != nil || !slices.Contains(parties, centre) {
		return err
	}
	// Without what tells of a person: the province needs none of it.
	d, body, counts, err := d.Replay(dossier.Origin{At: e.At, Device: e.Origin}, e.Kind, e.Body)
	if err != nil || !counts {
		return err
	}
	if err := save(tx, d); err != nil {
		return err
	}
	if _, err := tx.Exec(`INSERT INTO province_steps (dossier, position) VALUES ($1, $2)`, d.ID, e.Position); err != nil {
		return err
	}
	for _, party := range parties {
		if party == centre {
			continue
		}
		if err := tell(tx, party, []int64{e.Position}); err != nil {
			return err
		}
	}
	if given, ok := body.(dossier.Handover); ok && given.Centre != "" && !slices.Contains(parties, given.Centre) {
		return introduce(tx, d.ID, given.Centre)
	}
	return nil
}

// find returns a dossier and whose business it is; sql.ErrNoRows when no centre has taken it in.
func find(tx journal.Tables, id string) (d dossier.Dossier, parties []string, err error) {
	var raw []byte
	if err := tx.QueryRow(`SELECT dossier FROM province_dossiers WHERE id = $1`, id).Scan(&raw); err != nil {
		return d, nil, err
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		return d, nil, err
	}
	parties, err = column[string](tx, `SELECT centre FROM province_parties WHERE dossier = $1 ORDER BY centre`, id)
	return d, parties, err
}

func save(tx journal.Tables, d dossier.Dossier) error {
	raw, err := json.Marshal(d)
	if err != nil {
		return err
	}
	var due, done sql.NullInt64
	if !d.Status.Settled() && !d.Status.Paused() && !d.Appointment.IsZero() {
		due = sql.NullInt64{Int64: d.Appointment.UnixMilli(), Valid: true}
	}
	if at := d.FinishedAt(); !at.IsZero() {
		done = sql.NullInt64{Int64: at.UnixMilli(), Valid: true}
	}
	late := 0
	if d.Timeliness() == dossier.Overdue {
		late = 1
	}
	_, err = tx.Exec(`INSERT INTO province_dossiers (id, centre, received, due, done, late, dossier) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (id) DO UPDATE SET due = excluded.due, done = excluded.done, late = excluded.late, dossier = excluded.dossier`,
		d.ID, d.Home, d.Term.Received.UnixMilli(), due, done, late, raw)
	return err
}

func enter(tx journal.Tables, dossier, centre string) error {
	_, err := tx.Exec(`INSERT INTO province_parties (dossier, centre) VALUES ($1, $2) ON CONFLICT (dossier, centre) DO NOTHING`, dossier, centre)
	return err
}

// introduce makes a dossier the business of one centre more, which is told all that has happened to it.
func introduce(tx journal.Tables, dossier, centre string) error {
	if err := enter(tx, dossier, centre); err != nil {
		return err
	}
	steps, err := column[int64](tx, `SELECT position FROM province_steps WHERE dossier = $1 ORDER BY position`, dossier)
	if err != nil {
		return err
	}
	return tell(tx, centre, steps)
}

// tell has a centre told of steps, behind what it is to be told already.
func tell(tx journal.Tables, centre string, positions []int64) error {
	var serial int64
	if err := tx.QueryRow(`SELECT coalesce(max(serial), 0) FROM province_news WHERE centre = $1`, centre).Scan(&serial); err != nil {
		return err
	}
	for _, position := range positions {
		serial++
		if _, err := tx.Exec(`INSERT INTO province_news (centre, serial, position) VALUES ($1, $2, $3)`, centre, serial, position); err != nil {
			return err
		}
	}
	return nil
}

// column reads a column of values.
func column[T any](tx journal.Tables, query string, args ...any) (values []T, err error) {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, rows.Err()
}
