// Package hall is the hall as tables folded from events: who waits, who is called where, how people were served.
// The rules are in queue and rating; who asks, and over which wire, is the programs' business.
package hall

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/rating"
)

// Centre is what a hall is made of, as its central was told.
type Centre struct {
	Name      queue.Name        `json:"name" toml:"name"`
	PublicURL string            `json:"public_url" toml:"public_url"` // where a phone reaches central
	Portal    string            `json:"portal" toml:"portal"`         // where dossiers are handed in from home
	Payment   string            `json:"payment" toml:"payment"`       // what a phone scans to pay; empty: nothing
	Services  []queue.Service   `json:"services" toml:"services"`
	Counters  []queue.Counter   `json:"counters" toml:"counters"`
	Codes     string            `json:"codes" toml:"codes"`       // pattern of dossier codes, as dossier.NewPattern reads it
	Agencies  []Agency          `json:"agencies" toml:"agencies"` // the centre itself first
	Papers    Letterhead        `json:"papers" toml:"papers"`
	Keep      dossier.Retention `json:"keep" toml:"keep"`

	Classes []queue.Class `json:"classes,omitempty" toml:"classes"` // of those who go before others
	// PriorityAfter is how many others a line calls before it calls somebody of a class again; 0: as many as they come.
	PriorityAfter int `json:"priority_after,omitempty" toml:"priority_after"`

	Hours []queue.Opening `json:"hours,omitempty" toml:"hours"` // when numbers are given; empty: always

	ID       string    `json:"id,omitempty" toml:"-"`       // its short name at the province; empty: it has none
	Partners []Partner `json:"partners,omitempty" toml:"-"` // the province's other centres, as it told
}

// Letterhead is what stands on the centre's official papers besides its name.
type Letterhead struct {
	Parent      string `json:"parent" toml:"parent"` // the authority above: Ủy ban nhân dân tỉnh Hà Nam
	Symbol      string `json:"symbol" toml:"symbol"` // of its documents: TTPVHCC
	Place       string `json:"place" toml:"place"`   // where they are dated: Hà Nam
	Phone       string `json:"phone" toml:"phone"`
	Head        string `json:"head" toml:"head"` // who leads the centre, and signs the closing of the register
	TaxCode     string `json:"tax_code" toml:"tax_code"`
	FeeTemplate string `json:"fee_template" toml:"fee_template"` // mẫu số of its fee receipts
	FeeSymbol   string `json:"fee_symbol" toml:"fee_symbol"`     // ký hiệu
}

// Partner is another centre of the province, to whose agencies dossiers can be handed.
type Partner struct {
	ID       string   `json:"id" toml:"id"` // short name: its central is enrolled as centre-ID
	Name     string   `json:"name" toml:"name"`
	Agencies []string `json:"agencies,omitempty" toml:"agencies"` // names, as the catalogue has them
}

// PartnerFor finds the centre whose desks take dossiers for an agency; empty when it is none of the province's other centres.
func (c Centre) PartnerFor(agency string) string {
	for _, p := range c.Partners {
		if p.Name == agency || slices.Contains(p.Agencies, agency) {
			return p.ID
		}
	}
	return ""
}

// Agency is an office in whose name the centre receives dossiers.
type Agency struct {
	Code string `json:"code" toml:"code"` // identification code, the first part of its dossiers' codes: 000.00.00.H25
	Name string `json:"name" toml:"name"` // as the catalogue of procedures has it
}

// AgencyNamed finds an agency by its name; where there is none of that name, dossiers are received in the centre's own.
// It is false for a centre that receives none.
func (c Centre) AgencyNamed(name string) (Agency, bool) {
	for _, a := range c.Agencies {
		if a.Name == name {
			return a, true
		}
	}
	if len(c.Agencies) == 0 {
		return Agency{}, false
	}
	return c.Agencies[0], true
}

// Service finds a service by its id.
func (c Centre) Service(id string) (queue.Service, bool) {
	for _, s := range c.Services {
		if s.ID == id {
			return s, true
		}
	}
	return queue.Service{}, false
}

// HoursOf is when the numbers of a service are given; empty: always.
func (c Centre) HoursOf(s queue.Service) []queue.Opening {
	if len(s.Hours) > 0 {
		return s.Hours
	}
	return c.Hours
}

