package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/uuid"

	"motcua/assets"
	"motcua/counter/calls"
	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/counter/logbook"
	"motcua/counter/seat"
	"motcua/counter/settings"
	"motcua/drivers"
	"motcua/drivers/barcode"
	"motcua/drivers/spool"
	"motcua/internal/clock"
	"motcua/internal/cue"
	"motcua/internal/folder"
	eventgate "motcua/internal/gate"
	"motcua/internal/hall"
	"motcua/internal/health"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/procedure"
	"motcua/internal/program"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// redrawEvery is how often clocks and waiting times move; each time is a new picture for machines that draw without a graphics card.
const redrawEvery = time.Second

// Counter is the running program of one desk.
type Counter struct {
	app     fyne.App
	clock   *clock.Clock
	window  fyne.Window
	journal *journal.Journal
	held    *journal.Hold // the data folder
	link    *uplink.Link
	spool   *spool.Spool
	scanner barcode.Scanner
	heard   health.Heard
	session *calls.Session
	clerk   *clerk
	seat    *seat.Seat
	gate    *gate
	shows   ui.ScreenCue
	forms   settings.Forms

	following string // the dossier on the screen; empty: none
	keeper    *keeper
}

// Open opens the journal, finds who was at the desk, and makes the window.
func Open(s settings.Settings) (*Counter, error) {
	size, err := s.Window.Ready(0)
	if err != nil {
		return nil, err
	}
	held, err := folder.Take(context.Background(), s.Data, counterFile)
	if err != nil {
		return nil, err
	}
	c, err := openHeld(s, size)
	if err != nil {
		held.Release()
		return nil, err
	}
	c.held = held
	return c, nil
}

// counterFile is the journal in the data folder.
const counterFile = "counter.db"

// openHeld is Open in a data folder that is taken.
func openHeld(s settings.Settings, size ui.Screen) (*Counter, error) {
	wall, err := clock.Open(filepath.Join(s.Data, clock.File), time.Now)
	if err != nil {
		return nil, err
	}
	fold := filing.Tables
	fold.Shape = eventgate.Shape
	j, err := journal.OpenDevice(filepath.Join(s.Data, counterFile), s.Origin(), wall.Now, fold) // the queue has no tables here: what its events mean is central's
	if err != nil {
		return nil, err
	}
	c := &Counter{clock: wall, journal: j, scanner: s.Scanner, heard: health.HeardIn(s.Data), forms: s.Forms}
	if err := c.join(s); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	c.open(s, size)
	return c, nil
}

// join puts desk, journal and line together.
func (c *Counter) join(s settings.Settings) (err error) {
	ctx := context.Background()
	c.link, err = uplink.NewLink(ctx, uplink.Enrolled(s.Central, s.Data, s.Origin(), c.clock.Now), c.journal, func() { fyne.Do(c.see) })
	if err != nil {
		return err
	}
	c.link.Set(c.clock)
	if c.seat, err = seat.Open(ctx, c.journal, c.link, c.clock.Now); err != nil {
		return fmt.Errorf("who sat at the desk: %w", err)
	}
	office := logbook.Logbook{Counter: s.Counter, Journal: c.journal, Link: c.link, Officer: c.seat.Officer}
	atDesk, err := office.Desk(ctx)
	if err != nil {
		return err
	}
	speak := words.In(s.Language)
	c.session = calls.New(ctx, atDesk, office, ui.Background, c.clock.Now, speak, func() string { return c.seat.Officer().ID })
	return c.file(ctx, s, speak)
}

