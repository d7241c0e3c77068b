// Package roster is who works in the hall as tables folded from events: officers, their sessions, wrong passwords, and who has read
// or administered what. The rules are officer's; who asks, and over which wire, is the programs' business.
package roster

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/workday"
)

// The kinds of event about officers; the subject is the officer's id.
const (
	KindAdded    = "officer.added"    // body: Change
	KindChanged  = "officer.changed"  // body: Change
	KindPassword = "officer.password" // body: Password
	KindRemoved  = "officer.removed"  // body: Change, of which only By
	KindOpened   = "session.opened"   // logged in at central; body: Login
	KindClosed   = "session.closed"   // body: Login
	KindRefused  = "login.refused"    // body: Login; no subject where nobody has that login name
)

// The kinds of event about a counter's desk, in the counter's journal; the subject is the officer's id.
const (
	KindDeskOpened  = "desk.opened"  // body: Seat
	KindLocked      = "desk.locked"  // body: Seat
	KindDeskRefused = "desk.refused" // a wrong password; body: Seat; no subject where the counter knows no such officer
)

// The kinds of event of reading what people told the centre, in central's journal or, without central, in the counter's.
const (
	KindRead             = "read.dossier"      // subject: the dossier's id; body: Reading
	KindSearched         = "read.register"     // body: Reading; what was looked for is nobody's business
	KindBook             = "read.book"         // the register of a span of days, whole; body: Reading
	KindReadAppointments = "read.appointments" // a day's appointments; body: Reading
	KindReadActs         = "read.acts"         // the list of all these; body: Reading
)

// KindSealed is the event of a new key that signs the centre's paper.
const KindSealed = "seal.renewed"

// Console is who administers by command: whoever has central's machine.
const Console = "console"

// Change is what is new about an officer, and who says so.
type Change struct {
	By      string          `json:"by"`
	Officer officer.Officer `json:"officer"`
}

// Password is an officer's new verifier. It leaves central on one way only: to the counters, where login works offline.
type Password struct {
	By       string           `json:"by"`
	Verifier officer.Verifier `json:"verifier"`
}

// Personal is for the journal: the verifier is kept apart, so that it can be left out where the event goes further than it may, and
// forgotten when another one takes its place.
func (Password) Personal() []string { return []string{"verifier"} }

// Login is a session, or a try for one.
type Login struct {
	Device string `json:"device"`         // where
	Hash   string `json:"hash,omitempty"` // of the token
}

// Personal says the same of the token's hash.
func (Login) Personal() []string { return []string{"hash"} }

// Seat is who sits at a desk.
type Seat struct {
	Offline bool      `json:"offline,omitempty"` // known by the verifier kept at the counter
	At      time.Time `json:"at,omitzero"`       // with Offline: when the password was typed
	Proof   []byte    `json:"proof,omitempty"`   // with Offline: that it was, as officer.Signer makes it
}

// Reading is who looked, and where. It holds nothing of what was seen but the dossier's code, or the day whose appointments they were.
type Reading struct {
	Officer string       `json:"officer"`
	Device  string       `json:"device"`
	Code    string       `json:"code,omitempty"`
	Day     workday.Date `json:"day,omitzero"`
}

// detail returns what the list of acts says of it.
func (r Reading) detail() string {
	if !r.Day.IsZero() {
		return r.Day.String()
	}
	return r.Code
}

// Outside returns an event as other houses may have it: without what could help who wants to pass for an officer.
func Outside(e journal.Event) journal.Event {
	if e.Kind == KindPassword || e.Kind == KindOpened {
		e.Private = nil
	}
	return e
}

// Fold makes the roster's tables of a central whose journal has that origin. Officers and sessions are made by its own events alone:
// otherwise any device could push itself an administrator.
func Fold(origin string) journal.Fold {
	return journal.Fold{Version: 2, Schema: tables + seatTables, Apply: func(tx journal.Tables, e journal.Event) error { return apply(tx, e, e.Origin == origin) }}
}

