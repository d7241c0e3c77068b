// Package filing keeps one desk's dossiers: a code from central or from the desk's own series, then every step and its slip.
// Whatever moment the power fails, a dossier is neither lost nor given two codes. What may happen to it is dossier's to say;
// screens and the printing itself are left to others.
package filing

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/paper"
	"motcua/internal/registry"
	"motcua/internal/workday"
)

// Tables is all that a counter makes of its events.
var Tables = journal.Join(registry.Fold, paper.Fold)

// keyDraft is where the journal keeps the intake for which a code has been asked.
const keyDraft = "draft"

// slipFor is how long a slip of the desk is worth printing: the person stands there, but an officer may change the roll first.
const slipFor = time.Hour

// ErrNoAgency says that central names no agency that receives dossiers.
var ErrNoAgency = errors.New("the centre names no agency that receives dossiers")

// Central is central's part of the register; each call gives up in time.
type Central interface {
	Code(context.Context, registry.Request) (string, error)
	Look(context.Context, registry.Question) (registry.Answer, error)
	Book(context.Context, registry.Span) (registry.Leaf, error)
	Dossier(ctx context.Context, id string) (dossier.Dossier, error)
	Stand(ctx context.Context, id string) (dossier.Stand, error)
}

// Slip writes the slip of a step, for a dossier as it stands after it; nil when the step has none.
type Slip func(a dossier.Action, d dossier.Dossier) drivers.Document

// Store keeps the dossiers of one desk. Its methods may be called from any goroutine.
type Store struct {
	Journal  *journal.Journal // folded by registry.Fold and paper.Fold
	Central  Central
	Centre   func() centre.Centre
	Calendar *workday.Calendar
	Series   int                    // this desk's own, 1 to 99: for codes given without central
	Officer  func() officer.Officer // who sits at the desk
	Slip     Slip
	Again    string // heads a slip that an officer prints once more
	Now      func() time.Time

	searching sync.Mutex
	searched  search
}

// Draft is an intake whose code has been asked for. It has the dossier's id, so that asking again gives the same code.
type Draft struct {
	ID     string         `json:"id"`
	Code   string         `json:"code,omitempty"` // the portal's, for a dossier that was filed there; empty: one of ours is to be given
	Intake dossier.Intake `json:"intake"`
	Paid   dossier.Method `json:"paid,omitempty"` // how its fees were taken at once; empty: they were not
}

// Desk returns the desk that decides now: its time, its officer, its days off.
func (c *Store) Desk() dossier.Desk { return c.deskOf(c.Officer()) }

// deskOf returns the desk at which an officer decides now.
func (c *Store) deskOf(o officer.Officer) dossier.Desk {
	return dossier.Desk{Calendar: c.Calendar, At: c.Now(), Officer: o.Name, Login: o.ID, Centre: c.Centre().ID}
}

// Receive takes a dossier in. When it returns, dossier and receipt are on the disk; the spool is to be woken.
func (c *Store) Receive(ctx context.Context, draft Draft) (d dossier.Dossier, err error) {
	taker := c.Officer() // now: the desk may be locked, or somebody else's, when central has answered
	if taker.ID == "" {
		return d, officer.ErrNobody
	}
	if draft.Intake.Agency, err = c.agency(draft.Intake.Competent); err != nil {
		return d, err
	}
	if err := draft.Intake.Validate(); err != nil {
		return d, err
	}
	if draft.Intake.Wish.Place == "" {
		draft.Intake.Wish.Place = c.Centre().Name["vi"]
	}
	pattern, err := dossier.NewPattern(c.Centre().Codes)
	if err != nil {
		return d, err
	}
	if err := c.Journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(keyDraft, &draft) }); err != nil {
		return d, fmt.Errorf("receive a dossier: %w", err)
	}
	give := c.giver(ctx, pattern, registry.Request{ID: draft.ID, Agency: draft.Intake.Agency}, draft.Code)
	err = c.Journal.Write(ctx, func(tx *journal.Tx) error {
		code, err := give(tx)
		if err != nil {
			return err
		}
		if d, err = c.receive(tx, draft, code, taker); err != nil {
			return err
		}
		return tx.Keep(keyDraft, nil)
	})
	if err != nil {
		return d, fmt.Errorf("receive a dossier: %w", err)
	}
	return d, nil
}

// Accept receives a dossier that was registered before, complete as it is; the spool is to be woken.
func (c *Store) Accept(ctx context.Context, d dossier.Dossier) (after dossier.Dossier, err error) {
	taker := c.Officer()
	if taker.ID == "" {
		return d, officer.ErrNobody
	}
	if err := c.still(ctx, d, dossier.Receive); err != nil {
		return d, err
	}
	pattern, err := dossier.NewPattern(c.Centre().Codes)
	if err != nil {
		return d, err
	}
	give := c.giver(ctx, pattern, registry.Request{ID: d.ID, Agency: d.Agency}, d.Code)
	err = c.Journal.Write(ctx, func(tx *journal.Tx) error {
		code, err := give(tx)
		if err != nil {
			return err
		}
		body, err := c.deskOf(taker).Receive(d, nil, code)
		if err == nil {
			after, err = c.step(tx, d, body)
		}
		return err
	})
	if err != nil {
		return d, fmt.Errorf("receive a registered dossier: %w", err)
	}
	return after, nil
}