// file puts the desk's dossiers, their catalogue and the printer together.
func (c *Counter) file(ctx context.Context, s settings.Settings, speak words.Speaker) error {
	list, err := loadCatalogue(s.Catalogue)
	if err != nil {
		return err
	}
	calendar, err := workday.Load(assets.Holidays, s.Holidays)
	if err != nil {
		return err
	}
	centre := func() hall.Centre { v, _ := c.link.View(); return v.Centre }
	link := linkTo(centre, c.link.Seals)
	files := &filing.Cabinet{
		Journal: c.journal, Central: c.link, Centre: centre, Calendar: calendar, Series: s.Series, Officer: c.seat.Officer,
		Slip: slipsOf(speak, s.Counter, centre, link), Again: speak.Say("slip.reprint"), Now: c.clock.Now,
	}
	c.spool = spool.New(paper.NewStore(c.journal, nil), s.Printer.Opener(), speak.Say("slip.reprint"), spool.Watcher{
		Status: func(now drivers.Status) { c.tellPrinter(now); fyne.Do(c.draw) },
		Done:   func(j spool.Job, o spool.Outcome) { fyne.Do(func() { c.clerk.slipEnded(j.ID, o) }) },
	})
	c.clerk = &clerk{
		cabinet: files, appointments: c.link, list: list, catalogue: intake.Catalogue{Index: procedure.NewIndex(list)},
		centre: centre, desk: s.Counter, link: link, outlet: s.Forms,
		run: ui.Background, now: c.clock.Now, newID: newID, speak: speak, wake: c.spool.Wake, printer: c.spool.Status, noPrinter: s.Printer.Device == "", changed: func() {},
	}
	c.keeper = &keeper{
		files: &filing.Unfinished{Folder: filepath.Join(s.Data, "unfinished"), Now: c.clock.Now}, run: ui.Background,
		officer: func() string { return c.seat.Officer().ID },
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

// forget takes away what must not be kept any more, by the centre's rule as central last said it.
func (c *Counter) forget(ctx context.Context) {
	v, _ := c.link.View()
	f, err := registry.Forget(ctx, c.journal, v.Centre.Keep, c.clock.Now())
	papers, other := c.forms.Tidy(c.clock.Now())
	_, unfinished := c.keeper.files.Tidy()
	other = errors.Join(other, unfinished)
	if err = errors.Join(err, other); err != nil && ctx.Err() == nil {
		slog.Error("retention purge failed", "err", err)
	}
	if f != (registry.Forgotten{}) || papers > 0 {
		slog.Info("retention purge done", "dossiers", f.Dossiers, "slips", f.Slips, "papers", papers)
	}
}

// newID names a dossier; version 7 so that names sort by time.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// open makes the window.
func (c *Counter) open(s settings.Settings, size ui.Screen) {
	c.app = app.NewWithID("vn.motcua.counter")
	c.app.Settings().SetTheme(ui.Theme{Text: 20})
	canvas := func() fyne.Canvas { return c.window.Canvas() }
	screen := newDeskScreen(c.session, c.clerk, c.session.Speak, canvas)
	screen.coming = c.answerHelp
	c.gate = newGate(screen, c.seat, ui.Background, c.clock.Now, canvas, time.Duration(s.LockAfter)*time.Minute)
	c.gate.admitted = func() { c.keeper.offer(c.clerk) }
	c.session.Changed, c.clerk.changed = c.draw, c.draw
	c.window = c.app.NewWindow(c.session.Speak.Say("counter.title", words.Args{"Counter": s.Counter}))
	c.window.SetPadded(false)
	c.window.SetContent(c.gate.box)
	if !s.Window.Full() {
		c.window.SetContent(container.New(atLeast(settings.LeastWindow), c.gate.box))
	}
	size.Fit(c.window)
	if canvas, ok := c.window.Canvas().(desktop.Canvas); ok {
		canvas.SetOnKeyDown(c.gate.onKey) // goes down once, while a typed key repeats
	}
	c.window.Canvas().SetOnTypedKey(c.gate.onRepeatedKey)
	c.window.Canvas().SetOnTypedRune(c.gate.onRune)
	c.gate.start()
}

// see shows the officer what the line to central brought.
func (c *Counter) see() {
	v, online := c.link.View()
	c.gate.desk.seeHelp(v.Help)
	c.session.Standing = c.link.Standing()
	c.session.See(v, online)
	c.clerk.follow(v.Open)
}

// follow has central say how the dossier on the screen stands: at once, and with each view of the hall from then on.
func (c *Counter) follow() {
	id := c.clerk.watched()
	if id == c.following {
		return
	}
	c.following = id
	c.link.Watch(id)
	if id == "" {
		return
	}
	go func() {
		if stand, err := c.link.Stand(context.Background(), id); err == nil {
			fyne.Do(func() { c.clerk.follow(&stand) })
		}
	}()
}

func (c *Counter) draw() {
	c.follow()
	c.keeper.keep(c.clerk.intake)
	c.gate.draw()
	name, targets := c.gate.targets()
	c.shows.Say(c.window, name, targets)
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
		devices.Go(func() { program.Daily(ctx, c.forget) })
		devices.Go(func() {
			c.scanner.Opened = func() { cue.Say(cue.Line{Of: cue.Scanner}) }
			c.scanner.Run(ctx, func(code string) { fyne.Do(func() { c.gate.onScan(code) }) }, c.heard.Note)
		})
		go c.redraw(ctx)
	})
	c.window.ShowAndRun()
	cancel()
	devices.Wait()
	return c.seat.Lock(context.Background()) // so that the day's list of who sat here has its end
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
func (c *Counter) Close() error {
	defer c.held.Release()
	return c.journal.Close()
}

// atLeast keeps a window from being made smaller.
type atLeast fyne.Size

// Layout is for Fyne.
func (atLeast) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	for _, o := range objects {
		o.Resize(box)
	}
}

// MinSize is for Fyne.
func (l atLeast) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size(l) }
