// Package dispenser gives out numbers: an intention in the journal, a ticket from central or from the kiosk itself, a slip to print.
// Whatever moment the power fails, a number is neither lost nor given twice. Screens and the printing itself are left to others.
package dispenser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/queue"
	"motcua/internal/uplink"
	"motcua/kiosk/visit"
)

// kindRequested is the durable intention to take a number; body: Request.
const kindRequested = "ticket.requested"

// RequestTTL is how long after a touch a request is worth finishing and a slip worth printing.
const RequestTTL = visit.IdleLimit

// ErrRefused says that central gives no number for the service: a person must help.
var ErrRefused = errors.New("central refuses a number")

// ErrQuota says, with ErrRefused, that the day's numbers of the service are given out.
var ErrQuota = errors.New("the day's numbers are given out")

// Request is what one citizen asked for, in a language.
type Request struct {
	queue.Request
	Lang string `json:"lang"`
}

// Central asks central for a number and gives up in time.
type Central func(context.Context, queue.Request) (queue.Ticket, error)

// Slip writes a ticket in a language.
type Slip func(t queue.Ticket, lang string) drivers.Document

// Dispenser gives out the numbers of one kiosk. Its methods may be called from any goroutine.
type Dispenser struct {
	Journal *journal.Journal // folded by hall.Fold, paper.Fold and Fold
	Central Central
	Centre  func() centre.Centre
	Slip    Slip
	Now     func() time.Time
}

// Take gives the ticket of a request. When it returns, ticket and slip are on the disk; the spool is to be woken.
func (d *Dispenser) Take(ctx context.Context, r Request) (queue.Ticket, error) {
	err := d.Journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(kindRequested, r.ID, r)
		return err
	})
	if err != nil {
		return queue.Ticket{}, fmt.Errorf("take a number: %w", err)
	}
	return d.finish(ctx, r)
}

// finish does all that comes after the intention; it may be begun anew after a power cut.
func (d *Dispenser) finish(ctx context.Context, r Request) (queue.Ticket, error) {
	t, err := d.ask(ctx, r)
	if refused(err, r.Request) {
		if r.Appointment == "" && d.full(r.Service) {
			err = fmt.Errorf("%w: %w", ErrQuota, err)
		}
		return t, errors.Join(fmt.Errorf("%w: %w", ErrRefused, err), d.cancel(ctx, r.ID))
	}
	t.InHand = true
	record := func(tx *journal.Tx) error { return hall.Record(tx, t) }
	if err != nil {
		slog.Warn("the kiosk gives its own number", "err", err)
		record = func(tx *journal.Tx) (err error) {
			t, err = hall.IssueAlone(tx, d.Centre(), r.Request, d.Now())
			return err
		}
	}
	if err := d.issue(ctx, r, record, &t); err != nil {
		return t, errors.Join(fmt.Errorf("take a number: %w", err), d.cancel(ctx, r.ID))
	}
	return t, nil
}

// ask asks central, and takes nothing for an answer but this request's ticket.
func (d *Dispenser) ask(ctx context.Context, r Request) (queue.Ticket, error) {
	t, err := d.Central(ctx, r.Request)
	if err == nil && (t.ID != r.ID || t.Number == "") {
		err = fmt.Errorf("central's answer %q is no ticket for request %s", t.Number, r.ID)
	}
	return t, err
}

// refused reports whether central knows better than to give this number: going on alone would promise what nobody keeps.
func refused(err error, r queue.Request) bool {
	if errors.Is(err, uplink.ErrTooMany) { // an ordinary number would leave the appointment open for another visit
		return r.Appointment != ""
	}
	return errors.Is(err, uplink.ErrUnknown) || errors.Is(err, uplink.ErrFull)
}

// full reports whether a service has a quota, which then is why central refused.
func (d *Dispenser) full(service string) bool {
	s, ok := d.Centre().Service(service)
	return ok && s.Quota > 0
}

