package main

import (
	"fmt"

	"motcua/counter/widgets"
	"motcua/internal/ui"
)

// targets is what can be clicked now, for a scripted officer.
func (d *deskScreen) targets() (screen string, targets []ui.Target) {
	if screen, targets = d.cardTargets(); screen != "" {
		return screen, append(targets, d.everywhere()...)
	}
	screen, targets = d.pageTargets()
	return screen, append(targets, d.everywhere()...)
}

// cardTargets are those of the card that lies over the screen; without one there is no name.
func (d *deskScreen) cardTargets() (screen string, targets []ui.Target) {
	switch {
	case d.form.Box.Visible():
		return "counter.form", d.form.Targets()
	case d.transfer.box.Visible():
		return "counter.transfer", d.transfer.spots()
	case d.menu.box.Visible():
		return "counter.menu", d.menu.spots()
	}
	return "", nil
}

// pageTargets are those of the screen.
func (d *deskScreen) pageTargets() (screen string, targets []ui.Target) {
	switch d.clerk.place {
	case atIntake:
		return fmt.Sprintf("counter.intake.%d", d.clerk.intake.Step), append(d.intake.keys.Targets(), d.intake.targets()...)
	case atReceived:
		return "counter.received", d.dossier.keys.Targets()
	case atRegister:
		return "counter.register", append(d.register.keys.Targets(), d.register.targets()...)
	case atDossier:
		return "counter.dossier", d.dossier.keys.Targets()
	case atProof:
		return "counter.proof", append(d.preview.keys.Targets(), d.preview.papers.Targets("papers")...)
	case atDiary:
		return "counter.diary", append(d.diary.keys.Targets(), d.diary.rows.Targets("entry")...)
	}
	return "counter", d.queue.targets(d.session)
}

// everywhere are the key that locks, and the strip of who wants help while it is seen.
func (d *deskScreen) everywhere() (targets []ui.Target) {
	if d.covered() {
		return nil
	}
	targets = widgets.AddVisible(targets, "lock", d.header.lock)
	if d.help.box.Visible() {
		targets = widgets.AddVisible(targets, "coming", d.help.box)
	}
	return targets
}

func (s *intakeScreen) targets() []ui.Target {
	targets := append(s.hits.Targets("hit"), s.rows.Targets("paper")...)
	if s.fee.box.Visible() {
		targets = append(targets, s.fee.methods.Targets("method")...)
	}
	return widgets.AddVisible(targets, "search", s.query)
}

func (s *registerScreen) targets() []ui.Target {
	targets := widgets.AddVisible(s.rows.Targets("found"), "search", s.query)
	for _, t := range s.lists {
		targets = widgets.AddVisible(targets, "list."+listName(t.list), t.spot)
	}
	return targets
}
