package main

import (
	"fyne.io/fyne/v2"

	"motcua/counter/widgets"
	"motcua/internal/idcard"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// The keys of the appointments, besides Enter, the arrows and Escape.
const (
	keySlip   = fyne.Key1
	keyMove   = fyne.Key2
	keyCancel = fyne.Key3
)

// diaryScreen is a day's appointments.
type diaryScreen struct {
	box   *fyne.Container
	clerk *clerk
	speak words.Speaker

	title *ui.Text
	rows  *widgets.Table
	told  *widgets.StatusLine
	keys  *widgets.KeyRow
}

func newDiaryScreen(c *clerk, speak words.Speaker, press func(fyne.KeyName)) *diaryScreen {
	s := &diaryScreen{clerk: c, speak: speak, title: widgets.NewBoldText("", 34), told: widgets.NewStatusLine()}
	s.rows = widgets.NewTable(46, 24, false, widgets.Column{Share: 2.2, Size: 22, Bold: true}, widgets.Column{Share: 2.2, Size: 20, Bold: true},
		widgets.Column{Share: 4.4, Size: 18}, widgets.Column{Share: 2.4, Size: 18}, widgets.Column{Share: 2.4, Size: 18})
	s.keys = widgets.NewKeyRow(press, "diary", fyne.KeyReturn, keySlip, keyMove, keyCancel, fyne.KeyLeft, fyne.KeyRight, fyne.KeyEscape)
	s.keys.Fold()
	s.box = ui.Pad(14, ui.Column(10,
		ui.Fixed(56, s.title), ui.Share(1, ui.Panel(ui.Card, 10, s.rows.Box)), ui.Fixed(50, s.told.Box), ui.Fixed(146, s.keys.Box)))
	return s
}

func (s *diaryScreen) draw() {
	d := s.clerk.diary
	day := d.day.At(0)
	s.title.Say(s.speak.Say("counter.diary.title", words.Args{
		"Weekday": s.speak.Weekday(day), "Date": day.Format("02/01/2006"), "Known": d.known, "Count": d.standing(),
	}))
	cursor := d.cursor
	if len(d.entries) == 0 {
		cursor = -1
	}
	s.rows.Draw(s.entries(), cursor)
	s.told.Draw(s.clerk.notice)
	may := widgets.KeyClosed
	if _, open := d.chosen(); open {
		may = widgets.KeyOpen
	}
	s.keys.SetText(s.speak, widgets.KeyText{Title: "counter.key.appoint", Help: "counter.help.appoint", State: widgets.KeyMain}, widgets.KeyText{Title: "counter.key.slip", State: may},
		widgets.KeyText{Title: "counter.key.move", State: may}, widgets.KeyText{Title: "counter.key.cancel", State: may},
		widgets.KeyText{Title: "counter.key.day_before", State: widgets.KeyOpen}, widgets.KeyText{Title: "counter.key.day_after", State: widgets.KeyOpen}, widgets.KeyText{Title: "counter.key.back", State: widgets.KeyOpen})
}

func (s *diaryScreen) entries() (rows []widgets.TableRow) {
	for _, e := range s.clerk.diary.entries {
		service, _ := s.clerk.centre().Service(e.Service)
		row := widgets.TableRow{Cells: []string{
			e.From.In(queue.Zone).Format("15:04") + "–" + e.To.In(queue.Zone).Format("15:04"), queue.SpellAppointmentCode(e.Code),
			widgets.Shorten(service.Name.In(s.speak.Lang), 60), e.Whose, s.speak.Say(stateOf(e, s.clerk.now()), words.Args{"Number": e.Number}),
		}}
		if e.Arrival == queue.GivenUp {
			row.Ink = ui.Quiet
		}
		rows = append(rows, row)
	}
	if s.clerk.diary.known && len(rows) == 0 {
		rows = append(rows, widgets.TableRow{Ink: ui.Quiet, Cells: []string{"", "", s.speak.Say("counter.diary.nothing"), "", ""}})
	}
	return rows
}

func (d *deskScreen) pressDiary(name fyne.KeyName) bool {
	c := d.clerk
	e, open := c.diary.chosen()
	if name != keyCancel {
		c.diary.doomed = ""
	}
	switch {
	case name == fyne.KeyReturn:
		d.askBooking("")
	case name == fyne.KeyLeft || name == fyne.KeyRight: // clicked
		c.walkDiary(0, walks[name][1])
	case name == keyCancel:
		c.cancel()
	case name == keyMove && open:
		d.askMove(e)
	case name == keySlip && open:
		c.hand(e, "counter.diary.printed")
	case name == fyne.KeyEscape:
		c.leave()
	default:
		return false
	}
	return true
}

// scanForDiary begins an appointment for whose card is scanned at the diary; false when it is no card.
func (d *deskScreen) scanForDiary(code string) bool {
	card, _, err := idcard.Parse(code, workday.DateOf(d.clerk.now()))
	if d.clerk.place != atDiary || !d.clerk.ready() || err != nil {
		return false
	}
	d.clerk.diary.doomed = ""
	d.askBooking(card.Number)
	return true
}
