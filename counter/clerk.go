package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"

	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/drivers"
	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/seal"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// soonDays is how many working days ahead an appointment counts as near.
const soonDays = 2

// place is what the officer works at.
type place int

const (
	atQueue    place = iota
	atIntake         // a dossier is handed in
	atReceived       // it was received: the promise is shown
	atRegister       // the lists, and the search
	atDossier        // one dossier
)

// cabinet is what the clerk needs of the desk's files.
type cabinet interface {
	Desk() dossier.Desk
	Receive(context.Context, filing.Draft) (dossier.Dossier, error)
	Do(context.Context, dossier.Dossier, dossier.Body) (dossier.Dossier, error)
	Reprint(ctx context.Context, id string, d dossier.Dossier) error
	Drop(context.Context) error
	Look(context.Context, registry.Question) (a registry.Answer, whole bool, err error)
	Find(ctx context.Context, id string) (dossier.Dossier, error)
	Frequent(ctx context.Context, limit int) ([]string, error)
}

// clerk does what the officer's keys say about dossiers, and knows which screen is next. It draws nothing.
// It belongs to the goroutine of the screen; the cabinet is asked through the Runner.
type clerk struct {
	cabinet   cabinet
	list      []procedure.Procedure
	catalogue intake.Catalogue
	pattern   func() (dossier.Pattern, error)
	run       ui.Runner
	now       func() time.Time
	newID     func() string
	speak     words.Speaker
	changed   func()
	wake      func() // the spool: a slip is there
	printer   func() drivers.Status

	place   place
	notice  notice
	busy    bool
	settled time.Time // from then on keys are meant for the screen shown

	intake  *intake.Intake
	dossier dossier.Dossier // received, or looked at
	search  search
}

// search is the register as it is looked into.
type search struct {
	list   registry.List
	text   string
	cursor int
	answer registry.Answer
	whole  bool // the centre's register, not only this desk's
	asked  int  // questions, so that a late answer is known
}

// scanned takes a code from either kind of scanner: a card's, or a dossier's from its receipt.
func (c *clerk) scanned(code string) {
	if c.busy {
		return
	}
	if written, ok := c.codeOf(code); ok {
		c.open(written)
		return
	}
	if _, err := seal.ReadTicket(code[strings.LastIndexByte(code, '/')+1:]); err == nil {
		c.warn("counter.scan.ticket")
		return
	}
	card, doubts, err := idcard.Parse(code, workday.DateOf(c.now()))
	if err != nil {
		c.warn(cardTrouble(err))
		return
	}
	if c.place != atIntake {
		c.begin()
	}
	c.notice = notice{}
	c.intake.Scan(card, doubts)
	c.changed()
}

// codeOf finds a dossier's code in a text, or at the end of the address in a receipt's QR.
func (c *clerk) codeOf(text string) (string, bool) {
	pattern, err := c.pattern()
	if err != nil {
		return "", false
	}
	code, err := pattern.Read(text[strings.LastIndexByte(text, '/')+1:])
	if err != nil {
		return "", false
	}
	written, err := pattern.Write(code)
	return written, err == nil
}

// cardTrouble is the sentence for a scan that is no card.
func cardTrouble(err error) string {
	for id, known := range map[string]error{
		"insurance": idcard.ErrInsurance, "keyboard": idcard.ErrKeyboard, "name": idcard.ErrName,
		"birth": idcard.ErrBirth, "future": idcard.ErrFuture, "not_card": idcard.ErrNotCard, "empty": idcard.ErrEmpty,
	} {
		if errors.Is(err, known) {
			return "counter.scan." + id
		}
	}
	return "counter.scan.not_card"
}

// begin opens an empty intake.
func (c *clerk) begin() {
	c.place, c.notice = atIntake, notice{}
	c.intake = intake.New(c.newID(), c.catalogue)
	c.changed()
	in, cabinet, list := c.intake, c.cabinet, c.list
	var frequent []*procedure.Procedure
	c.run(func() {
		codes, err := cabinet.Frequent(context.Background(), intake.MostHits)
		if err != nil {
			slog.Error("the frequent procedures could not be read", "err", err)
		}
		frequent = intake.Named(list, codes)
	}, func() {
		in.Offer(frequent)
		c.changed()
	})
}

