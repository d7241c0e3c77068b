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
	"motcua/counter/appointments"
	"motcua/counter/calls"
	"motcua/counter/dossiers"
	"motcua/counter/filing"
	"motcua/counter/logbook"
	"motcua/counter/login"
	"motcua/counter/navigation"
	"motcua/counter/papers"
	"motcua/counter/screens"
	"motcua/counter/settings"
	"motcua/drivers"
	"motcua/drivers/barcode"
	"motcua/drivers/spool"
	"motcua/internal/catalogue/shelf"
	"motcua/internal/centre"
	"motcua/internal/cue"
	"motcua/internal/dossier"
	"motcua/internal/edge"
	"motcua/internal/hall"
	"motcua/internal/health"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/procedure"
	"motcua/internal/program"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/workday"
)

// redrawEvery is how often clocks and waiting times move; each time is a new picture for machines that draw without a graphics card.
const redrawEvery = time.Second

// App is the running program of one desk.
type App struct {
	context     context.Context // the program's
	app         fyne.App
	window      fyne.Window
	base        *edge.Base
	spool       *spool.Spool
	scanner     barcode.Scanner
	heard       health.Heard
	controllers screens.Controllers
	screen      *screens.Desk
	seat        *login.Seat
	gate        *screens.Gate
	shows       ui.ScreenCue
	forms       settings.Forms

	shelf     *shelf.Shelf // of the centre's catalogue; nil: the desk has its own
	following string       // the dossier on the screen; empty: none
	keeper    *dossiers.Keeper
}

// Open opens the journal, finds who was at the desk, and makes the window.
func Open(ctx context.Context, s settings.Settings) (*App, error) {
	size, err := s.Window.Ready(0)
	if err != nil {
		return nil, err
	}
	c := &App{context: ctx, scanner: s.Scanner, heard: health.HeardIn(s.Data), forms: s.Forms}
	c.base, err = edge.Open(ctx, edge.Config{
		Data: s.Data, File: "counter.db", Origin: s.Origin(), Central: s.Central,
		Tables:  filing.Tables, // the queue has no tables here: what its events mean is central's
		Changed: func() { fyne.Do(c.see) },
	})
	if err != nil {
		return nil, err
	}
	if err := c.join(ctx, s); err != nil {
		return nil, errors.Join(err, c.base.Close())
	}
	c.open(s, size)
	return c, nil
}

// join puts desk, journal and line together.
func (c *App) join(ctx context.Context, s settings.Settings) (err error) {
	if c.seat, err = login.Open(ctx, c.base.Journal, c.base.Link, c.base.Clock.Now); err != nil {
		return fmt.Errorf("who sat at the desk: %w", err)
	}
	office := logbook.Logbook{Counter: s.Counter, Journal: c.base.Journal, Link: c.base.Link, Officer: c.seat.Officer}
	atDesk, err := office.Desk(ctx)
	if err != nil {
		return err
	}
	c.controllers.Navigator = &navigation.Navigator{Context: ctx, Run: ui.Background, Now: c.base.Clock.Now, Speak: i18n.In(s.Language), Changed: func() {}}
	c.controllers.Calls = calls.New(ctx, atDesk, office, ui.Background, c.base.Clock.Now, c.controllers.Speak, func() string { return c.seat.Officer().ID })
	return c.file(ctx, s)
}

// offer reads the catalogue: the desk's own file where the settings name one, else the one of the centre as it was last fetched.
func (c *App) offer(s settings.Settings) (*dossiers.Offer, error) {
	if s.Catalogue != "" {
		list, err := dossiers.LoadCatalogue(s.Catalogue)
		return dossiers.NewOffer(list, procedure.NewIndex(list)), err
	}
	c.shelf = shelf.New(s.Data, shelf.Source{Edition: c.base.Link.Edition, Piece: c.base.Link.CataloguePiece})
	book := c.shelf.Read()
	return dossiers.NewOffer(book.Procedures, book.Index), nil
}

