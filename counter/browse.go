package main

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/typed"
	"motcua/counter/widgets"
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
	query *widgets.SearchField
	where *ui.Text
	rows  *widgets.Table
	told  *widgets.StatusLine
	keys  *widgets.KeyRow
}

// tab is one list's name and how many it holds.
type tab struct {
	list   registry.List
	ground *canvas.Rectangle
	name   *ui.Text
	count  *ui.Text
	spot   *widgets.TapArea
}

func newRegisterScreen(c *clerk, speak words.Speaker, press func(fyne.KeyName)) *registerScreen {
	s := &registerScreen{clerk: c, speak: speak, where: widgets.NewText("", 18), told: widgets.NewStatusLine()}
	var tabs []ui.Part
	for _, list := range append(registry.Lists(), registry.All) {
		t := &tab{list: list, ground: canvas.NewRectangle(nil), name: widgets.NewText("", 20), count: widgets.NewBoldText("", 34), spot: widgets.NewTapArea(nil, nil)}
		t.ground.CornerRadius, t.ground.StrokeWidth = 10, 3
		t.name.Align, t.count.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
		s.lists = append(s.lists, t)
		tabs = append(tabs, ui.Share(1, container.NewStack(t.ground, ui.Pad(8, ui.Column(2, ui.Share(1.3, t.count), ui.Share(1, t.name))), t.spot)))
	}
	s.query = widgets.NewSearchField(func(text string) {
		if text != c.search.text {
			c.look(text)
		}
	})
	s.query.PlaceHolder = speak.Say("counter.list.search")
	s.where.Align, s.where.Colour = fyne.TextAlignTrailing, ui.Quiet
	const size, high = 17, 60 // two lines
	s.rows = widgets.NewTable(high, 24, false, widgets.Column{Share: 1.9, Size: size, Least: size, Bold: true}, widgets.Column{Share: 3.7, Size: size, Least: widgets.SmallestType},
		widgets.Column{Share: 3, Size: size, Least: size, Bold: true}, widgets.Column{Share: 4.2, Size: size, Least: size}, widgets.Column{Share: 1.9, Size: size, Least: 15})
	s.keys = widgets.NewKeyRow(press, "register", fyne.KeyReturn, fyne.KeyLeft, fyne.KeyRight, keyIntake, keyForms, fyne.KeyEscape)
	s.box = ui.Pad(14, ui.Column(10,
		ui.Fixed(92, ui.Row(10, tabs...)),
		ui.Fixed(54, ui.Row(12, ui.Share(2, s.query), ui.Share(1, s.where))),
		ui.Share(1, ui.Panel(ui.Card, 10, s.rows.Box)),
		ui.Fixed(50, s.told.Box), ui.Fixed(84, s.keys.Box)))
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
		widgets.SetFill(t.ground, ground)
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
	s.query.Say(look.text)
	s.where.Say(s.speak.Say("counter.list.where", words.Args{"Whole": look.whole, "Found": len(look.answer.Found)}))
	cursor := look.cursor
	if len(look.answer.Found) == 0 {
		cursor = -1
	}
	s.rows.Draw(s.found(), cursor)
	s.told.DrawOr(s.clerk.notice, s.rows.CutOff())
	open := widgets.KeyMain
	if len(look.answer.Found) == 0 {
		open = widgets.KeyClosed
	}
	s.keys.SetText(s.speak, widgets.KeyText{Title: "counter.key.open", State: open}, widgets.KeyText{Title: "counter.key.left", State: widgets.KeyOpen},
		widgets.KeyText{Title: "counter.key.right", State: widgets.KeyOpen}, widgets.KeyText{Title: "counter.key.intake", State: widgets.KeyOpen}, widgets.KeyText{Title: "counter.key.book", State: widgets.KeyOpen},
		widgets.KeyText{Title: "counter.key.back", State: widgets.KeyOpen})
}

func listName(l registry.List) string {
	if l == registry.All {
		return "all"
	}
	return string(l)
}

func (s *registerScreen) found() (rows []widgets.TableRow) {
	desk := s.clerk.cabinet.Desk()
	for _, e := range s.clerk.search.answer.Found {
		colours := urgencies[e.Urgency(desk.Calendar, desk.At, soonDays)]
		due := "–"
		if !e.Appointment.IsZero() {
			due = e.Appointment.In(workday.Vietnam).Format("15:04 02/01/2006")
		}
		row := widgets.TableRow{Bar: colours.bar, Ground: colours.ground, Cells: []string{due, e.Code, e.Owner, e.Procedure, s.speak.Say("counter.status." + strconv.Itoa(int(e.Status)))}}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.TableRow{Ink: ui.Quiet, Cells: []string{"", "", s.speak.Say("counter.list.nothing"), "", ""}})
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
	questions := []typed.Question{{Label: "counter.ask.from", Value: day(from)}, {Label: "counter.ask.to", Value: day(to)}}
	d.form.Ask(d.clerk.speak.Say("counter.book.days"), questions, func(answers []string) bool {
		from, err := typed.ParseDate(answers[0])
		to, other := typed.ParseDate(answers[1])
		if err = cmp.Or(err, other); err != nil || to.Before(from) {
			d.form.Refuse(cmp.Or(err, typed.ErrSpan))
			return false
		}
		d.clerk.proofDays(from, to)
		return true
	})
	d.draw()
}
