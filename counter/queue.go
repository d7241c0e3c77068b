package main

import (
	"time"

	"fyne.io/fyne/v2"

	"motcua/counter/desk"
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
	dossiers *keyRow
	diary    *keyRow // where the centre takes appointments
	right    *fyne.Container
}

func newQueueScreen(speak words.Speaker, press func(desk.Action), open func(fyne.KeyName)) *queueScreen {
	q := &queueScreen{speak: speak, called: newCalled(speak), line: newLine(speak), keys: newKeys(speak, press)}
	q.dossiers = newKeyRow(open, "queue", keyIntake, keyBrowse)
	q.diary = newKeyRow(open, "queue", keyDiary)
	q.right = ui.Column(12, ui.Share(1, q.line.box), ui.Fixed(104, q.dossiers.box), ui.Fixed(52, q.diary.box))
	middle := ui.Row(16, ui.Share(1.55, q.called.box), ui.Share(1, q.right))
	q.box = ui.Pad(16, ui.Column(16, ui.Share(3.6, middle), ui.Share(1, q.keys.box)))
	return q
}

func (q *queueScreen) draw(s *session, filed notice, appoints bool, now time.Time) {
	if q.diary.box.Visible() != appoints {
		shown(q.diary.box, appoints)
		q.right.Refresh()
	}
	q.called.draw(s, filed, now)
	q.line.draw(s.desk, now)
	q.keys.draw(s.desk, now)
	q.diary.wear(q.speak, keyWords{"counter.key.diary", "", keyOpen})
	q.dossiers.wear(q.speak, keyWords{"counter.key.intake", "counter.help.intake", keyOpen}, keyWords{"counter.key.browse", "counter.help.browse", keyOpen})
}

func (q *queueScreen) targets(s *session) (targets []ui.Target) {
	for _, b := range bindings {
		if s.desk.Closed(b.action, s.now()) == desk.Open && s.desk.Ready(s.now()) {
			targets = append(targets, ui.Target{Name: string(b.action), Object: q.keys.byAct[b.action]})
		}
	}
	targets = append(targets, q.dossiers.targets()...)
	if q.diary.box.Visible() {
		targets = append(targets, q.diary.targets()...)
	}
	return targets
}
