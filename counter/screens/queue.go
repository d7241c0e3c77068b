package screens

import (
	"fyne.io/fyne/v2"

	"motcua/counter/desk"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// queueScreen is who is called, who waits, and the keys for them.
type queueScreen struct {
	plain
	box          *fyne.Container
	controllers  Controllers
	speak        i18n.Localizer
	act          func(desk.Action)
	called       *currentVisit
	line         *waitingList
	keys         *queueKeys
	dossiers     *widgets.KeyRow
	appointments *widgets.KeyRow // where the centre takes appointments
	right        *fyne.Container
}

func newQueueScreen(c Controllers, act func(desk.Action), open func(fyne.KeyName)) *queueScreen {
	speak := c.Speak
	q := &queueScreen{controllers: c, speak: speak, act: act, called: newCurrentVisit(speak), line: newWaitingList(speak), keys: newQueueKeys(speak, act)}
	q.dossiers = widgets.NewKeyRow(open, "queue", keyIntake, keyBrowse)
	q.appointments = widgets.NewKeyRow(open, "queue", keyAppointments)
	q.right = ui.Column(12, ui.Share(1, q.line.box), ui.Fixed(104, q.dossiers.Box), ui.Fixed(52, q.appointments.Box))
	q.called.spot.Tap = func(fyne.Position) { open(fyne.KeyReturn) }
	middle := ui.Row(16, ui.Share(1.55, q.called.box), ui.Share(1, q.right))
	q.box = ui.Pad(16, ui.Column(16, ui.Share(3.6, middle), ui.Share(1, q.keys.box)))
	return q
}

func (q *queueScreen) object() fyne.CanvasObject { return q.box }

func (q *queueScreen) draw() {
	s, now := q.controllers.Calls, q.controllers.Calls.Now()
	if appoints := q.controllers.Appointments.Centre().ChecksIn(); q.appointments.Box.Visible() != appoints {
		widgets.SetVisible(q.appointments.Box, appoints)
		q.right.Refresh()
	}
	q.called.draw(s, q.controllers.Notice, now)
	q.line.draw(s.Desk, now)
	q.keys.draw(s.Desk, now)
	q.appointments.SetText(q.speak, widgets.KeyText{Title: "counter.key.diary"})
	q.dossiers.SetText(q.speak, widgets.KeyText{Title: "counter.key.intake", Help: "counter.help.intake"}, widgets.KeyText{Title: "counter.key.browse", Help: "counter.help.browse"})
}

func (q *queueScreen) press(name fyne.KeyName) bool {
	s := q.controllers.Calls
	switch {
	case name == fyne.KeyReturn && s.Typed != "":
		s.CallMissed()
		return true
	case name == fyne.KeyReturn:
		s.ReadConflict()
		return true
	case name == fyne.KeyEscape:
		s.DropNumber()
		return true
	}
	for _, b := range bindings {
		if b.key == name {
			q.act(b.action)
			return true
		}
	}
	return false
}

func (q *queueScreen) typed(r rune) { q.controllers.Calls.TypeNumber(r) }

func (q *queueScreen) moveSelection(name fyne.KeyName) {
	if name == fyne.KeyBackspace && q.controllers.Calls.Typed != "" {
		q.controllers.Calls.EraseNumber()
	}
}

func (q *queueScreen) scanned(code string) bool { return q.controllers.Calls.Scanned(code) }

func (q *queueScreen) targets() (screen string, targets []ui.Target) {
	s := q.controllers.Calls
	for _, b := range bindings {
		if s.Desk.Closed(b.action, s.Now()) == desk.Open && s.Desk.Ready(s.Now()) {
			targets = append(targets, ui.Target{Name: string(b.action), Object: q.keys.byAct[b.action]})
		}
	}
	targets = append(targets, q.dossiers.Targets()...)
	if q.appointments.Box.Visible() {
		targets = append(targets, q.appointments.Targets()...)
	}
	return "counter", targets
}
