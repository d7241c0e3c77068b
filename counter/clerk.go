package main

import (
	"context"
	"log/slog"
	"time"

	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/words"
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
	atProof          // an official paper, before it is printed
	atDiary          // a day's appointments
)

// cabinet is what the clerk needs of the desk's files.
type cabinet interface {
	Desk() dossier.Desk
	Receive(context.Context, filing.Draft) (dossier.Dossier, error)
	Accept(context.Context, dossier.Dossier) (dossier.Dossier, error)
	Do(context.Context, dossier.Dossier, dossier.Body) (dossier.Dossier, error)
	Reprint(ctx context.Context, id string, d dossier.Dossier) error
	Drop(context.Context) error
	Has(ctx context.Context, id string) bool
	Look(context.Context, registry.Question) (a registry.Answer, whole bool, err error)
	Find(ctx context.Context, id string) (dossier.Dossier, error)
	Book(context.Context, registry.Span) (list []dossier.Dossier, first int, whole bool, err error)
	Frequent(ctx context.Context, limit int) ([]string, error)
	Print(ctx context.Context, id string, slip drivers.Document) error
}

// clerk does what the officer's keys say about dossiers, and knows which screen is next. It draws nothing.
// It belongs to the goroutine of the screen; the cabinet is asked through the Runner.
type clerk struct {
	cabinet      cabinet
	appointments appointments
	list         []procedure.Procedure
	catalogue    intake.Catalogue
	centre       func() hall.Centre
	desk         string                       // which counter this is
	link         func(dossier.Dossier) string // for a paper's QR
	outlet       outlet
	run          ui.Runner
	now          func() time.Time
	newID        func() string
	speak        words.Speaker
	changed      func()
	wake         func() // the spool: a slip is there
	printer      func() drivers.Status
	noPrinter    bool // none is set up

	place   place
	notice  navigation.Notice
	busy    bool
	settled time.Time                // from then on keys are meant for the screen shown
	past    int                      // the line of the dossier's history that is marked; -1: none
	ended   map[string]spool.Outcome // slips of this run, by their jobs
	asking  bool                     // for a dossier that has moved on
	stay    int                      // counts how often somebody has left the screen, so that an answer that comes after is told to nobody

	intake  *intake.Intake
	dossier dossier.Dossier // received, or looked at
	search  search
	proof   proof
	diary   diary
}

// show lets a dossier be seen; a second press of the key that led here does nothing.
func (c *clerk) show(at place, d dossier.Dossier) {
	c.place, c.dossier, c.intake, c.past = at, d, nil, -1
	c.wait()
	c.changed()
}

// wait keeps the keys from a screen that the officer has not read yet.
func (c *clerk) wait() { c.settled = c.now().Add(settle) }

// walkPast marks another line of the dossier's history, so that all of it can be read.
func (c *clerk) walkPast(lines int) {
	last := len(c.dossier.History) + len(c.dossier.Stages) - 1
	c.past, c.notice = max(0, min(last, c.past+lines)), navigation.Notice{}
	c.changed()
}

// printerState is the sentence for how the printer is, and whether it prints.
func (c *clerk) printerState() (id string, fine bool) {
	now := c.printer()
	return "printer.is." + string(now), now.CanPrint()
}

// printerAlarm is printerState for the header, which says nothing of a printer where none is set up.
func (c *clerk) printerAlarm() (id string, fine bool) {
	if c.noPrinter {
		return "", true
	}
	return c.printerState()
}

// slipEnded hears how the printing of a slip ended.
func (c *clerk) slipEnded(job string, o spool.Outcome) {
	if c.ended == nil {
		c.ended = map[string]spool.Outcome{}
	}
	c.ended[job] = o
	c.changed()
}

// slipOf is the job of the slip of a dossier's last step of a kind.
func slipOf(d dossier.Dossier, a dossier.Action) string {
	for i := len(d.History) - 1; i >= 0; i-- {
		if d.History[i].Action == a {
			return filing.JobOf(d.ID, i+1)
		}
	}
	return ""
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
	c.notice, c.intake = navigation.Notice{}, nil
	c.stay++
	if c.place == atDossier && c.search.answer.Found != nil {
		c.place = atRegister
		c.ask()
		return
	}
	c.place = atQueue
	c.changed()
}

// toQueue goes to the queue; where the officer comes from is done with.
func (c *clerk) toQueue() {
	c.place, c.notice = atQueue, navigation.Notice{}
	c.search.answer.Found = nil
	c.stay++
	c.changed()
}

// quit goes back to the queue and forgets what was looked at: another officer sits down.
func (c *clerk) quit() {
	c.place, c.notice, c.search, c.dossier = atQueue, navigation.Notice{}, search{asked: c.search.asked + 1}, dossier.Dossier{}
	c.diary = diary{asked: c.diary.asked + 1}
	c.stay++
	c.changed()
}

func (c *clerk) tell(id string, args ...words.Args) {
	c.notice = navigation.Notice{Text: c.speak.Say(id, args...), At: c.now().In(queue.Zone)}
	c.changed()
}

// warn says what the officer must not miss.
func (c *clerk) warn(id string, args ...words.Args) {
	c.tell(id, args...)
	c.notice.Alert = true
	c.changed()
}