const tables = `
CREATE TABLE IF NOT EXISTS officers (
	id       TEXT PRIMARY KEY, -- never given to somebody else, not even after the officer has left
	name     TEXT    NOT NULL,
	roles    TEXT    NOT NULL, -- JSON list
	verifier TEXT    NOT NULL DEFAULT '',
	removed  INTEGER NOT NULL DEFAULT 0,
	since    BIGINT  NOT NULL -- Unix milliseconds, as every moment here
);
CREATE TABLE IF NOT EXISTS sessions (
	hash    TEXT PRIMARY KEY, -- of the token
	officer TEXT   NOT NULL,
	device  TEXT   NOT NULL,
	opened  BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS guesses (
	officer TEXT    NOT NULL, -- empty: whomever they were of
	device  TEXT    NOT NULL, -- where: a device, or the address of a browser
	wrong   INTEGER NOT NULL,
	last    BIGINT  NOT NULL,
	PRIMARY KEY (officer, device)
);
CREATE TABLE IF NOT EXISTS acts (
	position BIGINT PRIMARY KEY, -- of the event
	at       BIGINT NOT NULL,
	kind     TEXT   NOT NULL,
	subject  TEXT   NOT NULL,
	officer  TEXT   NOT NULL, -- who
	device   TEXT   NOT NULL, -- where
	detail   TEXT   NOT NULL  -- a dossier's code, a day of appointments, an officer's roles, an account of the machine
);
CREATE INDEX IF NOT EXISTS acts_at ON acts (at);`

func apply(tx journal.Tables, e journal.Event, own bool) error {
	switch kind, _, _ := strings.Cut(e.Kind, "."); {
	case kind == "officer" && own:
		return foldOfficer(tx, e)
	case (kind == "session" || kind == "login") && own:
		return foldLogin(tx, e)
	case e.Kind == hall.KindHealth: // a machine's, central's too, and nobody's act
		return nil
	case (kind == "device" || kind == "seal") && own: // by command, at central's own machine
		return note(tx, e, act{officer: Console, device: e.Origin})
	case e.Kind == journal.KindErased && own:
		var by journal.Erasure
		if err := e.Read(&by); err != nil {
			return err
		}
		return note(tx, e, act{officer: by.By, device: e.Origin, detail: by.User})
	case kind == "appointment" && own:
		return foldAppointment(tx, e)
	case kind == "desk":
		if err := foldSeat(tx, e); err != nil {
			return err
		}
		return note(tx, e, act{officer: e.Subject, device: e.Origin})
	case kind == "read":
		var r Reading
		if err := e.Read(&r); err != nil {
			return err
		}
		return note(tx, e, act{officer: r.Officer, device: r.Device, detail: r.detail()})
	}
	return nil // an event of another part of the house
}

// foldAppointment notes what an officer did to an appointment; those that other systems sent, and what a kiosk or the calendar does, are nobody's acts.
func foldAppointment(tx journal.Tables, e journal.Event) error {
	var by struct{ Officer, Device string }
	if err := e.Read(&by); err != nil || by.Officer == "" {
		return err
	}
	return note(tx, e, act{officer: by.Officer, device: by.Device})
}

func foldOfficer(tx journal.Tables, e journal.Event) error {
	if e.Kind == KindKey {
		return foldKey(tx, e)
	}
	var c struct {
		Change
		Verifier officer.Verifier `json:"verifier"`
	}
	if err := e.Read(&c); err != nil {
		return err
	}
	roles, err := json.Marshal(c.Officer.Roles)
	if err != nil {
		return err
	}
	switch e.Kind {
	case KindAdded, KindChanged:
		_, err = tx.Exec(`INSERT INTO officers (id, name, roles, since) VALUES ($1, $2, $3, $4)
			ON CONFLICT (id) DO UPDATE SET name = excluded.name, roles = excluded.roles`, e.Subject, c.Officer.Name, string(roles), e.At.UnixMilli())
	case KindPassword:
		_, err = tx.Exec(`UPDATE officers SET verifier = $1 WHERE id = $2`, string(c.Verifier), e.Subject)
	case KindRemoved:
		_, err = tx.Exec(`UPDATE officers SET verifier = '', removed = 1 WHERE id = $1`, e.Subject)
	}
	if err == nil && e.Kind != KindChanged {
		err = errors.Join(expel(tx, e.Subject), endKeys(tx, e.Subject, e.At))
	}
	if err != nil {
		return err
	}
	return note(tx, e, act{officer: c.By, device: e.Origin, detail: strings.Join(names(c.Officer.Roles), ", ")})
}

// expel ends all sessions of an officer and forgets the wrong passwords: a new password begins anew.
func expel(tx journal.Tables, id string) error {
	if _, err := tx.Exec(`DELETE FROM sessions WHERE officer = $1`, id); err != nil {
		return err
	}
	_, err := tx.Exec(`DELETE FROM guesses WHERE officer = $1`, id)
	return err
}

func names(roles []officer.Role) (list []string) {
	for _, r := range roles {
		list = append(list, string(r))
	}
	return list
}

// act is one line of the list of acts, but for what its event says.
type act struct{ officer, device, detail string }

func note(tx journal.Tables, e journal.Event, a act) error {
	_, err := tx.Exec(`INSERT INTO acts (position, at, kind, subject, officer, device, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		e.Position, e.At.UnixMilli(), e.Kind, e.Subject, a.officer, a.device, a.detail)
	return err
}