// issue makes the ticket and its slip one fact.
func (d *Dispenser) issue(ctx context.Context, r Request, record func(*journal.Tx) error, t *queue.Ticket) error {
	return d.Journal.Write(ctx, func(tx *journal.Tx) error {
		if err := record(tx); err != nil {
			return err
		}
		return paper.Queue(tx, spool.Job{ID: t.ID, Document: d.Slip(*t, r.Lang), Expires: d.Now().Add(RequestTTL)})
	})
}

// cancel frees the number that central may have given for a request.
func (d *Dispenser) cancel(ctx context.Context, id string) error {
	return d.Journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindOf(queue.Cancel), id, hall.Move{})
		return err
	})
}

// Unfinished is a citizen whom the power cut left without paper.
type Unfinished struct {
	Request Request
	Ticket  queue.Ticket
}

// Resume finishes what a power cut interrupted: fresh requests get their ticket, older ones are cancelled. It returns the fresh ones
// whose slips are not out, oldest first, to be shown.
func (d *Dispenser) Resume(ctx context.Context) (fresh []Unfinished, err error) {
	left, err := d.unfinished(ctx)
	if err != nil {
		return nil, fmt.Errorf("resume: %w", err)
	}
	for _, u := range left {
		age := d.Now().Sub(u.at)
		recent := age >= 0 && age < RequestTTL // negative: the clock's battery is dead, and nobody knows
		switch {
		case recent && u.Ticket.ID == "":
			if u.Ticket, err = d.finish(ctx, u.Request); err != nil {
				slog.Error("a request from before the power cut got no number", "err", err)
				continue
			}
			fresh = append(fresh, u.Unfinished)
		case recent:
			fresh = append(fresh, u.Unfinished)
		case u.Ticket.ID == "":
			if err := d.cancel(ctx, u.Request.ID); err != nil {
				return fresh, fmt.Errorf("resume: %w", err)
			}
		}
	}
	return fresh, nil
}

type unfinished struct {
	Unfinished
	at time.Time
}

func (d *Dispenser) unfinished(ctx context.Context) (list []unfinished, err error) {
	rows, err := d.Journal.Reader().QueryContext(ctx, `SELECT request, ticket, at FROM requests ORDER BY at`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var request, ticket []byte
		var at int64
		if err := rows.Scan(&request, &ticket, &at); err != nil {
			return nil, err
		}
		u := unfinished{at: time.UnixMilli(at)}
		if err := json.Unmarshal(request, &u.Request); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(ticket, &u.Ticket); err != nil {
			return nil, err
		}
		list = append(list, u)
	}
	return list, rows.Err()
}

// Tables is all that a kiosk makes of its events.
var Tables = journal.Join(hall.Fold, paper.Fold, Fold)

// Fold makes the table of requests that have no slip yet.
var Fold = journal.Fold{Version: 1, Schema: tables, Apply: apply}

const tables = `
CREATE TABLE IF NOT EXISTS requests (
	id      TEXT PRIMARY KEY,
	request BLOB    NOT NULL, -- JSON of Request
	ticket  BLOB    NOT NULL, -- JSON of queue.Ticket, or {}
	at      INTEGER NOT NULL
);`

func apply(tx journal.Tables, e journal.Event) (err error) {
	switch e.Kind {
	case kindRequested:
		// A new citizen stands here: who had a ticket has gone.
		if _, err = tx.Exec(`DELETE FROM requests WHERE ticket <> '{}'`); err == nil {
			_, err = tx.Exec(`INSERT INTO requests (id, request, ticket, at) VALUES (?, ?, '{}', ?)`, e.Subject, []byte(e.Body), e.At.UnixMilli())
		}
	case hall.KindIssued:
		_, err = tx.Exec(`UPDATE requests SET ticket = ? WHERE id = ?`, []byte(e.Body), e.Subject)
	case hall.KindPrinted, hall.KindOf(queue.Cancel), paper.KindClosed: // out, or nobody waits for it any more
		_, err = tx.Exec(`DELETE FROM requests WHERE id = ?`, e.Subject)
	}
	return err
}
