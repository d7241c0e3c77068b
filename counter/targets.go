package main

import (
	"fmt"

	"fyne.io/fyne/v2"

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
	case d.form.box.Visible():
		return "counter.form", d.form.targets()
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
		return fmt.Sprintf("counter.intake.%d", d.clerk.intake.Step), append(d.intake.keys.targets(), d.intake.targets()...)
	case atReceived:
		return "counter.received", d.dossier.keys.targets()
	case atRegister:
		return "counter.register", append(d.register.keys.targets(), d.register.targets()...)
	case atDossier:
		return "counter.dossier", d.dossier.keys.targets()
	case atProof:
		return "counter.proof", append(d.preview.keys.targets(), d.preview.papers.targets("papers")...)
	case atDiary:
		return "counter.diary", append(d.diary.keys.targets(), d.diary.rows.targets("entry")...)
	}
	return "counter", d.queue.targets(d.session)
}

// everywhere are the key that locks, and the strip of who wants help while it is seen.
func (d *deskScreen) everywhere() (targets []ui.Target) {
	if d.covered() {
		return nil
	}
	targets = seen(targets, "lock", d.header.lock)
	if d.help.box.Visible() {
		targets = seen(targets, "coming", d.help.box)
	}
	return targets
}

// seen adds a target, if it is seen.
func seen(targets []ui.Target, name string, o fyne.CanvasObject) []ui.Target {
	if !o.Visible() {
		return targets
	}
	return append(targets, ui.Target{Name: name, Object: o})
}

// targets are the lines of a table that is seen, from "NAME.1" on.
func (t *table) targets(name string) (targets []ui.Target) {
	if !t.box.Visible() {
		return nil
	}
	for i, l := range t.lines {
		if l.box.Visible() && t.first+i < len(t.rows) {
			targets = append(targets, ui.Target{Name: fmt.Sprintf("%s.%d", name, t.first+i+1), Object: l.box})
		}
	}
	return targets
}

func (s *intakeScreen) targets() []ui.Target {
	targets := append(s.hits.targets("hit"), s.rows.targets("paper")...)
	if s.fee.box.Visible() {
		targets = append(targets, s.fee.methods.targets("method")...)
	}
	return seen(targets, "search", s.query)
}

func (s *registerScreen) targets() []ui.Target {
	targets := seen(s.rows.targets("found"), "search", s.query)
	for _, t := range s.lists {
		targets = seen(targets, "list."+listName(t.list), t.spot)
	}
	return targets
}