// giver asks central for a code, unless the dossier has the portal's, and gives the piece of a write that makes it the dossier's:
// where central gives none, the desk gives one of its own.
func (c *Store) giver(ctx context.Context, p dossier.Pattern, r registry.Request, portal string) func(*journal.Tx) (string, error) {
	if portal != "" {
		return func(tx *journal.Tx) (string, error) { return portal, registry.Adopt(tx, p, r.ID, portal) }
	}
	given := c.ask(ctx, p, r)
	return func(tx *journal.Tx) (string, error) {
		if given != "" {
			return given, nil
		}
		return registry.IssueAlone(tx, p, r, c.Series, c.Now())
	}
}

func (c *Store) agency(competent string) (string, error) {
	a, ok := c.Centre().AgencyNamed(competent)
	if !ok {
		return "", ErrNoAgency
	}
	return a.Code, nil
}

// ask returns central's code, or nothing where central has none to give.
func (c *Store) ask(ctx context.Context, p dossier.Pattern, r registry.Request) string {
	code, err := c.Central.Code(ctx, r)
	if err == nil {
		_, err = p.Read(code)
	}
	if err != nil {
		slog.Warn("the desk gives its own code", "dossier", r.ID, "err", err)
		return ""
	}
	return code
}

func (c *Store) receive(tx *journal.Tx, draft Draft, code string, taker officer.Officer) (dossier.Dossier, error) {
	d, desk := dossier.Dossier{ID: draft.ID}, c.deskOf(taker)
	body, err := desk.Receive(d, &draft.Intake, code)
	if err == nil {
		d, err = c.step(tx, d, body)
	}
	if err != nil || draft.Paid == "" {
		return d, err
	}
	for _, fee := range d.Fees {
		if body, err = desk.Pay(d, dossier.Payment{Fee: fee.Name, Method: draft.Paid}); err != nil {
			return d, err
		}
		if d, err = c.step(tx, d, body); err != nil {
			return d, err
		}
	}
	return d, nil
}

// Do lets a step happen to a dossier, and sets its slip printing; the spool is to be woken. A Moved says that another counter's step came
// first, by central's word: nothing was written.
func (c *Store) Do(ctx context.Context, d dossier.Dossier, b dossier.Body) (after dossier.Dossier, err error) {
	if err := c.still(ctx, d, b.Action()); err != nil {
		return d, err
	}
	err = c.Journal.Write(ctx, func(tx *journal.Tx) (err error) {
		after, err = c.step(tx, d, b)
		return err
	})
	if err != nil {
		return d, fmt.Errorf("%s: %w", b.Action(), err)
	}
	return after, nil
}

// step makes a step and its slip durable, and gives the dossier after it. One that no officer signed is nobody's to write.
func (c *Store) step(tx *journal.Tx, d dossier.Dossier, b dossier.Body) (dossier.Dossier, error) {
	if dossier.LoginOf(b) == "" {
		return d, officer.ErrNobody
	}
	at, err := registry.Record(tx, d.ID, b)
	if err != nil {
		return d, err
	}
	if d, err = d.Step(b, at); err != nil {
		return d, err
	}
	if slip := c.Slip(b.Action(), d); slip != nil {
		return d, c.queue(tx, JobOf(d.ID, len(d.History)), slip)
	}
	return d, nil
}

// JobOf returns the printing job of the slip of a dossier's step, counted from 1.
func JobOf(dossier string, step int) string { return fmt.Sprintf("%s/%d", dossier, step) }

func (c *Store) queue(tx *journal.Tx, id string, slip drivers.Document) error {
	return paper.Queue(tx, spool.Job{ID: id, Document: slip, Expires: c.Now().Add(slipFor)})
}

// Reprint sets the slip of a dossier's last step that has one printing once more, as a job of its own.
func (c *Store) Reprint(ctx context.Context, id string, d dossier.Dossier) error {
	for i := len(d.History) - 1; i >= 0; i-- {
		if slip := c.Slip(d.History[i].Action, d); slip != nil {
			return c.Journal.Write(ctx, func(tx *journal.Tx) error { return c.queue(tx, id, c.again(slip)) })
		}
	}
	return nil
}

// again returns a slip that says that it was printed before.
func (c *Store) again(slip drivers.Document) (d drivers.Document) {
	d.Text(drivers.Style{Align: drivers.Centre, Bold: true}, c.Again)
	return append(d, slip...)
}

// Print sets a slip printing that belongs to no dossier; the spool is to be woken.
func (c *Store) Print(ctx context.Context, id string, slip drivers.Document) error {
	return c.Journal.Write(ctx, func(tx *journal.Tx) error { return c.queue(tx, id, slip) })
}

// Interrupted returns the intake that a power cut interrupted after its code was asked for; nil when there is none.
func (c *Store) Interrupted(ctx context.Context) (draft *Draft, err error) {
	_, err = c.Journal.Kept(ctx, keyDraft, &draft)
	return draft, err
}

// Has reports whether a dossier was received at this desk.
func (c *Store) Has(ctx context.Context, id string) bool {
	_, err := registry.Find(ctx, c.Journal.Reader(), id)
	return err == nil
}

// Drop forgets an interrupted intake. A code that central gave for it stays unused.
func (c *Store) Drop(ctx context.Context) error {
	return c.Journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(keyDraft, nil) })
}

// Frequent lists the codes of the procedures that this desk receives most.
func (c *Store) Frequent(ctx context.Context, limit int) ([]string, error) {
	const lately = 60 * 24 * time.Hour
	return registry.Frequent(ctx, c.Journal.Reader(), c.Now().Add(-lately), limit)
}
