package hall

import (
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/rating"
)

// Fold makes the hall's tables.
var Fold = journal.Fold{Version: 5, Schema: tables, Apply: apply}

const tables = `
CREATE TABLE IF NOT EXISTS tickets (
	id        TEXT PRIMARY KEY,
	number    TEXT    NOT NULL,
	day       TEXT    NOT NULL,
	series    INTEGER NOT NULL,
	serial    INTEGER NOT NULL,
	service   TEXT    NOT NULL,
	taken_for TEXT    NOT NULL, -- the service before any transfer
	kiosk     INTEGER NOT NULL, -- 0: only the slip was seen, not yet the kiosk's own word
	issued_at BIGINT  NOT NULL, -- Unix milliseconds, as every _at here
	place     BIGINT  NOT NULL, -- in line: the smallest is next
	state     TEXT    NOT NULL,
	counter   TEXT    NOT NULL DEFAULT '',
	turn      INTEGER NOT NULL DEFAULT 0,
	moved     BIGINT  NOT NULL DEFAULT 0, -- position of the event that made the state
	ahead     INTEGER NOT NULL,
	class     TEXT    NOT NULL DEFAULT '',
	slot      BIGINT  NOT NULL DEFAULT 0, -- of its appointment; 0: it has none
	held      BIGINT  NOT NULL DEFAULT 0, -- place in line that was taken from home; 0: it was not
	in_hand   BOOLEAN NOT NULL,
	moved_at  BIGINT  NOT NULL, -- into this state
	last      TEXT    NOT NULL DEFAULT '', -- the action that made it
	deferred  INTEGER NOT NULL DEFAULT 0, -- how often its holder let others go first
	returned  INTEGER NOT NULL DEFAULT 0, -- and came back after a no-show
	printed   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS line ON tickets (day, service, place, number) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS by_number ON tickets (day, number);
CREATE INDEX IF NOT EXISTS at_counter ON tickets (counter, moved) WHERE state = 'called';
CREATE INDEX IF NOT EXISTS finished ON tickets (moved_at) WHERE state = 'done';
CREATE TABLE IF NOT EXISTS series (
	day     TEXT    NOT NULL,
	service TEXT    NOT NULL, -- empty: each
	series  INTEGER NOT NULL, -- -1: central's, by the word of others
	last    INTEGER NOT NULL, -- serial
	PRIMARY KEY (day, service, series)
);
CREATE TABLE IF NOT EXISTS lines (
	day     TEXT    NOT NULL,
	service TEXT    NOT NULL,
	waiting INTEGER NOT NULL, -- people; counting them anew for each ticket would make a long line slow
	PRIMARY KEY (day, service)
);
CREATE TABLE IF NOT EXISTS calls (
	position BIGINT PRIMARY KEY, -- of the event
	ticket   TEXT   NOT NULL,
	counter  TEXT   NOT NULL,
	at       BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS deeds ( -- all that was done with tickets, even before they were known to be issued
	position BIGINT  PRIMARY KEY,
	ticket   TEXT    NOT NULL,
	action   TEXT    NOT NULL,
	turn     INTEGER NOT NULL,
	counter  TEXT    NOT NULL,
	service  TEXT    NOT NULL,
	offered  BOOLEAN NOT NULL,
	at       BIGINT  NOT NULL,
	life     BIGINT  NOT NULL,
	seq      BIGINT  NOT NULL
);
CREATE INDEX IF NOT EXISTS deeds_of ON deeds (ticket);
CREATE TABLE IF NOT EXISTS conflicts ( -- callings that do not stand and whose officers do not know yet
	ticket  TEXT    NOT NULL,
	turn    INTEGER NOT NULL,
	counter TEXT    NOT NULL,
	did     TEXT    NOT NULL,
	stands  TEXT    NOT NULL, -- counter
	there   TEXT    NOT NULL,
	PRIMARY KEY (ticket, turn, counter)
);
CREATE TABLE IF NOT EXISTS told (
	ticket  TEXT    NOT NULL,
	turn    INTEGER NOT NULL,
	counter TEXT    NOT NULL,
	PRIMARY KEY (ticket, turn, counter)
);
CREATE TABLE IF NOT EXISTS ratings (
	ticket  TEXT PRIMARY KEY,
	counter TEXT    NOT NULL,
	level   INTEGER NOT NULL,
	reasons TEXT    NOT NULL, -- JSON list
	at      BIGINT  NOT NULL
);
CREATE TABLE IF NOT EXISTS printers (
	device TEXT PRIMARY KEY, -- origin of its events
	status TEXT   NOT NULL,
	since  BIGINT NOT NULL
);` + deviceTables + appointmentTable + reservationTable