// resume shows an intake that a power cut interrupted.
func (c *clerk) resume(draft filing.Draft) {
	var p *procedure.Procedure
	if found := intake.Named(c.list, []string{draft.Intake.Procedure.Code}); len(found) > 0 {
		p = found[0]
	}
	c.place = atIntake
	c.intake = intake.Resume(draft.ID, draft.Intake, draft.Paid, c.catalogue, p)
	c.warn("counter.intake.resumed")
}

// enter ends a step of the intake; at the last one the dossier is received.
func (c *clerk) enter() {
	if c.intake.Enter() {
		c.receive()
	}
	c.changed()
}

// receive takes the dossier in, if nothing is missing.
func (c *clerk) receive() {
	if c.busy {
		return
	}
	if lack := c.intake.Lack(); lack != intake.Nothing {
		c.warn("counter.lack." + string(lack))
		return
	}
	c.busy, c.notice = true, notice{}
	draft, cabinet := filing.Draft{ID: c.intake.ID, Intake: c.intake.Given(), Paid: c.intake.Paid}, c.cabinet
	var d dossier.Dossier
	var err error
	c.run(func() { d, err = cabinet.Receive(context.Background(), draft) }, func() {
		c.busy = false
		if err != nil {
			slog.Error("a dossier could not be received", "dossier", draft.ID, "err", err)
			c.warn(trouble(err))
			return
		}
		c.wake()
		c.show(atReceived, d)
	})
}

// show lets a dossier be seen; a second press of the key that led here does nothing.
func (c *clerk) show(at place, d dossier.Dossier) {
	c.place, c.dossier, c.intake = at, d, nil
	c.settled = c.now().Add(settle)
	c.changed()
}

// settle is how long keys do nothing on a screen that the officer has not read yet.
const settle = 600 * time.Millisecond

func (c *clerk) ready() bool {
	early := c.settled.Sub(c.now())
	return !c.busy && (early <= 0 || early > settle) // a clock that jumped back must not close the keyboard
}

// leave goes back to the queue, or from a dossier to the list it was found in.
func (c *clerk) leave() {
	if c.intake != nil {
		cabinet := c.cabinet
		var err error
		c.run(func() { err = cabinet.Drop(context.Background()) }, func() {
			if err != nil {
				slog.Error("a draft could not be dropped", "err", err)
			}
		})
	}
	c.notice, c.intake = notice{}, nil
	if c.place == atDossier && c.search.answer.Found != nil {
		c.place = atRegister
		c.ask()
		return
	}
	c.place = atQueue
	c.changed()
}

// browse opens the register at what presses most.
func (c *clerk) browse() {
	c.place, c.notice = atRegister, notice{}
	c.search = search{list: registry.Late, asked: c.search.asked}
	c.ask()
}

// look changes what is looked for.
func (c *clerk) look(text string) {
	c.search.text, c.search.cursor = text, 0
	c.ask()
}

// turn goes to the next list, or the one before; the last is the whole register.
func (c *clerk) turn(by int) {
	all := append(registry.Lists(), registry.All)
	for i, list := range all {
		if list == c.search.list {
			c.search.list, c.search.cursor = all[(i+by+len(all))%len(all)], 0
			break
		}
	}
	c.ask()
}

// walk takes a letter back, or moves by lines in the list, or to another list.
func (c *clerk) walk(erase bool, lines, lists int) {
	switch {
	case erase && c.search.text != "":
		_, size := utf8.DecodeLastRuneInString(c.search.text)
		c.look(c.search.text[:len(c.search.text)-size])
	case lists != 0:
		c.turn(lists)
	default:
		c.search.cursor = max(0, min(len(c.search.answer.Found)-1, c.search.cursor+lines))
		c.changed()
	}
}

// ask puts the question to the register.
func (c *clerk) ask() {
	c.search.asked++
	asked, cabinet := c.search.asked, c.cabinet
	desk := cabinet.Desk()
	soon := desk.Calendar.AddWorkingDays(workday.DateOf(desk.At), soonDays).AddDays(1).At(0)
	q := registry.Question{List: c.search.list, Text: c.search.text, Now: desk.At, Soon: soon}
	c.changed()
	var a registry.Answer
	var whole bool
	var err error
	c.run(func() { a, whole, err = cabinet.Look(context.Background(), q) }, func() {
		if asked != c.search.asked {
			return // a later question is on its way
		}
		if err != nil {
			slog.Error("the register could not be read", "err", err)
			c.warn(trouble(err))
			return
		}
		c.search.answer, c.search.whole = a, whole
		c.search.cursor = max(0, min(len(a.Found)-1, c.search.cursor))
		c.changed()
	})
}

