package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/google/uuid"

	"motcua/counter/desk"
	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/procedure"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
)

// redrawEvery is how often clocks and waiting times move; each time is a new picture for machines that draw without a graphics card.
const redrawEvery = time.Second

// Counter is the running program of one desk.
type Counter struct {
	app     fyne.App
	window  fyne.Window
	journal *journal.Journal
	link    *uplink.Link
	spool   *spool.Spool
	scanner Scanner
	session *session
	clerk   *clerk
	screen  *deskScreen
	log     ui.ScreenLog
}

// Open opens the journal, finds who was at the desk, and makes the window.
func Open(s Settings) (*Counter, error) {
	screen, err := s.Window.Ready(0)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(s.Data, 0o750); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	j, err := journal.OpenDevice(filepath.Join(s.Data, "counter.db"), s.origin(), time.Now, journal.Join(registry.Fold, paper.Fold)) // the queue has no tables here: what its events mean is central's
	if err != nil {
		return nil, err
	}
	c := &Counter{journal: j, scanner: s.Scanner}
	if err := c.join(s); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	c.open(s, screen)
	return c, nil
}

// join puts desk, journal and line together.
func (c *Counter) join(s Settings) (err error) {
	ctx := context.Background()
	c.link, err = uplink.NewLink(ctx, uplink.Enrolled(s.Central, s.Data, s.origin(), time.Now), c.journal, func() { fyne.Do(c.see) })
	if err != nil {
		return err
	}
	office := register{counter: s.Counter, journal: c.journal, link: c.link}
	visit, err := office.visit(ctx)
	if err != nil {
		return fmt.Errorf("who is at the desk: %w", err)
	}
	speak := words.In(s.Language)
	c.session = &session{desk: desk.New(s.Counter, visit), office: office, run: ui.Background, now: time.Now, speak: speak}
	return c.file(ctx, s, speak)
}

// file puts the desk's dossiers, their catalogue and the printer together.
func (c *Counter) file(ctx context.Context, s Settings, speak words.Speaker) error {
	list, err := loadCatalogue(s.Catalogue)
	if err != nil {
		return err
	}
	calendar, err := loadCalendar(s.Holidays)
	if err != nil {
		return err
	}
	centre := func() hall.Centre { v, _ := c.link.View(); return v.Centre }
	files := &filing.Cabinet{
		Journal: c.journal, Central: c.link, Centre: centre, Calendar: calendar, Series: s.Series, Officer: s.Officer,
		Slip: slipsOf(speak, centre), Now: time.Now,
	}
	c.spool = spool.New(paper.NewStore(c.journal, nil), s.Printer.Opener(), speak.Say("slip.reprint"), spool.Watcher{
		Status: func(now drivers.Status) { c.tellPrinter(now); fyne.Do(c.draw) },
	})
	c.clerk = &clerk{
		cabinet: files, list: list, catalogue: intake.Catalogue{Index: procedure.NewIndex(list)},
		centre: centre, desk: s.Counter, link: func(dossier.Dossier) string { return noLink }, outlet: s.Forms,
		run: ui.Background, now: time.Now, newID: newID, speak: speak, wake: c.spool.Wake, printer: c.spool.Status, changed: func() {},
	}
	draft, err := files.Interrupted(ctx)
	if err == nil && draft != nil {
		c.clerk.resume(*draft)
	}
	return err
}

// tellPrinter makes the printer's state known to the technician at central.
func (c *Counter) tellPrinter(now drivers.Status) {
	err := c.journal.Write(context.Background(), func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindPrinter, "", hall.PrinterState{Status: string(now)})
		return err
	})
	if err != nil {
		slog.Error("the printer's state could not be written down", "err", err)
	}
}

// newID names a dossier; version 7 so that names sort by time.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// open makes the window.
func (c *Counter) open(s Settings, screen ui.Screen) {
	c.app = app.NewWithID("vn.motcua.counter")
	c.app.Settings().SetTheme(ui.Theme{Text: 20})
	c.screen = newDeskScreen(c.session, c.clerk, c.session.speak, func() fyne.Canvas { return c.window.Canvas() })
	c.screen.coming = c.answerHelp
	c.session.changed, c.clerk.changed = c.draw, c.draw
	c.window = c.app.NewWindow(c.session.speak.Say("counter.title", words.Args{"Counter": s.Counter}))
	c.window.SetPadded(false)
	c.window.SetContent(c.screen.box)
	screen.Fit(c.window)
	if canvas, ok := c.window.Canvas().(desktop.Canvas); ok {
		canvas.SetOnKeyDown(c.screen.onKey) // goes down once, while a typed key repeats
	}
	c.window.Canvas().SetOnTypedKey(c.screen.onRepeatedKey)
	c.window.Canvas().SetOnTypedRune(c.screen.onRune)
}

// see shows the officer what the line to central brought.
func (c *Counter) see() {
	v, online := c.link.View()
	c.screen.seeHelp(v.Help)
	c.session.see(v, online)
}

func (c *Counter) draw() {
	c.screen.draw()
	name, targets := c.screen.targets()
	c.log.Tell(c.window, name, targets)
}

// Run shows the window until it is closed or ctx ends.
func (c *Counter) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var devices sync.WaitGroup
	c.app.Lifecycle().SetOnStarted(func() {
		c.see() // what the journal remembers of the centre
		devices.Go(func() { c.link.Run(ctx) })
		devices.Go(func() { c.spool.Run(ctx) })
		devices.Go(func() { c.scanner.Run(ctx, func(code string) { fyne.Do(func() { c.screen.onScan(code) }) }) })
		go c.redraw(ctx)
	})
	c.window.ShowAndRun()
	cancel()
	devices.Wait()
	return nil
}

// redraw keeps the clocks going, and closes the window when ctx ends.
func (c *Counter) redraw(ctx context.Context) {
	tick := time.NewTicker(redrawEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			fyne.Do(c.draw)
		case <-ctx.Done():
			fyne.Do(c.app.Quit)
			return
		}
	}
}

// Close lets the journal go.
func (c *Counter) Close() error { return c.journal.Close() }
