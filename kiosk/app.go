package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/google/uuid"

	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/health"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/ui/render"
	"motcua/internal/watchdog"
	"motcua/kiosk/device"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/flow"
	"motcua/kiosk/settings"
	"motcua/kiosk/shell"
	"motcua/kiosk/visit"
)

// leader leads people from screen to screen: a visitor's flows, or those of a counter's rating screen. Its methods run on the screen's goroutine.
type leader interface {
	OnLanguage()
	OnDisplay(change ui.Mode)
	OnReach()
	OnHall()                                 // the view of the hall, or the line to central, changed
	OnPrinter()                              // the printer's state changed
	OnSlip(ticket string, o spool.Outcome)   // a slip's way ended
	OnScan(text string)                      // something was scanned
	OnTick()                                 // a second passed
	Speaker() i18n.Localizer                 // in the language of whoever stands there
	Start(unfinished []dispenser.Unfinished) // shows the first screen
}

// App is the running kiosk: a device behind a window.
type App struct {
	settings settings.Settings
	device   *device.Device
	fyne     fyne.App
	window   *shell.Window
	leader   leader
	overlays *shell.Overlays
	again    bool // the technician wants the kiosk started again
}

// Open opens the journal and the window, and finishes what a power cut interrupted. ctx ends the work behind the screens.
func Open(ctx context.Context, s settings.Settings, log *device.LogBuffer) (*App, error) {
	screen, err := s.Window.Ready(settings.ShortSide)
	if err != nil {
		return nil, err
	}
	a := &App{settings: s, fyne: app.NewWithID("vn.motcua.kiosk")}
	a.fyne.Settings().SetTheme(shell.Theme(s.Panel))
	ui.Steady(time.Now)
	if a.device, err = device.Open(ctx, s, a.events()); err != nil {
		return nil, err
	}
	unfinished, err := a.device.Resume(ctx)
	if err != nil {
		return nil, errors.Join(err, a.device.Close())
	}
	a.window = shell.NewWindow(a.native(screen), a.header())
	a.leader = a.newLeader(ctx)
	a.overlays = a.newOverlays(ctx, log)
	a.leader.Start(unfinished)
	return a, nil
}

// events hands what happens to the device over to the screen's goroutine.
func (a *App) events() device.Events {
	return device.Events{
		Hall:    func() { ui.Do(func() { a.leader.OnHall(); a.overlays.OnTick() }) },
		Printer: func() { ui.Do(func() { a.leader.OnPrinter() }) },
		Slip:    func(ticket string, o spool.Outcome) { ui.Do(func() { a.leader.OnSlip(ticket, o) }) },
	}
}

// header says what a touch of the header does, to the screen and to what lies over it.
func (a *App) header() ui.OnHeader {
	both := func(change func()) func() { return func() { change(); a.overlays.Redraw() } }
	return ui.OnHeader{
		Crest: func(held time.Duration) { a.overlays.OnCrest(held) }, Help: func() { a.overlays.OnHelp() },
		Eyes: both(func() { a.leader.OnDisplay(ui.Large) }), Contrast: both(func() { a.leader.OnDisplay(ui.Contrast) }),
		Reach: both(func() { a.leader.OnReach() }), Language: both(func() { a.leader.OnLanguage() }),
	}
}

// native opens Fyne's window.
func (a *App) native(screen ui.Screen) fyne.Window {
	w := a.fyne.NewWindow("Một Cửa")
	w.SetMaster()
	screen.Fit(w)
	if a.settings.Window.Full() {
		w.SetCloseIntercept(func() {}) // a passer-by must not close the kiosk
	}
	return w
}

