package main

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/dossier"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// registerScreen is the lists of what presses, and the search.
type registerScreen struct {
	box   *fyne.Container
	clerk *clerk
	speak words.Speaker

	lists []*tab
	query *searchField
	where *ui.Text
	rows  *table
	told  *strip
	keys  *keyRow
}

// tab is one list's name and how many it holds.
type tab struct {
	list   registry.List
	ground *canvas.Rectangle
	name   *ui.Text
	count  *ui.Text
	spot   *spot
}

func newRegisterScreen(c *clerk, speak words.Speaker, press func(fyne.KeyName)) *registerScreen {
	s := &registerScreen{clerk: c, speak: speak, where: plain("", 18), told: newStrip()}
	var tabs []ui.Part
	for _, list := range append(registry.Lists(), registry.All) {
		t := &tab{list: list, ground: canvas.NewRectangle(nil), name: plain("", 20), count: bold("", 34), spot: newSpot(nil, nil)}
		t.ground.CornerRadius, t.ground.StrokeWidth = 10, 3
		t.name.Align, t.count.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
		s.lists = append(s.lists, t)
		tabs = append(tabs, ui.Share(1, container.NewStack(t.ground, ui.Pad(8, ui.Column(2, ui.Share(1.3, t.count), ui.Share(1, t.name))), t.spot)))
	}
	s.query = newSearchField(func(text string) {
		if text != c.search.text {
			c.look(text)
		}
	})
	s.query.PlaceHolder = speak.Say("counter.list.search")
	s.where.Align, s.where.Colour = fyne.TextAlignTrailing, ui.Quiet
	const size, high = 17, 60 // two lines
	s.rows = newTable(high, 24, false, column{share: 1.9, size: size, least: size, bold: true}, column{share: 3.7, size: size, least: smallestType},
		column{share: 3, size: size, least: size, bold: true}, column{share: 4.2, size: size, least: size}, column{share: 1.9, size: size, least: 15})
	s.keys = newKeyRow(press, "register", fyne.KeyReturn, fyne.KeyLeft, fyne.KeyRight, keyIntake, keyForms, fyne.KeyEscape)
	s.box = ui.Pad(14, ui.Column(10,
		ui.Fixed(92, ui.Row(10, tabs...)),
		ui.Fixed(54, ui.Row(12, ui.Share(2, s.query), ui.Share(1, s.where))),
		ui.Share(1, ui.Panel(ui.Card, 10, s.rows.box)),
		ui.Fixed(50, s.told.box), ui.Fixed(84, s.keys.box)))
	return s
}

// urgencies are the colours of how near an appointment is.
var urgencies = map[dossier.Urgency]struct{ bar, ground fyne.ThemeColorName }{
	dossier.Late:     {ui.Alert, ui.Notice},
	dossier.DueToday: {ui.Gold, ui.Card},
	dossier.DueSoon:  {ui.Edge, ui.Card},
	dossier.Calm:     {ui.Good, ui.Card},
}

func (s *registerScreen) draw() {
	look := s.clerk.search
	for _, t := range s.lists {
		ground, edge := ui.Card, ui.Line
		if t.list == look.list {
			ground, edge = ui.Calm, ui.Crest
		}
		if t.ground.StrokeColor != ui.Color(edge) {
			t.ground.StrokeColor = ui.Color(edge)
			t.ground.Refresh()
		}
		fill(t.ground, ground)
		t.name.Say(s.speak.Say("counter.list." + listName(t.list)))
		t.count.Say("")
		counts := look.answer.Count
		if look.text != "" && look.answer.Matches != nil {
			counts = look.answer.Matches // in which list the dossier looked for is
		}
		if n, ok := counts[t.list]; ok {
			t.count.Say(strconv.Itoa(n))
		}
		t.count.Paint(ui.Ink)
		if t.list == registry.Late && look.answer.Count[t.list] > 0 {
			t.count.Paint(ui.Alert)
		}
	}
	s.query.say(look.text)
	s.where.Say(s.speak.Say("counter.list.where", words.Args{"Whole": look.whole, "Found": len(look.answer.Found)}))
	cursor := look.cursor
	if len(look.answer.Found) == 0 {
		cursor = -1
	}
	s.rows.draw(s.found(), cursor)
	s.told.drawOr(s.clerk.notice, s.rows.cutOff())
	open := keyMain
	if len(look.answer.Found) == 0 {
		open = keyClosed
	}
	s.keys.wear(s.speak, keyWords{"counter.key.open", "", open}, keyWords{"counter.key.left", "", keyOpen},
		keyWords{"counter.key.right", "", keyOpen}, keyWords{"counter.key.intake", "", keyOpen}, keyWords{"counter.key.book", "", keyOpen},
		keyWords{"counter.key.back", "", keyOpen})
}

func listName(l registry.List) string {
	if l == registry.All {
		return "all"
	}
	return string(l)
}

func (s *registerScreen) found() (rows []tableRow) {
	desk := s.clerk.cabinet.Desk()
	for _, e := range s.clerk.search.answer.Found {
		colours := urgencies[e.Urgency(desk.Calendar, desk.At, soonDays)]
		due := "–"
		if !e.Appointment.IsZero() {
			due = e.Appointment.In(workday.Vietnam).Format("15:04 02/01/2006")
		}
		row := tableRow{bar: colours.bar, ground: colours.ground, cells: []string{due, e.Code, e.Owner, e.Procedure, s.speak.Say("counter.status." + strconv.Itoa(int(e.Status)))}}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		rows = append(rows, tableRow{ink: ui.Quiet, cells: []string{"", "", s.speak.Say("counter.list.nothing"), "", ""}})
	}
	return rows
}

func (d *deskScreen) pressRegister(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn:
		d.clerk.pick()
	case fyne.KeyLeft, fyne.KeyRight:
		d.clerk.turn(walks[name][1])
	case keyForms:
		d.clerk.proofRegister(d.askDays)
	case fyne.KeyEscape:
		d.clerk.leave()
	default:
		return false
	}
	return true
}

// askDays asks from which day to which the register is wanted.
func (d *deskScreen) askDays(from, to workday.Date) {
	day := func(d workday.Date) string { return d.At(0).Format("02/01/2006") }
	questions := []question{{"counter.ask.from", day(from)}, {"counter.ask.to", day(to)}}
	d.form.ask(d.clerk.speak.Say("counter.book.days"), questions, func(answers []string) bool {
		from, err := parseDate(answers[0])
		to, other := parseDate(answers[1])
		if err = cmp.Or(err, other); err != nil || to.Before(from) {
			d.form.refuse(cmp.Or(err, errSpan))
			return false
		}
		d.clerk.proofDays(from, to)
		return true
	})
	d.draw()
}