// pick opens the dossier under the cursor.
func (c *clerk) pick() {
	if c.search.cursor < len(c.search.answer.Found) {
		c.find(c.search.answer.Found[c.search.cursor].ID)
	}
}

// open finds a dossier by its code.
func (c *clerk) open(code string) {
	c.search = search{text: code, asked: c.search.asked + 1}
	desk, cabinet := c.cabinet.Desk(), c.cabinet
	var a registry.Answer
	var whole bool
	var err error
	c.run(func() {
		a, whole, err = cabinet.Look(context.Background(), registry.Question{Text: code, Now: desk.At, Soon: desk.At})
	}, func() {
		if err != nil || len(a.Found) == 0 {
			c.warn("counter.scan.no_dossier", words.Args{"Code": code})
			return
		}
		c.search.answer, c.search.whole = a, whole
		c.find(a.Found[0].ID)
	})
}

func (c *clerk) find(id string) {
	cabinet := c.cabinet
	var d dossier.Dossier
	var err error
	c.run(func() { d, err = cabinet.Find(context.Background(), id) }, func() {
		if err != nil {
			slog.Error("a dossier could not be read", "dossier", id, "err", err)
			c.warn(trouble(err))
			return
		}
		c.notice = notice{}
		c.show(atDossier, d)
	})
}

// do lets a step happen to the dossier shown.
func (c *clerk) do(b dossier.Body) bool {
	if c.busy {
		return false
	}
	c.busy = true
	before, cabinet := c.dossier, c.cabinet
	var after dossier.Dossier
	var err error
	c.run(func() { after, err = cabinet.Do(context.Background(), before, b) }, func() {
		c.busy = false
		if err != nil {
			slog.Error("a step of a dossier could not be written down", "dossier", before.ID, "action", b.Action(), "err", err)
			c.warn(trouble(err))
			return
		}
		c.wake()
		c.dossier = after
		c.tell("counter.step.done." + string(b.Action()))
	})
	return true
}

// reprint prints the dossier's last slip again.
func (c *clerk) reprint() {
	d, id, cabinet := c.dossier, c.newID(), c.cabinet
	var err error
	c.run(func() { err = cabinet.Reprint(context.Background(), id, d) }, func() {
		if err != nil {
			c.warn(trouble(err))
			return
		}
		c.wake()
		c.tell("counter.step.reprinted")
	})
}

// troubles are the sentences for what the law or the office forbids.
var troubles = []struct {
	err error
	id  string
}{
	{dossier.ErrNoReason, "no_reason"}, {dossier.ErrNoItems, "no_items"}, {dossier.ErrAskedBefore, "asked_before"},
	{dossier.ErrNoticeLate, "notice_late"}, {dossier.ErrFeeOwed, "fee_owed"}, {dossier.ErrNoTaker, "no_taker"},
	{dossier.ErrNoSuchFee, "no_fee"}, {dossier.ErrNoAgency, "no_agency"}, {dossier.ErrNothingGiven, "nothing_given"},
	{dossier.ErrNotAllowed, "not_allowed"}, {dossier.ErrSeriesFull, "series_full"}, {filing.ErrNoAgency, "no_centre"},
	{workday.ErrExtended, "extended"}, {workday.ErrTooLate, "too_late"}, {workday.ErrNotLater, "not_later"},
	{workday.ErrStopped, "stopped"}, {errDate, "date"}, {errMethod, "method"}, {errName, "name"}, {errNumber, "number"},
	{idcard.ErrTaxCheck, "tax"},
}

// trouble is the sentence for an error; what no rule explains is the disk's.
func trouble(err error) string {
	for _, t := range troubles {
		if errors.Is(err, t.err) {
			return "counter.trouble." + t.id
		}
	}
	return "counter.failed.disk"
}

func (c *clerk) tell(id string, args ...words.Args) {
	c.notice = notice{words: c.speak.Say(id, args...), at: c.now().In(queue.Zone)}
	c.changed()
}

// warn says what the officer must not miss.
func (c *clerk) warn(id string, args ...words.Args) {
	c.tell(id, args...)
	c.notice.alert = true
	c.changed()
}
