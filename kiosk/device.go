package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"motcua/assets"
	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/clock"
	"motcua/internal/folder"
	"motcua/internal/gate"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/slip"
	"motcua/internal/uplink"
	"motcua/internal/words"
	"motcua/kiosk/dispenser"
)

// device is what stands behind the screens: the journal, the line to central, the printer.
type device struct {
	settings  Settings
	held      *journal.Hold // the data folder
	clock     *clock.Clock
	journal   *journal.Journal
	link      *uplink.Link
	spool     *spool.Spool
	dispenser dispenser.Dispenser
}

// news is how the device tells what happened, on goroutines of its own.
type news struct {
	hall    func()                                 // the view of the hall or the line to central changed
	printer func()                                 // the printer's state changed
	slip    func(ticket string, out spool.Outcome) // a slip's way ended
}

func openDevice(ctx context.Context, s Settings, tell news) (*device, error) {
	held, err := folder.Take(ctx, s.Data, kioskFile)
	if err != nil {
		return nil, err
	}
	d, err := openHeld(ctx, s, tell)
	if err != nil {
		held.Release()
		return nil, err
	}
	d.held = held
	return d, nil
}

// kioskFile is the journal in the data folder.
const kioskFile = "kiosk.db"

// openHeld is openDevice in a data folder that is taken.
func openHeld(ctx context.Context, s Settings, tell news) (*device, error) {
	wall, err := clock.Open(filepath.Join(s.Data, clock.File), time.Now)
	if err != nil {
		return nil, err
	}
	fold := journal.Join(hall.Fold, paper.Fold, dispenser.Fold)
	fold.Shape = gate.Shape
	j, err := journal.OpenDevice(filepath.Join(s.Data, kioskFile), s.origin(), wall.Now, fold)
	if err != nil {
		return nil, err
	}
	link, err := uplink.NewLink(ctx, uplink.Enrolled(s.Central, s.Data, s.origin(), wall.Now), j, tell.hall)
	if err != nil {
		return nil, errors.Join(err, j.Close())
	}
	link.Set(wall)
	d := &device{settings: s, clock: wall, journal: j, link: link}
	d.spool = spool.New(paper.NewStore(j, printed), s.Printer.Opener(), words.In(s.Language).Say("slip.reprint"), spool.Watcher{
		Status: func(now drivers.Status) { d.report(ctx, now); tell.printer() },
		Done:   func(job spool.Job, o spool.Outcome) { tell.slip(job.ID, o) },
	})
	d.dispenser = dispenser.Dispenser{Journal: j, Central: link.Issue, Centre: d.centre, Slip: d.slip, Now: wall.Now}
	return d, nil
}

// pageJob is the print job of a page that is no ticket: central need not know of it.
func pageJob(id string) string { return "guide." + id }

func isPage(job string) bool { return strings.HasPrefix(job, pageJob("")) }

// report makes the printer's new state an event, so that a technician sees it at central.
func (d *device) report(ctx context.Context, now drivers.Status) {
	d.tell(ctx, hall.KindPrinter, hall.PrinterState{Status: string(now)})
}

// printed makes the paper's coming out an event of its ticket, in the transaction that closes the slip.
func printed(tx *journal.Tx, ticket string, o spool.Outcome) error {
	ticket = ticketOf(ticket)
	if isPage(ticket) || o != spool.Printed && o != spool.Reprinted {
		return nil
	}
	_, err := tx.Append(hall.KindPrinted, ticket, struct{}{})
	return err
}

func (d *device) centre() hall.Centre {
	v, _ := d.link.View()
	return v.Centre
}

func (d *device) slip(t queue.Ticket, lang string) drivers.Document {
	return slip.Ticket(words.In(lang), d.centre(), t, d.link.Seals().TicketCode(t))
}

// take gives a number and sets its slip printing.
func (d *device) take(ctx context.Context, r dispenser.Request) (queue.Ticket, error) {
	defer d.spool.Wake()
	return d.dispenser.Take(ctx, r)
}

// printAgain prints a ticket's slip after the one before was withdrawn. A piece of that one may lie about, so it says that it is another.
func (d *device) printAgain(ctx context.Context, t queue.Ticket, lang string) error {
	var page drivers.Document
	page.Text(drivers.Style{Align: drivers.Centre, Bold: true}, words.In(d.settings.Language).Say("slip.reprint"))
	return d.print(ctx, againJob(t.ID), append(page, d.slip(t, lang)...))
}

// withdraw keeps a slip from coming out that nobody waits for.
func (d *device) withdraw(ctx context.Context, slip string) error {
	return errors.Join(d.spool.Cancel(ctx, slip), d.spool.Cancel(ctx, againJob(slip)))
}

// print sets a page printing that a visitor takes home.
func (d *device) print(ctx context.Context, id string, page drivers.Document) error {
	return d.spool.Print(ctx, spool.Job{ID: id, Document: page, Expires: d.clock.Now().Add(dispenser.Fresh)})
}

// catalogue reads the procedures that are built in; they are part of the program, so a broken one is a program built wrong.
func catalogue() *procedure.Index {
	list, problems, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil || len(problems) > 0 {
		panic(fmt.Sprintf("catalogue: %v, %v", problems, err))
	}
	english, err := procedure.ReadEnglish(assets.English)
	if err != nil {
		panic(fmt.Sprintf("catalogue: %v", err))
	}
	procedure.AddEnglish(list, english)
	return procedure.NewIndex(list)
}

// Run keeps the line to central and, when the kiosk gives tickets, the printer, until ctx ends.
func (d *device) Run(ctx context.Context, mode Mode) {
	var wg sync.WaitGroup
	wg.Go(func() { d.link.Run(ctx) })
	wg.Go(func() { d.reportMorning(ctx); d.watchHealth(ctx) })
	if mode == Tickets {
		wg.Go(func() { d.spool.Run(ctx) })
	}
	wg.Wait()
}

// Close closes the journal.
func (d *device) Close() error {
	defer d.held.Release()
	return d.journal.Close()
}
