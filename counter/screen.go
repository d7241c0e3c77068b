package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/desk"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// deskScreen is the officer's one screen. It draws the session and reports keys and clicks.
type deskScreen struct {
	box      *fyne.Container
	session  *session
	header   *header
	called   *called
	line     *line
	keys     *keys
	transfer *transfer
}

func newDeskScreen(s *session, speak words.Speaker) *deskScreen {
	d := &deskScreen{session: s, header: newHeader(speak), called: newCalled(speak), line: newLine(speak)}
	d.keys = newKeys(speak, d.onPress)
	d.transfer = newTransfer(speak, s.transfer)
	middle := ui.Row(16, ui.Share(1.55, d.called.box), ui.Share(1, d.line.box))
	below := ui.Pad(16, ui.Column(16, ui.Share(3.6, middle), ui.Share(1, d.keys.box)))
	page := ui.Column(0, ui.Share(1, d.header.box), ui.Share(8, below))
	d.box = container.NewStack(ui.Band(ui.Paper, 0, page), d.transfer.box)
	return d
}

// targets is what can be clicked now, for a scripted officer.
func (d *deskScreen) targets() (screen string, targets []ui.Target) {
	if d.transfer.box.Visible() {
		for _, k := range d.transfer.keys {
			targets = append(targets, ui.Target{Name: k.Name, Object: k})
		}
		return "counter.transfer", targets
	}
	for _, b := range bindings {
		if d.session.desk.Closed(b.action) == desk.Open && d.session.desk.Ready(d.session.now()) {
			targets = append(targets, ui.Target{Name: string(b.action), Object: d.keys.byAct[b.action]})
		}
	}
	return "counter", targets
}

// onKey is a key of the keyboard going down; a key held down counts once.
func (d *deskScreen) onKey(e *fyne.KeyEvent) {
	if d.transfer.box.Visible() {
		d.transfer.typed(e.Name)
		return
	}
	for _, b := range bindings {
		if b.key == e.Name {
			d.onPress(b.action)
		}
	}
}

// onPress does what a key says; a transfer asks first where to.
func (d *deskScreen) onPress(a desk.Action) {
	if a != desk.Transfer {
		d.session.press(a)
	} else if d.session.may(a) {
		d.transfer.ask(d.session.desk)
	}
}

func (d *deskScreen) draw() {
	now := d.session.now()
	d.header.draw(d.session.desk, now)
	d.called.draw(d.session, now)
	d.line.draw(d.session.desk, now)
	d.keys.draw(d.session.desk)
	d.transfer.draw(d.session.desk)
}

// smallestType is the smallest type at a desk, in pixels: 14 are 3 mm on the usual 22-inch screen, read from 60 cm.
const smallestType = 14

// plain makes a text that begins at the left of its box.
func plain(text string, size float32) *ui.Text {
	t := ui.NewText(text, size)
	t.Align, t.Least = fyne.TextAlignLeading, smallestType
	return t
}

// bold makes a plain text in bold type.
func bold(text string, size float32) *ui.Text {
	t := plain(text, size)
	t.Bold = true
	return t
}
