package main

import (
	"time"

	"fyne.io/fyne/v2"

	"motcua/counter/calls"
	"motcua/counter/desk"
	"motcua/counter/navigation"
	"motcua/counter/widgets"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// queueScreen is who is called, who waits, and the keys for them.
type queueScreen struct {
	box      *fyne.Container
	speak    words.Speaker
	called   *called
	line     *line
	keys     *keys
	dossiers *widgets.KeyRow
	diary    *widgets.KeyRow // where the centre takes appointments
	right    *fyne.Container
}

func newQueueScreen(speak words.Speaker, press func(desk.Action), open func(fyne.KeyName)) *queueScreen {
	q := &queueScreen{speak: speak, called: newCalled(speak), line: newLine(speak), keys: newKeys(speak, press)}
	q.dossiers = widgets.NewKeyRow(open, "queue", keyIntake, keyBrowse)
	q.diary = widgets.NewKeyRow(open, "queue", keyDiary)
	q.right = ui.Column(12, ui.Share(1, q.line.box), ui.Fixed(104, q.dossiers.Box), ui.Fixed(52, q.diary.Box))
	middle := ui.Row(16, ui.Share(1.55, q.called.box), ui.Share(1, q.right))
	q.box = ui.Pad(16, ui.Column(16, ui.Share(3.6, middle), ui.Share(1, q.keys.box)))
	return q
}

func (q *queueScreen) draw(s *calls.Session, filed navigation.Notice, appoints bool, now time.Time) {
	if q.diary.Box.Visible() != appoints {
		widgets.SetVisible(q.diary.Box, appoints)
		q.right.Refresh()
	}
	q.called.draw(s, filed, now)
	q.line.draw(s.Desk, now)
	q.keys.draw(s.Desk, now)
	q.diary.SetText(q.speak, widgets.KeyText{Title: "counter.key.diary", State: widgets.KeyOpen})
	q.dossiers.SetText(q.speak, widgets.KeyText{Title: "counter.key.intake", Help: "counter.help.intake", State: widgets.KeyOpen}, widgets.KeyText{Title: "counter.key.browse", Help: "counter.help.browse", State: widgets.KeyOpen})
}

func (q *queueScreen) targets(s *calls.Session) (targets []ui.Target) {
	for _, b := range bindings {
		if s.Desk.Closed(b.action, s.Now()) == desk.Open && s.Desk.Ready(s.Now()) {
			targets = append(targets, ui.Target{Name: string(b.action), Object: q.keys.byAct[b.action]})
		}
	}
	targets = append(targets, q.dossiers.Targets()...)
	if q.diary.Box.Visible() {
		targets = append(targets, q.diary.Targets()...)
	}
	return targets
}