// renew has the desk offer the newest catalogue of the centre, once no intake is open.
func (c *App) renew() {
	if c.shelf != nil {
		c.shelf.Look()
		newest := c.shelf.Newest()
		c.controllers.Dossiers.Renew(newest.Procedures, newest.Index)
	}
}

// file puts the desk's dossiers, their catalogue and the printer together.
func (c *App) file(ctx context.Context, s settings.Settings) error {
	offer, err := c.offer(s)
	if err != nil {
		return err
	}
	calendar, err := workday.Load(assets.Holidays, s.Holidays)
	if err != nil {
		return err
	}
	speak, link := c.controllers.Speak, dossiers.LinkTo(c.centre, c.base.Link.Seals)
	store := &filing.Store{
		Journal: c.base.Journal, Central: c.base.Link, Centre: c.centre, Calendar: calendar, Series: s.Series, Officer: c.seat.Officer,
		Slip: dossiers.SlipsOf(speak, s.Counter, c.centre, link), Again: speak.Text("slip.reprint"), Now: c.base.Clock.Now,
	}
	c.spool = spool.New(paper.NewStore(c.base.Journal, nil), s.Printer.Opener(), speak.Text("slip.reprint"), spool.Watcher{
		Status: func(now drivers.Status) { c.tellPrinter(now); fyne.Do(c.draw) },
		Done:   func(j spool.Job, o spool.Outcome) { fyne.Do(func() { c.slipEnded(j.ID, o) }) },
	})
	c.controllers.Dossiers = dossiers.New(dossiers.Config{
		Navigator: c.controllers.Navigator, Store: store, Offer: offer, Centre: c.centre, NewID: newID,
		Printer: &dossiers.SlipPrinter{Wake: c.spool.Wake, Status: c.spool.Status, None: s.Printer.Device == ""},
	})
	c.controllers.Papers = papers.New(papers.Config{Navigator: c.controllers.Navigator, Store: store, Centre: c.centre, Counter: s.Counter, Link: link, Output: s.Forms})
	c.controllers.Appointments = appointments.New(appointments.Config{
		Navigator: c.controllers.Navigator, Central: c.base.Link, Centre: c.centre, Counter: s.Counter, Calendar: func() *workday.Calendar { return calendar },
		Print: store.Print, Wake: c.spool.Wake, Printer: c.spool.Status, NewID: newID,
	})
	c.keeper = &dossiers.Keeper{
		Files: &filing.Unfinished{Folder: filepath.Join(s.Data, "unfinished"), Now: c.base.Clock.Now}, Run: ui.Background,
		Officer: func() string { return c.seat.Officer().ID },
	}
	draft, err := store.Interrupted(ctx)
	if err == nil {
		c.controllers.Dossiers.Restore(draft)
	}
	return err
}

// centre returns the centre as central last described it.
func (c *App) centre() centre.Centre {
	v, _ := c.base.Link.View()
	return v.Centre
}

// slipEnded shows how the printing of a slip ended.
func (c *App) slipEnded(job string, o spool.Outcome) {
	c.controllers.Dossiers.Printer.Ended(job, o)
	c.draw()
}

// tellPrinter makes the printer's state known to the technician at central.
func (c *App) tellPrinter(now drivers.Status) {
	err := c.base.Journal.Write(context.WithoutCancel(c.context), func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindPrinter, "", hall.PrinterState{Status: string(now)})
		return err
	})
	if err != nil {
		slog.Error("the printer's state could not be written down", "err", err)
	}
}