// Class finds a class by its id; the zero Class goes before nobody.
func (c Centre) Class(id string) queue.Class {
	for _, class := range c.Classes {
		if class.ID == id {
			return class
		}
	}
	return queue.Class{}
}

// Offices lists the agencies that services are told apart by, in the centre's order; none where fewer than two are.
func (c Centre) Offices() (offices []Agency) {
	for _, a := range c.Agencies {
		if slices.ContainsFunc(c.Services, func(s queue.Service) bool { return s.Agency == a.Code }) {
			offices = append(offices, a)
		}
	}
	if len(offices) < 2 {
		return nil
	}
	return offices
}

// ServicesOf lists the services of an office; of all when it is empty.
func (c Centre) ServicesOf(office string) (services []queue.Service) {
	for _, s := range c.Services {
		if office == "" || s.Agency == office {
			services = append(services, s)
		}
	}
	return services
}

// ServiceForField finds the first service that does the procedures of a field (lĩnh vực).
func (c Centre) ServiceForField(field string) (queue.Service, bool) {
	for _, s := range c.Services {
		if slices.Contains(s.Fields, field) {
			return s, true
		}
	}
	return queue.Service{}, false
}

// Counter finds a counter by its id.
func (c Centre) Counter(id string) (queue.Counter, bool) {
	for _, counter := range c.Counters {
		if counter.ID == id {
			return counter, true
		}
	}
	return queue.Counter{}, false
}

// TicketURL is what a ticket's QR says: where a phone follows the ticket with that code.
func (c Centre) TicketURL(code string) string {
	return strings.TrimSuffix(c.PublicURL, "/") + "/t/" + code
}

// CountersFor lists the counters that take a service.
func (c Centre) CountersFor(service string) (ids []string) {
	for _, counter := range c.Counters {
		for _, s := range counter.Services {
			if s == service {
				ids = append(ids, counter.ID)
			}
		}
	}
	return ids
}

// What central refuses, in words that programs decide on.
var (
	ErrNoService = errors.New("no such service")
	ErrNoCounter = errors.New("no such counter")
	ErrNoTicket  = errors.New("no such ticket")
	ErrQuota     = errors.New("the day's numbers of this service are given out")
)

// The kinds of event that are not an action on a ticket.
const (
	KindIssued    = "ticket.issued"  // body: queue.Ticket
	KindPrinted   = "ticket.printed" // its slip is in the visitor's hand
	KindRated     = "rating.given"   // body: rating.Rating
	KindPrinter   = "printer.status" // the device's printer is in another state; body: PrinterState
	KindHealth    = "device.health"  // a part of the device is in another state; body: Health
	KindHelp      = "help.called"    // somebody at the device wants a person's help
	KindComing    = "help.answered"  // one of the staff goes there; subject: the device
	KindTold      = "conflict.told"  // an officer has read that a calling of theirs does not stand; body: Told
	KindSlip      = "slip.queued"    // a slip waits for its device's printer; body: the job
	kindTicketDot = "ticket."
)

// PrinterState is the state of a device's printer, one of drivers.Status.
type PrinterState struct {
	Status string `json:"status"`
}

// KindOf is the kind of the event of an action.
func KindOf(a queue.Action) string { return kindTicketDot + string(a) }

// ActionOf is the action whose event is of a kind; false when it is no action's.
func ActionOf(kind string) (queue.Action, bool) {
	name, ok := strings.CutPrefix(kind, kindTicketDot)
	return queue.Action(name), ok && slices.Contains(queue.Actions, queue.Action(name))
}

// Move is the body of an action's event.
type Move struct {
	Counter string `json:"counter,omitempty"`
	Service string `json:"service,omitempty"` // transferred: to which
	Officer string `json:"officer,omitempty"` // login name of who did it
	Turn    int    `json:"turn,omitempty"`    // which calling of the ticket, from 1; 0: the one that is known where the event comes to
	Offered bool   `json:"offered,omitempty"` // called by central, for a counter that has asked
}

// Told is the body of KindTold.
type Told struct {
	Counter string `json:"counter"`
	Turn    int    `json:"turn"`
	Officer string `json:"officer,omitempty"` // login name of who has read it
}

