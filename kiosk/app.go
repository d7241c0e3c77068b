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
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/watchdog"
	"motcua/internal/words"
	"motcua/kiosk/device"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/settings"
	"motcua/kiosk/visit"
)

// runningText is the type of Fyne's own widgets on a kiosk, in pixels.
const runningText = 30

// flow leads people from screen to screen and alone knows which is next. Its methods run on the screen's goroutine.
type flow interface {
	onLanguage()
	onEyes(change ui.Mode)
	onReach()
	onHall()                                 // the view of the hall, or the line to central, changed
	onPrinter()                              // the printer's state changed
	onSlip(ticket string, o spool.Outcome)   // a slip's way ended
	onScan(text string)                      // something was scanned
	onTick()                                 // a second passed
	speaker() words.Speaker                  // in the language of whoever stands there
	start(unfinished []dispenser.Unfinished) // shows the first screen
}

// App is the running kiosk: a device behind a window.
type App struct {
	settings settings.Settings
	device   *device.Device
	fyne     fyne.App
	stage    *stage
	flow     flow

	attendant *attendant
	again     bool // the technician wants the kiosk started again
}

// Open opens the journal and the window, and finishes what a power cut interrupted. ctx ends the work behind the screens.
func Open(ctx context.Context, s settings.Settings, tail *device.LogBuffer) (*App, error) {
	screen, err := s.Window.Ready(settings.ShortSide)
	if err != nil {
		return nil, err
	}
	a := &App{settings: s, fyne: app.NewWithID("vn.motcua.kiosk")}
	a.fyne.Settings().SetTheme(ui.Theme{Text: runningText, Least: s.Panel.LeastType(), Read: s.Panel.ReadType()})
	ui.Steady(time.Now)
	if a.device, err = device.Open(ctx, s, a.events()); err != nil {
		return nil, err
	}
	unfinished, err := a.device.Resume(ctx)
	if err != nil {
		return nil, errors.Join(err, a.device.Close())
	}
	a.stage = newStage(a.window(screen), ui.OnHeader{
		Crest: func(held time.Duration) { a.attendant.onCrest(held) }, Help: func() { a.attendant.onHelp() },
		Eyes: func() { a.flow.onEyes(ui.Large); a.attendant.redraw() }, Contrast: func() { a.flow.onEyes(ui.Contrast); a.attendant.redraw() },
		Reach: func() { a.flow.onReach(); a.attendant.redraw() }, Language: func() { a.flow.onLanguage(); a.attendant.redraw() },
	})
	a.flow = a.leads(ctx)
	a.attendant = a.attends(ctx, tail)
	a.flow.start(unfinished)
	return a, nil
}

// events hands what happens to the device over to the screen's goroutine.
func (a *App) events() device.Events {
	return device.Events{
		Hall:    func() { ui.Do(func() { a.flow.onHall(); a.attendant.onTick() }) },
		Printer: func() { ui.Do(func() { a.flow.onPrinter() }) },
		Slip:    func(ticket string, o spool.Outcome) { ui.Do(func() { a.flow.onSlip(ticket, o) }) },
	}
}

func (a *App) window(screen ui.Screen) fyne.Window {
	w := a.fyne.NewWindow("Một Cửa")
	w.SetMaster()
	screen.Fit(w)
	if a.settings.Window.Full() {
		w.SetCloseIntercept(func() {}) // a passer-by must not close the kiosk
	}
	return w
}

// leads gives the flow of the kiosk's mode.
func (a *App) leads(ctx context.Context) flow {
	d, s := a.device, a.settings
	if s.Mode == settings.Rating {
		return &ratings{
			hall: d.Link.View, standing: d.Link.Standing, wall: d.Clock.Now, rate: func(r rating.Rating) error { return d.Rate(ctx, r) },
			stage: a.stage, run: ui.Background, now: time.Now, counter: s.Counter, patience: s.Patience(), opinion: visit.NewOpinion(s.Counter, s.Language),
		}
	}
	behind := hands{
		hall: d.Link.View, standing: d.Link.Standing, wall: d.Clock.Now, canPrint: d.CanPrint,
		take:     func(r dispenser.Request) (queue.Ticket, error) { return d.Take(ctx, r) },
		ask:      func(q registry.Inquiry) ([]registry.Progress, error) { return d.Link.Inquire(ctx, q) },
		open:     func(code string) (queue.Ticket, error) { return d.Link.Seals().OpenTicket(code) },
		served:   func(s hall.Slip) (hall.Served, error) { return d.Served(ctx, s) },
		rate:     func(r rating.Rating) error { return d.Rate(ctx, r) },
		meet:     func(s hall.Summons) (hall.Coming, error) { return d.Link.Meet(ctx, s) },
		print:    func(id string, page drivers.Document) error { return d.Print(ctx, id, page) },
		withdraw: func(slip string) error { return d.Withdraw(ctx, slip) },
		again:    func(t queue.Ticket, lang string) error { return d.PrintAgain(ctx, t, lang) },
		code:     func(t queue.Ticket) string { return d.Link.Seals().TicketCode(t) },
		index:    device.Catalogue,
	}
	return &reception{
		hands: behind, stage: a.stage, run: ui.Background, now: time.Now, newID: newID,
		kiosk: s.Kiosk, scanner: s.Scanner.There(), lang: s.Language, patience: s.Patience(), everyday: s.Everyday, visit: visit.New(s.Language),
	}
}

// attends gives who looks after the kiosk itself.
func (a *App) attends(ctx context.Context, tail *device.LogBuffer) *attendant {
	d, s := a.device, a.settings
	return &attendant{
		ctx: ctx, stage: a.stage, run: ui.Background, now: time.Now, hours: s.Hours, power: device.DisplayPower,
		say: func() words.Speaker { return a.flow.speaker() },
		tech: &technician{
			lock: device.Lock(s), checks: d.Checks(), log: tail,
			print:   func() error { return d.PrintReport(ctx, newID()) },
			restart: func() { a.again = true; a.fyne.Quit() },
		},
		help: &helper{call: func() error { return d.CallHelp(ctx) }, calls: d.HelpCalls, me: s.Origin(), voice: s.Voice.Reader(ctx), now: time.Now},
	}
}

// newID makes a request's id: version 7, so that a day's tickets lie together on the disk.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// Run shows the window until it is closed or ctx ends, and waits for the work behind it.
func (a *App) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	a.fyne.Lifecycle().SetOnStarted(func() {
		ui.Rest(a.onTick)
		work.Go(func() { a.device.Run(ctx, a.settings.Mode) })
		work.Go(func() {
			scanner := a.settings.Scanner
			scanner.Opened = func() { cue.Say(cue.Line{Of: cue.Scanner}) }
			scanner.Run(ctx, func(text string) { ui.Do(func() { a.flow.onScan(text) }) }, health.HeardIn(a.settings.Data).Note)
		})
	})
	quit := context.AfterFunc(ctx, func() { ui.Do(a.fyne.Quit) })
	a.stage.window.ShowAndRun()
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
	a.flow.onTick()
	a.attendant.onTick()
	a.stage.onTick()
}

// Close lets the journal go.
func (a *App) Close() error { return a.device.Close() }
