// Package device is what stands behind a kiosk's screens: its journal, its line to central, its printer, its health. It draws nothing and leads nobody.
package device

import (
	"context"
	"errors"
	"sync"

	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/catalogue/shelf"
	"motcua/internal/centre"
	"motcua/internal/clock"
	"motcua/internal/cue"
	"motcua/internal/edge"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/queue"
	"motcua/internal/sayings"
	"motcua/internal/slip"
	"motcua/internal/uplink"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/settings"
)

// Device is what stands behind the screens: the journal, the line to central, the printer.
type Device struct {
	Clock *clock.Clock // the hall's time
	Link  *uplink.Link // to central

	settings  settings.Settings
	base      *edge.Base
	journal   *journal.Journal
	spool     *spool.Spool
	dispenser dispenser.Dispenser
	shelf     *shelf.Shelf // of the catalogue
	asked     *sayings.Diary
}

// Events are called when something happens to the device, on goroutines of its own.
type Events struct {
	Hall    func()                                 // the view of the hall or the line to central changed
	Printer func()                                 // the printer's state changed
	Slip    func(ticket string, out spool.Outcome) // a slip's way ended
}

// journalFile is the journal in the data folder.
const journalFile = "kiosk.db"

// Open takes the data folder and opens the journal in it; ctx ends what goes on behind it.
func Open(ctx context.Context, s settings.Settings, on Events) (*Device, error) {
	d := &Device{settings: s}
	base, err := edge.Open(ctx, edge.Config{
		Data: s.Data, File: journalFile, Origin: s.Origin(), Central: s.Central, Tables: dispenser.Tables,
		Changed: func() { d.shelf.Look(); on.Hall() },
	})
	if err != nil {
		return nil, err
	}
	d.base, d.Clock, d.journal, d.Link, d.shelf = base, base.Clock, base.Journal, base.Link, newShelf(s.Data, base)
	d.asked = sayings.NewDiary(base.Journal, base.Clock.Now)
	d.spool = spool.New(paper.NewStore(base.Journal, printed), s.Printer.Opener(), i18n.In(s.Language).Text("slip.reprint"), spool.Watcher{
		Status: func(now drivers.Status) { d.report(ctx, now); on.Printer() },
		Done:   func(job spool.Job, o spool.Outcome) { on.Slip(job.ID, o) },
	})
	d.dispenser = dispenser.Dispenser{Journal: base.Journal, Central: base.Link.Issue, Centre: d.centre, Slip: d.slip, Now: base.Clock.Now}
	return d, nil
}

// report makes the printer's new state an event, so that a technician sees it at central.
func (d *Device) report(ctx context.Context, now drivers.Status) {
	cue.Say(cue.Line{Of: cue.Printer, Name: string(now)})
	d.tell(ctx, hall.KindPrinter, hall.PrinterState{Status: string(now)})
}

// printed makes the paper's coming out an event of its ticket, in the transaction that closes the slip.
func printed(tx *journal.Tx, ticket string, o spool.Outcome) error {
	ticket = dispenser.TicketOf(ticket)
	if dispenser.IsPage(ticket) || o != spool.Printed && o != spool.Reprinted {
		return nil
	}
	_, err := tx.Append(hall.KindPrinted, ticket, struct{}{})
	return err
}

func (d *Device) centre() centre.Centre {
	v, _ := d.Link.View()
	return v.Centre
}

func (d *Device) slip(t queue.Ticket, lang string) drivers.Document {
	return slip.Ticket(i18n.In(lang), d.centre(), t, d.Link.Seals().TicketCode(t))
}

// View returns the newest view of the hall, and whether central can be reached.
func (d *Device) View() (v hall.View, online bool) { return d.Link.View() }

// CanPrint reports whether the printer can print now.
func (d *Device) CanPrint() bool { return d.spool.Status().CanPrint() }

// Resume finishes the numbers that a power cut interrupted.
func (d *Device) Resume(ctx context.Context) ([]dispenser.Unfinished, error) {
	return d.dispenser.Resume(ctx)
}

// Take gives a number and sets its slip printing.
func (d *Device) Take(ctx context.Context, r dispenser.Request) (queue.Ticket, error) {
	defer d.spool.Wake()
	return d.dispenser.Take(ctx, r)
}

// PrintAgain prints a ticket's slip after the one before was withdrawn. A piece of that one may lie about, so it says that it is another.
func (d *Device) PrintAgain(ctx context.Context, t queue.Ticket, lang string) error {
	var page drivers.Document
	page.Text(drivers.Style{Align: drivers.Centre, Bold: true}, i18n.In(d.settings.Language).Text("slip.reprint"))
	return d.Print(ctx, dispenser.AgainJob(t.ID), append(page, d.slip(t, lang)...))
}

// Withdraw keeps a slip from coming out that nobody waits for.
func (d *Device) Withdraw(ctx context.Context, slip string) error {
	return errors.Join(d.spool.Cancel(ctx, slip), d.spool.Cancel(ctx, dispenser.AgainJob(slip)))
}

// Print sets a page printing that a visitor takes home.
func (d *Device) Print(ctx context.Context, id string, page drivers.Document) error {
	return d.spool.Print(ctx, spool.Job{ID: id, Document: page, Expires: d.Clock.Now().Add(dispenser.RequestTTL)})
}

// Run keeps the line to central and, when the kiosk gives tickets, the printer, until ctx ends.
func (d *Device) Run(ctx context.Context, mode settings.Mode) {
	var wg sync.WaitGroup
	wg.Go(func() { d.Link.Run(ctx) })
	wg.Go(func() { d.reportMorning(ctx); d.watchHealth(ctx) })
	if mode == settings.Tickets {
		wg.Go(func() { d.spool.Run(ctx) })
		wg.Go(func() { d.shelf.Run(ctx) })
		wg.Go(func() { d.asked.Run(ctx) })
	}
	wg.Wait()
}

// Close lets the data folder go.
func (d *Device) Close() error { return d.base.Close() }
