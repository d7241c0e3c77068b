// Package dossiers does what the officer's keys say about dossiers: taking one in, finding one, and each step of its life. It draws nothing.
// What the law allows is dossier's to say, where dossiers are kept is filing's, what an intake asks is intake's.
package dossiers

import (
	"context"
	"log/slog"

	"motcua/counter/filing"
	"motcua/counter/navigation"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/registry"
)

// SoonDays is how many working days ahead an appointment counts as near.
const SoonDays = 2

// Store is where the desk's dossiers are kept.
type Store interface {
	Desk() dossier.Desk
	Receive(context.Context, filing.Draft) (dossier.Dossier, error)
	Accept(context.Context, dossier.Dossier) (dossier.Dossier, error)
	Do(context.Context, dossier.Dossier, dossier.Body) (dossier.Dossier, error)
	Reprint(ctx context.Context, id string, d dossier.Dossier) error
	Drop(context.Context) error
	Has(ctx context.Context, id string) bool
	Look(context.Context, registry.Question) (a registry.Answer, whole bool, err error)
	Find(ctx context.Context, id string) (dossier.Dossier, error)
	Frequent(ctx context.Context, limit int) ([]string, error)
}

// Config is what the controllers are given.
type Config struct {
	*navigation.Navigator
	Store   Store
	*Offer  // shared by all controllers
	Centre  func() centre.Centre
	NewID   func() string
	Printer *SlipPrinter
}

// Controllers are those of the dossiers, each of one screen. They belong to the goroutine of the screen; the store is asked through the
// navigator's Runner.
type Controllers struct {
	Config
	Register *Register
	Intake   *Intake
	Page     *Page
	Scanner  *Scanner
}

// New returns controllers of a desk where nothing has been opened yet.
func New(c Config) *Controllers {
	all := &Controllers{Config: c}
	all.Page = &Page{Config: c, all: all, Past: -1}
	all.Register = &Register{Config: c, all: all}
	all.Intake = &Intake{Config: c, all: all}
	all.Scanner = &Scanner{Config: c, all: all}
	return all
}

// LeavePage goes back from a dossier to the list it was found in, or to the queue.
func (c *Controllers) LeavePage() {
	if c.Place == navigation.Dossier && c.Register.Answer.Found != nil {
		c.Go(navigation.Register)
		c.Leave()
		c.Register.ask()
		return
	}
	c.LeaveToQueue()
}

// LeaveIntake gives the intake up and goes back to the queue.
func (c *Controllers) LeaveIntake() {
	if c.Intake.Current != nil {
		store := c.Store
		navigation.Try(c.Navigator, func(ctx context.Context) error { return store.Drop(ctx) }, func(err error) {
			if err != nil {
				slog.Error("a draft could not be dropped", "err", err)
			}
		})
	}
	c.Intake.Current = nil
	c.LeaveToQueue()
}

// ToQueue goes to the queue; where the officer comes from is done with.
func (c *Controllers) ToQueue() {
	c.Register.Answer.Found = nil
	c.LeaveToQueue()
}

// Quit goes back to the queue and forgets what was looked at: another officer logs in.
func (c *Controllers) Quit() {
	c.Go(navigation.Queue)
	c.Register.forget()
	c.Page.Dossier = dossier.Dossier{}
	c.Leave()
}

// Restore shows an intake that a power cut interrupted, if there is one.
func (c *Controllers) Restore(draft *filing.Draft) {
	if draft != nil {
		c.Intake.resume(*draft)
	}
}
