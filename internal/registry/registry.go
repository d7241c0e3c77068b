// Package registry is the register of dossiers as tables folded from events: each as it stands, its codes, what it is found by.
// What may happen to a dossier is dossier's to say; who asks, and over which wire, is the programs' business.
package registry

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/vietnamese"
	"motcua/internal/workday"
)

// KindCodeIssued is the event of a code given out; body: Number, subject: the dossier's id.
const KindCodeIssued = "code.issued"

// KindRelayed is the event of a step that another centre took with a dossier the two share, as the province told it; body: that
// step's journal.Event, subject: the dossier's id.
const KindRelayed = "step.relayed"

// ErrNoDossier says that there is no dossier of an id.
var ErrNoDossier = errors.New("no such dossier")

// Fold makes the register's tables.
var Fold = journal.Fold{Version: 1, Schema: tables, Apply: apply}

const tables = `
CREATE TABLE IF NOT EXISTS dossiers (
	id        TEXT PRIMARY KEY,
	code      TEXT    NOT NULL,
	owner     TEXT    NOT NULL,
	procedure TEXT    NOT NULL, -- its name
	kind      TEXT    NOT NULL, -- its code
	status    INTEGER NOT NULL,
	received  BIGINT  NOT NULL, -- Unix milliseconds, as due
	due       BIGINT,           -- the appointment while time runs, else NULL
	touched   BIGINT  NOT NULL, -- by its last step
	home      TEXT    NOT NULL, -- the centre that took it in; empty: this one
	dossier   BYTEA   NOT NULL  -- JSON of dossier.Dossier
);
CREATE INDEX IF NOT EXISTS dossiers_due ON dossiers (due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS dossiers_status ON dossiers (status, received);
CREATE INDEX IF NOT EXISTS dossiers_received ON dossiers (received);
CREATE INDEX IF NOT EXISTS dossiers_touched ON dossiers (touched) WHERE owner <> '';
CREATE INDEX IF NOT EXISTS dossiers_linked ON dossiers (received) WHERE home <> '';
CREATE TABLE IF NOT EXISTS relayed (
	origin      TEXT   NOT NULL, -- with its centre in front
	incarnation BIGINT NOT NULL,
	seq         BIGINT NOT NULL,
	PRIMARY KEY (origin, incarnation, seq)
);
CREATE INDEX IF NOT EXISTS dossiers_code ON dossiers (code);
CREATE TABLE IF NOT EXISTS dossier_words (
	word    BYTEA NOT NULL, -- part of a name without marks, a number, a code; bytes, so that they sort alike everywhere
	dossier TEXT  NOT NULL,
	PRIMARY KEY (word, dossier)
);
CREATE INDEX IF NOT EXISTS dossier_words_of ON dossier_words (dossier);
CREATE TABLE IF NOT EXISTS codes (
	code     TEXT    NOT NULL,
	dossier  TEXT    NOT NULL, -- whose code the register has is the one that stands
	position INTEGER NOT NULL, -- order of coming: the last one given to a dossier is on its paper
	PRIMARY KEY (dossier, code)
);
CREATE TABLE IF NOT EXISTS clashes (
	device  TEXT   NOT NULL, -- whose officer is to be told
	dossier TEXT   NOT NULL,
	origin  TEXT   NOT NULL, -- of the step that does not count
	at      BIGINT NOT NULL,
	clash   BYTEA  NOT NULL, -- JSON of dossier.Clash
	PRIMARY KEY (device, dossier, origin, at)
);
CREATE INDEX IF NOT EXISTS codes_code ON codes (code);
CREATE TABLE IF NOT EXISTS code_series (
	agency TEXT    NOT NULL, -- empty: each
	day    TEXT    NOT NULL,
	series INTEGER NOT NULL, -- -1: of each desk
	last   INTEGER NOT NULL, -- serial
	PRIMARY KEY (agency, day, series)
);`

func apply(tx journal.Tables, e journal.Event) error {
	switch {
	case e.Kind == KindCodeIssued:
		return foldNumber(tx, e)
	case e.Kind == journal.KindRestored || e.Kind == journal.KindLost:
		return foldForgotten(tx, e)
	case e.Kind == KindRelayed:
		return foldRelayed(tx, e)
	case e.Kind == KindClashRead:
		return foldClashRead(tx, e)
	case strings.HasPrefix(e.Kind, dossier.KindDot):
		return foldStep(tx, e)
	}
	return nil // an event of another part of the house
}

// mostSaid is how far a desk's word moves central's series, which goes on behind the codes that a portal has given.
const mostSaid = 5000

