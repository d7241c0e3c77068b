package screens

import (
	"motcua/counter/widgets"
	"motcua/internal/ui"
)

// targets returns what can be clicked now, for a scripted officer.
func (d *Desk) targets() (screen string, targets []ui.Target) {
	if screen, targets = d.cardTargets(); screen != "" {
		return screen, append(targets, d.everywhere()...)
	}
	screen, targets = d.shown().targets()
	return screen, append(targets, d.everywhere()...)
}

// cardTargets returns those of the card that lies over the screen; without one there is no name.
func (d *Desk) cardTargets() (screen string, targets []ui.Target) {
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

// everywhere returns the key that locks, and the strip of who wants help while it is seen.
func (d *Desk) everywhere() (targets []ui.Target) {
	if d.covered() {
		return nil
	}
	targets = widgets.AddVisible(targets, "lock", d.header.lock)
	if d.help.box.Visible() {
		targets = widgets.AddVisible(targets, "coming", d.help.box)
	}
	return targets
}