// forget takes away what must not be kept any more, by the centre's rule as central last said it.
func (c *App) forget(ctx context.Context) {
	v, _ := c.base.Link.View()
	f, err := registry.Forget(ctx, c.base.Journal, v.Centre.Keep, c.base.Clock.Now())
	papers, other := c.forms.Tidy(c.base.Clock.Now())
	_, unfinished := c.keeper.Files.Tidy()
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
func (c *App) open(s settings.Settings, size ui.Screen) {
	c.app = app.NewWithID("vn.motcua.counter")
	c.app.Settings().SetTheme(ui.Theme{Text: 20})
	canvas := func() fyne.Canvas { return c.window.Canvas() }
	c.screen = screens.NewDesk(c.controllers, canvas)
	c.screen.Coming = c.answerHelp
	c.gate = screens.NewGate(c.screen, c.seat, canvas, time.Duration(s.LockAfter)*time.Minute)
	c.gate.Admitted = func() { c.keeper.Offer(c.controllers.Dossiers) }
	c.controllers.Calls.Changed, c.controllers.Navigator.Changed = c.draw, c.draw
	c.window = c.app.NewWindow(c.controllers.Speak.Text("counter.title", i18n.Args{"Counter": s.Counter}))
	c.window.SetPadded(false)
	c.window.SetContent(c.gate.Box)
	if !s.Window.Full() {
		c.window.SetContent(container.New(atLeast(settings.LeastWindow), c.gate.Box))
	}
	size.Fit(c.window)
	if canvas, ok := c.window.Canvas().(desktop.Canvas); ok {
		canvas.SetOnKeyDown(c.gate.OnKey) // goes down once, while a typed key repeats
	}
	c.window.Canvas().SetOnTypedKey(c.gate.OnRepeatedKey)
	c.window.Canvas().SetOnTypedRune(c.gate.OnRune)
	c.gate.Start()
}

// see shows the officer what the line to central brought.
func (c *App) see() {
	v, online := c.base.Link.View()
	c.screen.SeeHelp(v.Help)
	c.controllers.Calls.Standing = c.base.Link.Standing()
	c.controllers.Calls.See(v, online)
	c.controllers.Dossiers.Page.Follow(v.Open)
	c.controllers.Appointments.Follow(v.Position)
}

// follow has central say how the dossier on the screen stands: at once, and with each view of the hall from then on.
func (c *App) follow() {
	id := c.controllers.Dossiers.Page.Watched()
	if id == c.following {
		return
	}
	c.following = id
	c.base.Link.Watch(id)
	if id == "" {
		return
	}
	navigation.Ask(c.controllers.Navigator, func(ctx context.Context) (dossier.Stand, error) { return c.base.Link.Stand(ctx, id) }, func(stand dossier.Stand, err error) {
		if err == nil {
			c.controllers.Dossiers.Page.Follow(&stand)
		}
	})
}

func (c *App) draw() {
	c.follow()
	c.renew()
	c.keeper.Keep(c.controllers.Dossiers.Intake.Current)
	c.gate.Draw()
	name, targets := c.gate.Targets()
	c.shows.Say(c.window, name, targets)
}

// Run shows the window until it is closed or ctx ends.
func (c *App) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var devices sync.WaitGroup
	c.app.Lifecycle().SetOnStarted(func() {
		c.see() // what the journal remembers of the centre
		devices.Go(func() { c.base.Link.Run(ctx) })
		devices.Go(func() { c.spool.Run(ctx) })
		if c.shelf != nil {
			devices.Go(func() { c.shelf.Run(ctx) })
		}
		devices.Go(func() { program.Daily(ctx, c.forget) })
		devices.Go(func() {
			c.scanner.Opened = func() { cue.Say(cue.Line{Of: cue.Scanner}) }
			c.scanner.Run(ctx, func(code string) { fyne.Do(func() { c.gate.OnScan(code) }) }, c.heard.Note)
		})
		go c.redraw(ctx)
	})
	c.window.ShowAndRun()
	cancel()
	devices.Wait()
	return c.seat.Lock(context.WithoutCancel(ctx)) // so that the day's list of who sat here has its end
}

// answerHelp writes down that one of the staff goes to a device.
func (c *App) answerHelp(device string) {
	err := c.base.Journal.Write(context.WithoutCancel(c.context), func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindHelpAnswered, device, struct{}{})
		return err
	})
	if err != nil {
		slog.Error("the answer to a call for help was not written down", "device", device, "err", err)
	}
}

// redraw keeps the clocks going, and closes the window when ctx ends.
func (c *App) redraw(ctx context.Context) {
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

// Close lets the data folder go.
func (c *App) Close() error { return c.base.Close() }

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