// Fold makes the hall's tables.
var Fold = journal.Fold{Schema: tables, Apply: apply}

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
	moved_at  BIGINT  NOT NULL, -- into this state
	printed   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS line ON tickets (day, service, place, number) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS by_number ON tickets (day, number);
CREATE INDEX IF NOT EXISTS at_counter ON tickets (counter) WHERE state = 'called';
CREATE INDEX IF NOT EXISTS finished ON tickets (moved_at) WHERE state = 'done';
CREATE TABLE IF NOT EXISTS series (
	day     TEXT    NOT NULL,
	service TEXT    NOT NULL, -- empty: each
	series  INTEGER NOT NULL,
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
	words   TEXT    NOT NULL,
	at      BIGINT  NOT NULL
);
CREATE TABLE IF NOT EXISTS printers (
	device TEXT PRIMARY KEY, -- origin of its events
	status TEXT   NOT NULL,
	since  BIGINT NOT NULL
);` + deviceTables

func apply(tx *sql.Tx, e journal.Event) error {
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
	case KindComing:
		return foldHelpAnswered(tx, e)
	case journal.KindRestored, journal.KindLost:
		return foldForgotten(tx, e)
	case KindTold:
		return foldTold(tx, e)
	}
	if action, ok := ActionOf(e.Kind); ok {
		return foldMove(tx, e, action)
	}
	return nil // an event of another part of the house
}

// foldIssued puts a ticket in line. Both central and the kiosk say that a ticket was issued; where their numbers differ,
// because central's answer came too late, the kiosk's stands: it is the one on paper.
func foldIssued(tx *sql.Tx, e journal.Event) error {
	var t queue.Ticket
	if err := e.Read(&t); err != nil {
		return err
	}
	day, at := queue.Day(t.IssuedAt), t.IssuedAt.UnixMilli()
	inserted, err := changed(tx.Exec(`
		INSERT INTO tickets (id, number, day, series, serial, service, taken_for, kiosk, issued_at, place, state, ahead, moved_at, class)
		VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING`,
		t.ID, t.Number, day, t.Series, t.Serial, t.Service, t.Kiosk, at, t.Place.UnixMilli(), queue.Waiting, t.Ahead, at, t.Class))
	switch {
	case err != nil:
		return err
	case inserted:
		t.State = queue.Waiting
		if err = count(tx, day, t.Service, 1); err == nil {
			err = settle(tx, t, e)
		}
	default:
		_, err = tx.Exec(`UPDATE tickets SET number = $1, series = $2, serial = $3, kiosk = CASE WHEN kiosk = 0 THEN $4 ELSE kiosk END
			WHERE id = $5 AND (series = $6 OR $2 <> $6)`, t.Number, t.Series, t.Serial, t.Kiosk, t.ID, queue.Central)
	}
	if err != nil {
		return err
	}
	return reach(tx, day, t.Service, t.Series, t.Serial)
}

// count changes how many wait in a line.
func count(tx *sql.Tx, day, service string, by int) error {
	_, err := tx.Exec(`INSERT INTO lines (day, service, waiting) VALUES ($1, $2, $3)
		ON CONFLICT (day, service) DO UPDATE SET waiting = lines.waiting + excluded.waiting`, day, service, by)
	return err
}

// changed tells whether a statement has changed a row.
func changed(result sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// foldRated counts a rating once for each visit, whatever is sent twice.
func foldRated(tx *sql.Tx, e journal.Event) error {
	var r rating.Rating
	if err := e.Read(&r); err != nil {
		return err
	}
	reasons, err := json.Marshal(r.Reasons)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO ratings (ticket, counter, level, reasons, words, at)
		VALUES ($1, coalesce(nullif($2, ''), (SELECT counter FROM tickets WHERE id = $1), ''), $3, $4, $5, $6) ON CONFLICT (ticket) DO NOTHING`,
		r.Ticket, r.Counter, r.Level, string(reasons), r.Words, e.At.UnixMilli())
	return err
}

func foldPrinter(tx *sql.Tx, e journal.Event) error {
	var p PrinterState
	if err := e.Read(&p); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO printers (device, status, since) VALUES ($1, $2, $3)
		ON CONFLICT (device) DO UPDATE SET status = excluded.status, since = excluded.since`, e.Origin, p.Status, e.At.UnixMilli())
	return err
}