func apply(tx journal.Tables, e journal.Event) error {
	switch e.Kind {
	case KindIssued:
		return foldIssued(tx, e)
	case KindPrinted:
		_, err := tx.Exec(`UPDATE tickets SET printed = 1 WHERE id = $1`, e.Subject)
		return err
	case KindRated:
		return foldRated(tx, e)
	case KindPrinter:
		return foldPrinter(tx, e)
	case KindHealth:
		return foldHealth(tx, e)
	case KindHelp:
		return foldHelpCalled(tx, e)
	case KindHelpGivenUp:
		return foldHelpGivenUp(tx, e)
	case KindHelpAnswered:
		return foldHelpAnswered(tx, e)
	case journal.KindRestored, journal.KindLost:
		return foldForgotten(tx, e)
	case KindAppointed, KindArrived, KindGivenUp, KindBookedOnline, KindReminded:
		return foldAppointment(tx, e)
	case KindReserved, KindReservationArrived, KindReservationGivenUp:
		return foldReservation(tx, e)
	case KindConflictTold:
		return foldTold(tx, e)
	}
	action, ok := ActionOf(e.Kind)
	switch {
	case ok && action.IsHolders():
		return foldHolders(tx, e, action)
	case ok:
		return foldMove(tx, e, action)
	}
	return nil // an event of another part of the house
}

// foldIssued puts a ticket in line. Both central and the kiosk say that a ticket was issued; where their numbers differ,
// because central's answer came too late, the kiosk's stands: it is the one on paper.
func foldIssued(tx journal.Tables, e journal.Event) error {
	var t queue.Ticket
	if err := e.Read(&t); err != nil {
		return err
	}
	day, at := queue.Day(t.IssuedAt), t.IssuedAt.UnixMilli()
	var early bool // something was done with it before it was known to be issued
	err := tx.QueryRow(`
		INSERT INTO tickets (id, number, day, series, serial, service, taken_for, kiosk, issued_at, place, state, ahead, moved_at, class, slot, in_hand, held)
		VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (id) DO NOTHING
		RETURNING EXISTS (SELECT 1 FROM deeds WHERE ticket = id)`,
		t.ID, t.Number, day, t.Series, t.Serial, t.Service, t.Kiosk, at, t.QueueTime.UnixMilli(), queue.Waiting, t.Ahead, at, t.Class, milli(t.Slot), t.InHand, milli(t.Held)).Scan(&early)
	switch {
	case err == nil:
		if err = count(tx, day, t.Service, 1); err == nil && early {
			err = settleEarly(tx, t.ID, e)
		}
	case errors.Is(err, sql.ErrNoRows): // known already
		err = foldIssuedAgain(tx, t)
	}
	if err != nil {
		return err
	}
	series := t.Series
	if series == queue.Central && e.Origin != Central {
		series = saidOfCentral
	}
	return reach(tx, day, t.Service, series, t.Serial)
}

// foldIssuedAgain takes over what the first word of a ticket did not say: a slip tells neither class nor slot nor a place taken from home, and a kiosk
// alone knows of no slot; all make a place in line.
func foldIssuedAgain(tx journal.Tables, t queue.Ticket) error {
	_, err := tx.Exec(`UPDATE tickets SET
		number = CASE WHEN series = $1 OR $2 <> $1 THEN $3 ELSE number END,
		series = CASE WHEN series = $1 OR $2 <> $1 THEN $2 ELSE series END,
		serial = CASE WHEN series = $1 OR $2 <> $1 THEN $4 ELSE serial END,
		kiosk = CASE WHEN kiosk = 0 THEN $5 ELSE kiosk END,
		class = CASE WHEN class = '' THEN $6 ELSE class END,
		slot = CASE WHEN slot = 0 THEN $7 ELSE slot END,
		held = CASE WHEN held = 0 THEN $8 ELSE held END,
		place = CASE WHEN place = issued_at AND (class = '' AND $6 <> '' OR slot = 0 AND $7 <> 0 OR held = 0 AND $8 <> 0) THEN $9 ELSE place END,
		in_hand = in_hand OR $10
		WHERE id = $11`,
		queue.Central, t.Series, t.Number, t.Serial, t.Kiosk, t.Class, milli(t.Slot), milli(t.Held), t.QueueTime.UnixMilli(), t.InHand, t.ID)
	return err
}

// milli writes a moment that may be none.
func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// count changes how many wait in a line.
func count(tx journal.Tables, day, service string, by int) error {
	_, err := tx.Exec(`INSERT INTO lines (day, service, waiting) VALUES ($1, $2, $3)
		ON CONFLICT (day, service) DO UPDATE SET waiting = lines.waiting + excluded.waiting`, day, service, by)
	return err
}

// foldRated counts a rating once for each visit, whatever is sent twice.
func foldRated(tx journal.Tables, e journal.Event) error {
	var r rating.Rating
	if err := e.Read(&r); err != nil {
		return err
	}
	reasons, err := json.Marshal(r.Reasons)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO ratings (ticket, counter, level, reasons, at)
		VALUES ($1, coalesce(nullif($2, ''), (SELECT counter FROM tickets WHERE id = $1), ''), $3, $4, $5) ON CONFLICT (ticket) DO NOTHING`,
		r.Ticket, r.Counter, r.Level, string(reasons), e.At.UnixMilli())
	return err
}

func foldPrinter(tx journal.Tables, e journal.Event) error {
	var p PrinterState
	if err := e.Read(&p); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO printers (device, status, since) VALUES ($1, $2, $3)
		ON CONFLICT (device) DO UPDATE SET status = excluded.status, since = excluded.since`, e.Origin, p.Status, e.At.UnixMilli())
	return err
}