// foldNumber keeps a code given out. Both central and the desk say so; where their codes differ, because central's answer
// came too late, the desk's stands: it is the one on paper, and the event that receives the dossier has it.
func foldNumber(tx journal.Tables, e journal.Event) error {
	var n Number
	if err := e.Read(&n); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO codes (code, dossier, position) SELECT $1, $2, coalesce(max(position), 0) + 1 FROM codes WHERE dossier = $2
		ON CONFLICT (dossier, code) DO NOTHING`, n.Code, e.Subject)
	if err != nil || n.Serial == 0 || n.Series == dossier.Central && e.Origin != hall.Central && n.Serial > mostSaid {
		return err // or the code is of no series of ours; or a desk's word, which uses no day's numbers up: Issue passes that one code by
	}
	return reach(tx, n)
}

// reach has a series count on from a number.
func reach(tx journal.Tables, n Number) error {
	_, err := tx.Exec(`INSERT INTO code_series (agency, day, series, last) VALUES ($1, $2, $3, $4)
		ON CONFLICT (agency, day, series) DO UPDATE SET last = excluded.last WHERE excluded.last > code_series.last`, n.Agency, n.Day, n.Series, n.Serial)
	return err
}

// everyDesk stands in the table of series for whichever a desk counts, which its events do not say before it has given a code.
const everyDesk = -1

// foldForgotten lets the codes of a day count on from beyond those that central, or a desk, may have given and forgotten: they stand on paper.
func foldForgotten(tx journal.Tables, e journal.Event) error {
	n := Number{Day: workday.DateOf(e.At).String(), Series: dossier.Central}
	counted := `series = $2`
	if e.Origin != hall.Central {
		n.Series, counted = everyDesk, `series <> $2`
	}
	err := tx.QueryRow(`SELECT coalesce(max(last), 0) FROM code_series WHERE day = $1 AND `+counted, n.Day, dossier.Central).Scan(&n.Serial)
	if err != nil {
		return err
	}
	n.Serial = dossier.Beyond(n.Serial)
	return reach(tx, n)
}

// foldRelayed lets a step of another centre happen here, once however often the province tells it.
func foldRelayed(tx journal.Tables, e journal.Event) error {
	var step journal.Event
	if err := e.Read(&step); err != nil {
		return err
	}
	told, err := tx.Exec(`INSERT INTO relayed (origin, incarnation, seq) VALUES ($1, $2, $3) ON CONFLICT (origin, incarnation, seq) DO NOTHING`,
		step.Origin, step.Incarnation, step.Seq)
	if err != nil {
		return err
	}
	if n, err := told.RowsAffected(); err != nil || n == 0 {
		return err
	}
	return foldStep(tx, step)
}

// foldStep lets a step happen to its dossier if its status allows it and no other device has decided meanwhile. One that comes too late
// stays in the log and changes nothing but what officers are told; so does one to a dossier that this device never saw.
func foldStep(tx journal.Tables, e journal.Event) error {
	before, err := find(tx.QueryRow, e.Subject)
	if errors.Is(err, ErrNoDossier) {
		before, err = dossier.Dossier{ID: e.Subject, Home: e.Centre()}, nil
	}
	if err != nil {
		return err
	}
	origin := dossier.Origin{At: e.At, Device: e.Origin}
	d, body, counts, err := before.Replay(origin, e.Kind, e.Parts()...)
	if err != nil {
		return err
	}
	if !counts {
		return foldClash(tx, e, before.Clash(body, origin))
	}
	if err := save(tx, d); err != nil {
		return err
	}
	if before.Status != 0 && d.Status != dossier.Received {
		return nil // the words it is found by are the same
	}
	return index(tx, d)
}

func save(tx journal.Tables, d dossier.Dossier) error {
	raw, err := json.Marshal(d)
	if err != nil {
		return err
	}
	var due sql.NullInt64
	if !d.Status.Settled() && !d.Status.Paused() && !d.Appointment.IsZero() {
		due = sql.NullInt64{Int64: d.Appointment.UnixMilli(), Valid: true}
	}
	_, err = tx.Exec(`INSERT INTO dossiers (id, code, owner, procedure, kind, status, received, due, touched, home, dossier)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (id) DO UPDATE SET code = excluded.code, owner = excluded.owner, procedure = excluded.procedure, kind = excluded.kind,
			status = excluded.status, due = excluded.due, touched = excluded.touched, dossier = excluded.dossier`,
		d.ID, d.Code, d.Applicant.Owner.Name, d.Procedure.Name, d.Procedure.Code, d.Status, d.Term.Received.UnixMilli(), due,
		d.History[len(d.History)-1].At.UnixMilli(), d.Home, raw)
	return err
}

func index(tx journal.Tables, d dossier.Dossier) error {
	if _, err := tx.Exec(`DELETE FROM dossier_words WHERE dossier = $1`, d.ID); err != nil {
		return err
	}
	for _, word := range words(d) {
		if _, err := tx.Exec(`INSERT INTO dossier_words (word, dossier) VALUES ($1, $2)`, []byte(word), d.ID); err != nil {
			return err
		}
	}
	return nil
}

// words returns what a dossier is found by: each part of its people's names, their numbers, the code and its ends.
func words(d dossier.Dossier) (list []string) {
	for _, p := range []dossier.Party{d.Applicant.Owner, d.Applicant.Brings()} {
		list = append(list, split(p.Name)...)
		list = append(list, digits(p.Identity.Whole()), digits(p.Phone))
	}
	code := strings.ToLower(d.Code)
	list = append(list, code)
	for i, r := range code {
		if r == '-' {
			list = append(list, code[i+1:]) // 261123-0001 and 0001
		}
	}
	list = slices.DeleteFunc(list, func(word string) bool { return word == "" })
	slices.Sort(list)
	return slices.Compact(list)
}

// split returns a text's words in small letters without marks.
func split(text string) []string {
	return strings.FieldsFunc(vietnamese.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// digits returns a number as it is kept: without the spaces and dots between its groups, in small letters where it has letters.
func digits(number string) string {
	return strings.NewReplacer(" ", "", ".", "", "-", "", "+84", "0").Replace(strings.ToLower(number))
}
