package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"

	"motcua/counter/desk"
	"motcua/internal/journal"
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
	session *session
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
	j, err := journal.OpenDevice(filepath.Join(s.Data, "counter.db"), "counter-"+s.Counter, time.Now, journal.Join()) // no tables: what the events mean is central's
	if err != nil {
		return nil, err
	}
	c := &Counter{journal: j}
	if err := c.join(s); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	c.open(s, screen)
	return c, nil
}

// join puts desk, journal and line together.
func (c *Counter) join(s Settings) (err error) {
	ctx := context.Background()
	c.link, err = uplink.NewLink(ctx, uplink.Client{Base: s.Central}, c.journal, func() { fyne.Do(c.see) })
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
	return nil
}

// open makes the window.
func (c *Counter) open(s Settings, screen ui.Screen) {
	c.app = app.NewWithID("vn.motcua.counter")
	c.app.Settings().SetTheme(ui.Theme{Text: 20})
	c.screen = newDeskScreen(c.session, c.session.speak)
	c.session.changed = c.draw
	c.window = c.app.NewWindow(c.session.speak.Say("counter.title", words.Args{"Counter": s.Counter}))
	c.window.SetPadded(false)
	c.window.SetContent(c.screen.box)
	screen.Fit(c.window)
	if canvas, ok := c.window.Canvas().(desktop.Canvas); ok {
		canvas.SetOnKeyDown(c.screen.onKey) // goes down once, while a typed key repeats
	}
}

// see shows the officer what the line to central brought.
func (c *Counter) see() { c.session.see(c.link.View()) }

func (c *Counter) draw() {
	c.screen.draw()
	name, targets := c.screen.targets()
	c.log.Tell(c.window, name, targets)
}

// Run shows the window until it is closed or ctx ends.
func (c *Counter) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	gone := make(chan struct{})
	c.app.Lifecycle().SetOnStarted(func() {
		c.see() // what the journal remembers of the centre
		go func() { defer close(gone); c.link.Run(ctx) }()
		go c.redraw(ctx)
	})
	c.window.ShowAndRun()
	cancel()
	<-gone
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
