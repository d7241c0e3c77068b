package screens

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/dossiers"
	"motcua/counter/papers"
	"motcua/counter/typed"
	"motcua/counter/widgets"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/workday"
)

// registerScreen is the lists of what presses, and the search.
type registerScreen struct {
	plain
	box      *fyne.Container
	dossiers *dossiers.Controllers
	papers   *papers.Controller
	host     host
	speak    i18n.Localizer

	lists  []*tab
	query  *widgets.SearchField
	where  *ui.Text
	rows   *widgets.Table
	status *widgets.StatusLine
	keys   *widgets.KeyRow
}

// tab is one list's name and how many it holds.
type tab struct {
	list   registry.List
	ground *canvas.Rectangle
	name   *ui.Text
	count  *ui.Text
	spot   *widgets.TapArea
}

func newRegisterScreen(c *dossiers.Controllers, p *papers.Controller, h host) *registerScreen {
	speak := c.Speak
	s := &registerScreen{dossiers: c, papers: p, host: h, speak: speak, where: widgets.NewText("", 18), status: widgets.NewStatusLine()}
	var tabs []ui.Part
	for _, list := range append(registry.Lists(), registry.All) {
		t := &tab{list: list, ground: canvas.NewRectangle(nil), name: widgets.NewText("", 20), count: widgets.NewBoldText("", 34), spot: widgets.NewTapArea(nil, nil)}
		t.ground.CornerRadius, t.ground.StrokeWidth = 10, 3
		t.name.Align, t.count.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
		s.lists = append(s.lists, t)
		tabs = append(tabs, ui.Share(1, container.NewStack(t.ground, ui.Pad(8, ui.Column(2, ui.Share(1.3, t.count), ui.Share(1, t.name))), t.spot)))
	}
	s.query = widgets.NewSearchField(func(text string) {
		if text != c.Register.Text {
			c.Register.Look(text)
		}
	})
	s.query.PlaceHolder = speak.Text("counter.list.search")
	s.where.Align, s.where.Colour = fyne.TextAlignTrailing, ui.Quiet
	const size, high = 17, 60 // two lines
	s.rows = widgets.NewTable(high, 24, false, widgets.Column{Share: 1.9, Size: size, Least: size, Bold: true}, widgets.Column{Share: 3.7, Size: size, Least: widgets.SmallestType},
		widgets.Column{Share: 3, Size: size, Least: size, Bold: true}, widgets.Column{Share: 4.2, Size: size, Least: size}, widgets.Column{Share: 1.9, Size: size, Least: 15})
	s.keys = widgets.NewKeyRow(h.press, "register", fyne.KeyReturn, fyne.KeyLeft, fyne.KeyRight, keyIntake, keyForms, fyne.KeyEscape)
	s.listenToClicks()
	s.box = ui.Pad(14, ui.Column(10,
		ui.Fixed(92, ui.Row(10, tabs...)),
		ui.Fixed(54, ui.Row(12, ui.Share(2, s.query), ui.Share(1, s.where))),
		ui.Share(1, ui.Panel(ui.Card, 10, s.rows.Box)),
		ui.Fixed(50, s.status.Box), ui.Fixed(84, s.keys.Box)))
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
	look := s.dossiers.Register
	for _, t := range s.lists {
		ground, edge := ui.Card, ui.Line
		if t.list == look.List {
			ground, edge = ui.Calm, ui.Crest
		}
		if t.ground.StrokeColor != ui.Color(edge) {
			t.ground.StrokeColor = ui.Color(edge)
			t.ground.Refresh()
		}
		widgets.SetFill(t.ground, ground)
		t.name.Say(s.speak.Text("counter.list." + listName(t.list)))
		t.count.Say("")
		counts := look.Answer.Count
		if look.Text != "" && look.Answer.Matches != nil {
			counts = look.Answer.Matches // in which list the dossier looked for is
		}
		if n, ok := counts[t.list]; ok {
			t.count.Say(strconv.Itoa(n))
		}
		t.count.Paint(ui.Ink)
		if t.list == registry.Late && look.Answer.Count[t.list] > 0 {
			t.count.Paint(ui.Alert)
		}
	}
	s.query.Say(look.Text)
	s.where.Say(s.speak.Text("counter.list.where", i18n.Args{"Whole": look.Whole, "Found": len(look.Answer.Found)}))
	cursor := look.Cursor
	if len(look.Answer.Found) == 0 {
		cursor = -1
	}
	s.rows.Draw(s.found(), cursor)
	s.status.DrawOr(s.dossiers.Notice, s.rows.CutOff())
	open := widgets.KeyMain
	if len(look.Answer.Found) == 0 {
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
	desk := s.dossiers.Store.Desk()
	for _, e := range s.dossiers.Register.Answer.Found {
		colours := urgencies[e.Urgency(desk.Calendar, desk.At, dossiers.SoonDays)]
		due := "–"
		if !e.Appointment.IsZero() {
			due = e.Appointment.In(workday.Vietnam).Format("15:04 02/01/2006")
		}
		row := widgets.TableRow{Bar: colours.bar, Ground: colours.ground, Cells: []string{due, e.Code, e.Owner, e.Procedure, s.speak.Text("counter.status." + strconv.Itoa(int(e.Status)))}}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.TableRow{Ink: ui.Quiet, Cells: []string{"", "", s.speak.Text("counter.list.nothing"), "", ""}})
	}
	return rows
}