// newLeader makes the flows of the kiosk's mode.
func (a *App) newLeader(ctx context.Context) leader {
	d, s := a.device, a.settings
	config := flow.Config{
		Window: a.window, Run: ui.Background, Now: time.Now, NewID: newID,
		Kiosk: s.Kiosk, Scanner: s.Scanner.There(), Lang: s.Language, Patience: s.Patience(), Everyday: s.Everyday,
	}
	rate := func(r rating.Rating) error { return d.Rate(ctx, r) }
	if s.Mode == settings.Rating {
		return flow.NewRatingMode(flow.RatingBackend{Hall: d.View, Standing: d.Link.Standing, Wall: d.Clock.Now, Rate: rate}, config, s.Counter)
	}
	return flow.NewVisitor(flow.Backend{
		Hall: d.View, Standing: d.Link.Standing, Wall: d.Clock.Now, CanPrint: d.CanPrint, Rate: rate,
		Take:       func(r dispenser.Request) (queue.Ticket, error) { return d.Take(ctx, r) },
		Inquire:    func(q registry.Inquiry) ([]registry.Progress, error) { return d.Link.Inquire(ctx, q) },
		OpenTicket: func(code string) (queue.Ticket, error) { return d.Link.Seals().OpenTicket(code) },
		Served:     func(s hall.Slip) (hall.Served, error) { return d.Served(ctx, s) },
		Meet:       func(s hall.CheckInRequest) (hall.CheckInResult, error) { return d.Link.CheckIn(ctx, s) },
		Print:      func(id string, page drivers.Document) error { return d.Print(ctx, id, page) },
		Withdraw:   func(slip string) error { return d.Withdraw(ctx, slip) },
		PrintAgain: func(t queue.Ticket, lang string) error { return d.PrintAgain(ctx, t, lang) },
		TicketCode: func(t queue.Ticket) string { return d.Link.Seals().TicketCode(t) },
		Catalogue:  d.Catalogue, NewestCatalogue: d.NewestCatalogue,
		Asked: func(questions []visit.Sought) { d.Asked(ctx, questions) },
	}, config)
}

// newOverlays makes what looks after the kiosk itself.
func (a *App) newOverlays(ctx context.Context, log *device.LogBuffer) *shell.Overlays {
	d, s := a.device, a.settings
	return &shell.Overlays{
		Context: ctx, Window: a.window, Run: ui.Background, Now: time.Now, Hours: s.Hours, Power: device.DisplayPower,
		Say: func() i18n.Localizer { return a.leader.Speaker() },
		Tech: shell.Technician{
			Lock: device.Lock(s), Checks: d.Checks(), Log: log.Last,
			Print:   func() error { return d.PrintReport(ctx, newID()) },
			Restart: func() { a.again = true; a.fyne.Quit() },
		},
		Help: &shell.HelpCalls{Call: func() error { return d.CallHelp(ctx) }, Open: d.HelpCalls, Device: s.Origin(), Voice: device.Reader(ctx, s.Voice), Now: time.Now},
	}
}

// newID makes a request's id: version 7, so that a day's tickets lie together on the disk.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// Run shows the window until it is closed or ctx ends, and waits for the work behind it.
func (a *App) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	a.fyne.Lifecycle().SetOnStarted(func() {
		render.Rest(a.onTick)
		work.Go(func() { a.device.Run(ctx, a.settings.Mode) })
		work.Go(func() {
			scanner := a.settings.Scanner
			scanner.Opened = func() { cue.Say(cue.Line{Of: cue.Scanner}) }
			scanner.Run(ctx, func(text string) { ui.Do(func() { a.leader.OnScan(text) }) }, health.HeardIn(a.settings.Data).Note)
		})
	})
	quit := context.AfterFunc(ctx, func() { ui.Do(a.fyne.Quit) })
	a.window.Native.ShowAndRun()
	quit()
	stop()
	work.Wait()
	if a.again {
		return errAgain
	}
	return nil
}

// errAgain ends the program so that its watchdog starts it again.
var errAgain = errors.New("the technician starts the kiosk again")

// onTick lets a second pass. That it does is the sign of life that the watchdog waits for: a frozen screen gives none.
func (a *App) onTick() {
	watchdog.Beat()
	a.leader.OnTick()
	a.overlays.OnTick()
	a.window.OnTick()
}

// Close lets the journal go.
func (a *App) Close() error { return a.device.Close() }
