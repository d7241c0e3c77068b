package dossiers

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"motcua/counter/filing"
	"motcua/counter/navigation"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/trust"
	"motcua/internal/workday"
)

// moved reports whether a step was refused because the dossier had moved on; then the dossier is shown as it is, and what happened is said.
func (p *Page) moved(err error) bool {
	moved := (*filing.Moved)(nil)
	if !errors.As(err, &moved) {
		return false
	}
	p.Debounce() // an Enter struck now was meant for what was on the screen before
	p.Place, p.Dossier = navigation.Dossier, moved.Now
	p.Warn("counter.moved.refused", i18n.Args{"What": Happened(p.Speak, moved.Last)})
	return true
}

// Follow renews the dossier on the screen when central says that it stands otherwise.
func (p *Page) Follow(open *dossier.Stand) {
	if open == nil || p.Busy() || p.renewed.Busy() || !p.shows(open.ID) || same(p.Dossier, *open) {
		return
	}
	store, here, before := p.Store, p.Here(), p.Dossier
	navigation.Latest(p.Navigator, &p.renewed, func(ctx context.Context) (dossier.Dossier, error) { return store.Find(ctx, open.ID) }, func(d dossier.Dossier, err error) {
		switch {
		case err != nil:
			slog.Error("a dossier that has moved on could not be read", "dossier", open.ID, "err", err)
		case here() && p.shows(d.ID) && same(p.Dossier, before.Stand()) && !same(d, before.Stand()):
			p.Debounce()
			p.Place, p.Dossier = navigation.Dossier, d
			p.Warn("counter.moved.renewed", i18n.Args{"What": Happened(p.Speak, d.Stand().Last)})
		}
	})
}

// shows reports whether a dossier is on the screen.
func (p *Page) shows(id string) bool {
	return (p.Place == navigation.Dossier || p.Place == navigation.Received) && p.Dossier.ID == id
}

func same(d dossier.Dossier, s dossier.Stand) bool {
	return len(d.History) == s.Steps && d.Version() == s.Version
}

// Watched returns the id of the dossier that each view of the hall is to tell about; empty: none.
func (p *Page) Watched() string {
	if p.Place == navigation.Dossier || p.Place == navigation.Received {
		return p.Dossier.ID
	}
	return ""
}

// Happened returns the sentence for who did what with a dossier, and when.
func Happened(speak i18n.Localizer, s dossier.Step) string {
	counter, here := counterOf(s.Where)
	at := s.At.In(workday.Vietnam)
	return speak.Text("counter.happened", i18n.Args{
		"Counter": counter, "Here": here, "By": s.By, "Step": speak.Text("counter.step." + string(s.Action)), "At": at.Format("15:04"), "Day": at.Format("02/01"),
	})
}

// counterOf returns the counter of a device of this centre; false for any other device.
func counterOf(device string) (string, bool) {
	return strings.CutPrefix(device, string(trust.Counter)+"-")
}

// ClashText returns the sentence for which step does not count, theirs or another counter's, and what stands.
func ClashText(speak i18n.Localizer, counter string, c dossier.Clash) string {
	id := "counter.clash.there"
	if lost, _ := counterOf(c.Lost.Where); lost == counter {
		id = "counter.clash.here"
	}
	lost, _ := counterOf(c.Lost.Where)
	c.Stands.By = "" // the counter and the minute are enough
	return speak.Text(id, i18n.Args{
		"Code": c.Code, "Counter": lost, "Lost": speak.Text("counter.step." + string(c.Lost.Action)), "Stands": Happened(speak, c.Stands),
	}) + " " + speak.Text("counter.conflict.read")
}
