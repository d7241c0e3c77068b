package main

import (
	"fyne.io/fyne/v2"

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
	rows  *table
	told  *strip
	keys  *keyRow
}

func newDiaryScreen(c *clerk, speak words.Speaker, press func(fyne.KeyName)) *diaryScreen {
	s := &diaryScreen{clerk: c, speak: speak, title: bold("", 34), told: newStrip()}
	s.rows = newTable(46, 24, false, column{share: 2.2, size: 22, bold: true}, column{share: 2.2, size: 20, bold: true},
		column{share: 4.4, size: 18}, column{share: 2.4, size: 18}, column{share: 2.4, size: 18})
	s.keys = newKeyRow(press, "diary", fyne.KeyReturn, keySlip, keyMove, keyCancel, fyne.KeyLeft, fyne.KeyRight, fyne.KeyEscape)
	s.keys.fold()
	s.box = ui.Pad(14, ui.Column(10,
		ui.Fixed(56, s.title), ui.Share(1, ui.Panel(ui.Card, 10, s.rows.box)), ui.Fixed(50, s.told.box), ui.Fixed(146, s.keys.box)))
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
	s.rows.draw(s.entries(), cursor)
	s.told.draw(s.clerk.notice)
	may := keyClosed
	if _, open := d.chosen(); open {
		may = keyOpen
	}
	s.keys.wear(s.speak, keyWords{"counter.key.appoint", "counter.help.appoint", keyMain}, keyWords{"counter.key.slip", "", may},
		keyWords{"counter.key.move", "", may}, keyWords{"counter.key.cancel", "", may},
		keyWords{"counter.key.day_before", "", keyOpen}, keyWords{"counter.key.day_after", "", keyOpen}, keyWords{"counter.key.back", "", keyOpen})
}

func (s *diaryScreen) entries() (rows []tableRow) {
	for _, e := range s.clerk.diary.entries {
		service, _ := s.clerk.centre().Service(e.Service)
		row := tableRow{cells: []string{
			e.From.In(queue.Zone).Format("15:04") + "–" + e.To.In(queue.Zone).Format("15:04"), queue.SpellAppointmentCode(e.Code),
			short(service.Name.In(s.speak.Lang), 60), e.Whose, s.speak.Say(stateOf(e, s.clerk.now()), words.Args{"Number": e.Number}),
		}}
		if e.Arrival == queue.GivenUp {
			row.ink = ui.Quiet
		}
		rows = append(rows, row)
	}
	if s.clerk.diary.known && len(rows) == 0 {
		rows = append(rows, tableRow{ink: ui.Quiet, cells: []string{"", "", s.speak.Say("counter.diary.nothing"), "", ""}})
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
