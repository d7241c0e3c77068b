package dossiers

import (
	"context"
	"log/slog"

	"motcua/counter/errortext"
	"motcua/counter/filing"
	"motcua/counter/navigation"
	"motcua/internal/async"
	"motcua/internal/dossier"
)

// Page is the dossier on the screen: received just now, or looked at.
type Page struct {
	Config
	all *Controllers

	Dossier dossier.Dossier
	Past    int // the line of the dossier's history that is marked; -1: none

	renewed async.Async[dossier.Dossier] // one that has moved on
}

// Show lets a dossier be seen; a second press of the key that led here does nothing.
func (p *Page) Show(at navigation.Place, d dossier.Dossier) {
	p.Place, p.Dossier, p.Past = at, d, -1
	p.all.Intake.Current = nil
	p.Debounce()
	p.Changed()
}

// WalkPast marks another line of the dossier's history, so that all of it can be read.
func (p *Page) WalkPast(lines int) {
	last := len(p.Dossier.History) + len(p.Dossier.Stages) - 1
	p.Past, p.Notice = max(0, min(last, p.Past+lines)), navigation.Notice{}
	p.Changed()
}

// Open reads a dossier and shows it.
func (p *Page) Open(id string) {
	store := p.Store
	navigation.Ask(p.Navigator, func(ctx context.Context) (dossier.Dossier, error) { return store.Find(ctx, id) }, func(d dossier.Dossier, err error) {
		if err != nil {
			slog.Error("a dossier could not be read", "dossier", id, "err", err)
			p.Warn(errortext.Of(err))
			return
		}
		p.Notice = navigation.Notice{}
		p.Show(navigation.Dossier, d)
	})
}

// SlipOf returns the job of the slip of a dossier's last step of a kind.
func SlipOf(d dossier.Dossier, a dossier.Action) string {
	for i := len(d.History) - 1; i >= 0; i-- {
		if d.History[i].Action == a {
			return filing.JobOf(d.ID, i+1)
		}
	}
	return ""
}

// Do lets a step happen to the dossier shown; it reports false while something else is being done.
func (p *Page) Do(b dossier.Body) bool {
	before, store := p.Dossier, p.Store
	return navigation.Do(p.Navigator, func(ctx context.Context) (dossier.Dossier, error) { return store.Do(ctx, before, b) }, func(after dossier.Dossier, err error) {
		if p.moved(err) {
			return
		}
		if err != nil {
			slog.Error("a step of a dossier could not be written down", "dossier", before.ID, "action", b.Action(), "err", err)
			p.Warn(errortext.Of(err))
			return
		}
		p.Printer.Wake()
		p.Dossier = after
		if p.Place == navigation.Received {
			p.Place = navigation.Dossier // what was received is behind
		}
		p.Tell("counter.step.done." + string(b.Action()))
	})
}

// Accept receives a dossier that came in by the web, complete as it is; the code that the portal gave it stays.
func (p *Page) Accept() {
	before, store := p.Dossier, p.Store
	navigation.Do(p.Navigator, func(ctx context.Context) (dossier.Dossier, error) { return store.Accept(ctx, before) }, func(after dossier.Dossier, err error) {
		if p.moved(err) {
			return
		}
		if err != nil {
			slog.Error("a dossier from the web could not be received", "dossier", before.ID, "err", err)
			p.Warn(errortext.Of(err))
			return
		}
		p.Printer.Wake()
		p.Show(navigation.Received, after)
	})
}

// Reprint prints the dossier's last slip again.
func (p *Page) Reprint() {
	d, id, store := p.Dossier, p.NewID(), p.Store
	navigation.Try(p.Navigator, func(ctx context.Context) error { return store.Reprint(ctx, id, d) }, func(err error) {
		if err != nil {
			p.Warn(errortext.Of(err))
			return
		}
		p.Printer.Wake()
		p.Tell("counter.step.reprinted")
	})
}