func (s *registerScreen) object() fyne.CanvasObject { return s.box }

func (s *registerScreen) press(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn:
		s.dossiers.Register.Pick()
	case fyne.KeyLeft, fyne.KeyRight:
		s.dossiers.Register.Turn(walks[name][1])
	case keyForms:
		s.papers.OpenRegister(s.askDays)
	case fyne.KeyEscape:
		s.dossiers.LeaveToQueue()
	default:
		return false
	}
	return true
}

func (s *registerScreen) typed(r rune) { s.query.Insert(r) }

func (s *registerScreen) moveSelection(name fyne.KeyName) {
	s.dossiers.Register.Walk(name == fyne.KeyBackspace, walks[name][0], walks[name][1])
}

func (s *registerScreen) search() (*widgets.SearchField, bool) { return s.query, true }

func (s *registerScreen) targets() (screen string, targets []ui.Target) {
	targets = append(s.keys.Targets(), widgets.AddVisible(s.rows.Targets("found"), "search", s.query)...)
	for _, t := range s.lists {
		targets = widgets.AddVisible(targets, "list."+listName(t.list), t.spot)
	}
	return "counter.register", targets
}

// listenToClicks has each row and tab do at a click what its key does.
func (s *registerScreen) listenToClicks() {
	s.rows.OnTap(func(row, _ int) {
		s.host.click(func() { s.dossiers.Register.Cursor = row; s.dossiers.Register.Pick() })
	})
	for _, t := range s.lists {
		t.spot.Tap = func(fyne.Position) { s.host.click(func() { s.dossiers.Register.TurnToList(t.list) }) }
	}
}

// askDays asks from which day to which the register is wanted.
func (s *registerScreen) askDays(from, to workday.Date) {
	day := func(d workday.Date) string { return d.At(0).Format("02/01/2006") }
	questions := []typed.Question{{Label: "counter.ask.from", Value: day(from)}, {Label: "counter.ask.to", Value: day(to)}}
	s.host.form.Ask(s.speak.Text("counter.book.days"), questions, func(answers []string) bool {
		from, err := typed.ParseDate(answers[0])
		to, other := typed.ParseDate(answers[1])
		if err = cmp.Or(err, other); err != nil || to.Before(from) {
			s.host.form.Refuse(cmp.Or(err, typed.ErrSpan))
			return false
		}
		s.papers.SetDays(from, to)
		return true
	})
	s.host.redraw()
}
