package screens

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/desk"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui"
)

const (
	rowHeight = 48 // pixels
	mostRows  = 40 // more than the tallest screen shows
)

// waitingList is the list of who waits for this counter, next first, as many as the window is high; the others are counted.
type waitingList struct {
	box         *fyne.Container
	speak       i18n.Localizer
	title, rest *ui.Text
	rows        []*row
	list        *fyne.Container
}

func newWaitingList(speak i18n.Localizer) *waitingList {
	l := &waitingList{speak: speak, title: widgets.NewBoldText("", 34), rest: widgets.NewText("", 26)}
	var parts []ui.Part
	for range mostRows {
		r := newRow()
		l.rows = append(l.rows, r)
		parts = append(parts, ui.Fixed(rowHeight, r.box))
	}
	l.list = ui.Column(0, parts...)
	l.box = ui.Panel(ui.Card, 20, ui.Column(8, ui.Share(1, l.title), ui.Share(9, l.list), ui.Share(1.1, l.rest)))
	return l
}

func (l *waitingList) draw(d *desk.Desk, now time.Time) {
	waiting := d.Line()
	if !d.Online() {
		waiting = d.Lane(now)
	}
	shown := min(len(waiting), len(l.rows), int(l.list.Size().Height)/rowHeight)
	for i, t := range waiting[:shown] {
		l.rows[i].draw(t, d, l.speak, d.Clock(now))
	}
	widgets.ShowFirst(l.list, shown)
	l.title.Say(l.titleOf(d, len(waiting)))
	rest := l.speak.Text("counter.line.rest", i18n.Args{"More": len(waiting) - shown, "Elsewhere": d.Elsewhere()})
	if !d.Online() {
		rest = l.speak.Text("counter.line.alone.rest")
	}
	l.rest.Say(rest)
}

func (l *waitingList) titleOf(d *desk.Desk, waiting int) string {
	switch {
	case !d.Online() && d.Seen().IsZero():
		return l.speak.Text("counter.line.unseen")
	case !d.Online():
		return l.speak.Text("counter.line.alone", i18n.Args{"Lane": waiting, "Waiting": len(d.Line()), "At": d.Seen().In(queue.Zone).Format("15:04")})
	case waiting == 0:
		return l.speak.Text("counter.line.nobody")
	}
	return l.speak.Text("counter.line.waiting", i18n.Args{"Waiting": waiting})
}

// row is one who waits.
type row struct {
	box                     *fyne.Container
	number, service, waited *ui.Text
}

func newRow() *row {
	r := &row{number: widgets.NewBoldText("", 28), service: widgets.NewText("", 20), waited: widgets.NewText("", 26)}
	r.waited.Align = fyne.TextAlignTrailing
	rule := canvas.NewRectangle(ui.Color(ui.Line))
	text := ui.Row(12, ui.Share(1, r.number), ui.Share(2.7, r.service), ui.Share(1, r.waited))
	r.box = container.NewStack(ui.Column(0, ui.Share(1, text), ui.Fixed(1, rule)))
	return r
}

func (r *row) draw(t queue.Ticket, d *desk.Desk, speak i18n.Localizer, clock time.Time) {
	r.number.Say(t.Number)
	r.service.Say(serviceOf(t, d, speak))
	r.waited.Say(lasting(clock.Sub(t.IssuedAt)))
}

// serviceOf returns what somebody has come for, and when, where they have an appointment.
func serviceOf(t queue.Ticket, d *desk.Desk, speak i18n.Localizer) string {
	name := d.Service(t.Service).Name.In(speak.Lang)
	if t.Slot.IsZero() {
		return name
	}
	return speak.Text("counter.slot", i18n.Args{"Time": t.Slot.In(queue.Zone).Format("15:04")}) + " · " + name
}

// lasting writes a time that runs: 03:22, and 1:03:22 from an hour on.
func lasting(d time.Duration) string {
	seconds := max(0, int(d/time.Second))
	if seconds < 3600 {
		return fmt.Sprintf("%02d:%02d", seconds/60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// moment writes a time of day, with the date when that was another day.
func moment(t, now time.Time) string {
	if queue.Day(t) == queue.Day(now) {
		return t.Format("15:04:05")
	}
	return t.Format("15:04 02/01")
}
