package main

import (
	"time"

	"fyne.io/fyne/v2"

	"motcua/counter/desk"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// The keys that lead from the queue to the dossiers.
const (
	keyBrowse = fyne.KeyF5
	keyIntake = fyne.KeyF8
)

// queueScreen is who is called, who waits, and the keys for them.
type queueScreen struct {
	box      *fyne.Container
	speak    words.Speaker
	called   *called
	line     *line
	keys     *keys
	dossiers *keyRow
}

func newQueueScreen(speak words.Speaker, press func(desk.Action), open func(fyne.KeyName)) *queueScreen {
	q := &queueScreen{speak: speak, called: newCalled(speak), line: newLine(speak), keys: newKeys(speak, press)}
	q.dossiers = newKeyRow(open, "queue", keyIntake, keyBrowse)
	right := ui.Column(12, ui.Share(1, q.line.box), ui.Fixed(104, q.dossiers.box))
	middle := ui.Row(16, ui.Share(1.55, q.called.box), ui.Share(1, right))
	q.box = ui.Pad(16, ui.Column(16, ui.Share(3.6, middle), ui.Share(1, q.keys.box)))
	return q
}

func (q *queueScreen) draw(s *session, filed notice, now time.Time) {
	q.called.draw(s, filed, now)
	q.line.draw(s.desk, now)
	q.keys.draw(s.desk, now)
	q.dossiers.wear(q.speak, keyWords{"counter.key.intake", "counter.help.intake", keyOpen}, keyWords{"counter.key.browse", "counter.help.browse", keyOpen})
}

func (q *queueScreen) targets(s *session) (targets []ui.Target) {
	for _, b := range bindings {
		if s.desk.Closed(b.action, s.now()) == desk.Open && s.desk.Ready(s.now()) {
			targets = append(targets, ui.Target{Name: string(b.action), Object: q.keys.byAct[b.action]})
		}
	}
	return append(targets, q.dossiers.targets()...)
}
