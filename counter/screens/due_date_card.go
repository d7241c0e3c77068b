package screens

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"motcua/counter/intake"
	"motcua/counter/widgets"
	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/ui"
	"motcua/internal/workday"
)

// dueDateCard shows the due day big, and how it was counted.
type dueDateCard struct {
	box                     *fyne.Container
	speak                   i18n.Localizer
	title, day, hour, count *ui.Text
}

func newDueDateCard(speak i18n.Localizer) *dueDateCard {
	p := &dueDateCard{speak: speak, title: widgets.NewText("", 20), day: ui.Title("", 76, ui.Crest), hour: ui.NewText("", 28), count: widgets.NewText("", 19)}
	p.title.Colour, p.count.Colour, p.count.Rise = ui.Quiet, ui.Quiet, 0
	p.hour.Least, p.day.Least = widgets.SmallestType, widgets.SmallestType
	p.box = ui.Panel(ui.Card, 14, ui.Column(4, ui.Fixed(24, p.title), ui.Share(1.3, p.day), ui.Share(0.6, p.hour), ui.Share(2, p.count)))
	return p
}

func (p *dueDateCard) draw(in *intake.Intake, c *workday.Calendar, now time.Time) {
	title := p.speak.Text("counter.promise")
	if in.Procedure != nil && in.Procedure.Online != "" {
		title += " · " + p.speak.Text("counter.online."+string(in.Procedure.Online))
	}
	p.title.Say(title)
	promise, ok := in.Promise(c, now)
	if !ok {
		p.day.Say("–")
		p.hour.Say("")
		id := "counter.promise.none"
		if in.Elsewhere {
			id = "counter.promise.elsewhere"
		}
		p.count.Say(p.speak.Text(id))
		return
	}
	due := promise.Due.In(workday.Vietnam)
	p.day.Say(due.Format("02/01/2006"))
	p.hour.Say(p.speak.Weekday(due) + "  ·  " + due.Format("15:04"))
	p.count.Say(p.counted(in, promise, now))
}

// counted returns how a day was come to: what was left out, and why.
func (p *dueDateCard) counted(in *intake.Intake, promise intake.Promise, now time.Time) string {
	text := []string{limitWords(p.speak, promise.Limit)}
	if way, ok := in.Way(); ok && way.Cut > 0 {
		text[0] = wayLimit(p.speak, way)
	}
	sameDay, tomorrow := promise.Limit.Unit == workday.SameDay, workday.DateOf(now) != workday.DateOf(promise.Due)
	switch {
	case sameDay && tomorrow:
		text = append(text, p.speak.Text("counter.promise.late"))
	case !sameDay:
		text = append(text, p.speak.Text("counter.promise.first", i18n.Args{"Day": now.In(workday.Vietnam).Format("02/01")}))
	}
	var off []string
	for i, s := range promise.Off {
		if i == 3 {
			off = append(off, "…")
			break
		}
		off = append(off, fmt.Sprintf("%02d/%02d %s", s.Date.Day, s.Date.Month, s.Name))
	}
	if promise.Resting > 0 {
		off = append(off, p.speak.Text("counter.promise.resting", i18n.Args{"Days": promise.Resting}))
	}
	if len(off) > 0 {
		text = append(text, p.speak.Text("counter.promise.off", i18n.Args{"Days": strings.Join(off, ", ")}))
	}
	for _, s := range promise.Worked {
		text = append(text, p.speak.Text("counter.promise.worked", i18n.Args{"Day": fmt.Sprintf("%02d/%02d", s.Date.Day, s.Date.Month)}))
	}
	return strings.Join(text, "\n")
}

// wayLimit writes a way's time limit and, where the centre has cut it, what it was: "7 ngày làm việc (quy định: 10)".
func wayLimit(speak i18n.Localizer, w procedure.Way) string {
	text := limitWords(speak, w.Limit)
	if w.Cut > 0 {
		text += " " + speak.Text("guide.cut", i18n.Args{"Amount": guide.Amount(w.Published())})
	}
	return text
}

// limitWords writes a time limit: "5 ngày làm việc".
func limitWords(speak i18n.Localizer, l workday.Limit) string {
	if l.Validate() != nil {
		return speak.Text("counter.limit.none")
	}
	return speak.Text("counter.limit."+string(l.Unit), i18n.Args{"Amount": guide.Amount(l)})
}
