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
	*fyne.Container
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
	d.transfer = newTransfer(speak, s.transfer, func() {})
	middle := ui.Row(16, ui.Share(1.75, d.called), ui.Share(1, d.line))
	below := ui.Pad(16, ui.Column(16, ui.Share(3.9, middle), ui.Share(1, d.keys)))
	page := ui.Column(0, ui.Share(1, d.header), ui.Share(8, below))
	d.Container = container.NewStack(ui.Band(ui.Paper, 0, page), d.transfer)
	return d
}

// onKey is a key of the keyboard going down; a key held down counts once.
func (d *deskScreen) onKey(e *fyne.KeyEvent) {
	if d.transfer.Visible() {
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
