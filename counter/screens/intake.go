package screens

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/dossiers"
	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/counter/widgets"
	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
	"motcua/internal/ui"
)

// intakeScreen is the one window of an intake: who, which procedure, which papers, the fee, and the day that is promised.
type intakeScreen struct {
	plain
	box      *fyne.Container
	dossiers *dossiers.Controllers
	host     host
	speak    i18n.Localizer

	person     *applicantCard
	promise    *dueDateCard
	work       *fyne.Container
	title      *ui.Text
	query      *widgets.SearchField
	hits, rows *widgets.Table
	head       *widgets.TableLine
	headRow    *fyne.Container
	fee        *feeCard
	status     *widgets.StatusLine
	keys       *widgets.KeyRow
}

func newIntakeScreen(c *dossiers.Controllers, h host) *intakeScreen {
	speak := c.Speak
	s := &intakeScreen{dossiers: c, host: h, speak: speak, person: newApplicantCard(speak), promise: newDueDateCard(speak), title: widgets.NewBoldText("", 26)}
	s.query = widgets.NewSearchField(func(text string) {
		if in := c.Intake.Current; in != nil && text != in.Query {
			in.Look(text)
			c.Changed()
		}
	})
	s.hits = widgets.NewTable(twoLines, intake.MostHits, false, widgets.Column{Share: 0.5, Size: 26, Bold: true, Align: fyne.TextAlignCenter},
		widgets.Column{Share: 7, Size: rowType, Least: rowType}, widgets.Column{Share: 2.2, Size: rowType, Least: rowType, Align: fyne.TextAlignTrailing})
	columns := []widgets.Column{{Share: 0.5, Size: 24, Bold: true, Align: fyne.TextAlignCenter}, {Share: 5.5, Size: rowType, Least: rowType}}
	for range 4 {
		columns = append(columns, widgets.Column{Share: 1.15, Size: 22, Bold: true, Align: fyne.TextAlignCenter})
	}
	s.rows = widgets.NewTable(twoLines, 24, true, columns...)
	for i := range columns {
		columns[i].Size, columns[i].Bold, columns[i].Least = 16, false, 0
	}
	s.head = widgets.NewTableLine(true, columns)
	s.headRow = widgets.BesideThumb(s.head.Box, container.NewStack())
	s.fee = newFeeCard(speak)
	s.status = widgets.NewStatusLine()
	s.keys = widgets.NewKeyRow(h.press, "intake", fyne.KeyReturn, keyMore, fyne.KeyEscape)
	s.listenToClicks()
	s.work = ui.Column(8, ui.Fixed(56, s.title), ui.Fixed(52, s.query), ui.Fixed(52, s.headRow),
		ui.Share(1, container.NewStack(s.hits.Box, s.rows.Box)), ui.Fixed(208, s.fee.box))
	left := ui.Column(14, ui.Share(1, s.person.box), ui.Share(1.09, s.promise.box))
	s.box = ui.Pad(14, ui.Column(12,
		ui.Share(1, ui.Row(14, ui.Share(1, left), ui.Share(1.65, ui.Panel(ui.Card, 16, s.work)))),
		ui.Fixed(48, s.status.Box), ui.Fixed(99, s.keys.Box)))
	return s
}

// rowType is the type of the rows of both lists, whatever stands in them, and twoLines what two lines of it take.
const (
	rowType  = 18
	twoLines = 63
)

func (s *intakeScreen) draw() {
	in := s.dossiers.Intake.Current
	if in == nil {
		return
	}
	now := s.dossiers.Now()
	s.person.draw(in)
	s.promise.draw(in, s.dossiers.Store.Desk().Calendar, now)
	s.drawWork(in)
	list := s.hits
	if in.Step != intake.Choosing {
		list = s.rows
	}
	s.status.DrawOr(s.dossiers.Notice, list.CutOff())
	s.drawKeys(in)
}

func (s *intakeScreen) drawWork(in *intake.Intake) {
	choosing := in.Step == intake.Choosing
	if charging := in.Step == intake.Charging; s.hits.Box.Visible() != choosing || s.fee.box.Visible() != charging {
		widgets.SetVisible(s.query, choosing)
		widgets.SetVisible(s.hits.Box, choosing)
		widgets.SetVisible(s.headRow, !choosing)
		widgets.SetVisible(s.rows.Box, !choosing)
		widgets.SetVisible(s.fee.box, charging)
		s.work.Refresh() // gives the visible ones their places
	}
	if choosing {
		title := "counter.intake.choose"
		if in.Opened() {
			title = "counter.intake.browse"
		}
		s.title.Say(s.speak.Text(title))
		s.query.Say(in.Query)
		cursor := in.At
		if len(in.Hits) == 0 {
			cursor = -1
		}
		s.hits.Draw(s.hitRows(in), cursor)
		return
	}
	s.title.Say(widgets.Shorten(in.Procedure.Name, 150))
	s.head.Draw(widgets.TableRow{Ink: ui.Quiet, Cells: []string{"", s.speak.Text("counter.intake.papers"), s.speak.Text("counter.paper.originals"),
		s.speak.Text("counter.paper.certified"), s.speak.Text("counter.paper.copies"), s.speak.Text("counter.paper.lent")}}, false)
	cursor := in.Cursor
	if in.Step == intake.Charging {
		cursor = -1
	}
	s.rows.Draw(paperRows(in), cursor)
	s.fee.draw(in)
}

func (s *intakeScreen) hitRows(in *intake.Intake) (rows []widgets.TableRow) {
	for i, hit := range in.Hits {
		rows = append(rows, s.hitRow(i, hit))
	}
	if len(rows) == 0 {
		id := "counter.intake.type"
		if in.Query != "" {
			id = "counter.intake.no_hit"
		}
		rows = append(rows, widgets.TableRow{Ink: ui.Quiet, Cells: []string{"", s.speak.Text(id), ""}})
	}
	return rows
}

// hitRow is the line of what can be chosen: a procedure with its time and price, or a list that opens.
func (s *intakeScreen) hitRow(i int, hit browse.Item) widgets.TableRow {
	digit := ""
	if i < intake.MostHits {
		digit = strconv.Itoa(i + 1)
	}
	if hit.Kind == browse.AnEntry {
		return widgets.TableRow{Cells: []string{digit, hit.Entry.Name, s.brief(hit.Entry)}}
	}
	title, below := guide.Item(s.speak, hit)
	if hit.Kind == browse.AWay {
		below = s.speak.Text("browse.groups", i18n.Args{"Count": hit.Count})
	}
	return widgets.TableRow{Cells: []string{digit, title, below + "  ›"}}
}

// brief returns a procedure's time and price at the desk.
func (s *intakeScreen) brief(p *procedure.Procedure) string {
	way, ok := p.Way(procedure.Counter)
	if !ok {
		return s.speak.Text("counter.limit.none")
	}
	text := wayLimit(s.speak, way)
	if way.Fee != nil && way.Fee.VND > 0 {
		text += "\n" + guide.Price(s.speak, way.Fee)
	}
	return text
}

func paperRows(in *intake.Intake) (rows []widgets.TableRow) {
	for i, r := range in.Rows {
		row := widgets.TableRow{Icon: ui.Icon("box", ui.Quiet), At: int(in.Column) + 3, Cells: []string{"", r.Asked.Name,
			widgets.Number(r.Given.Originals), widgets.Number(r.Given.Certified), widgets.Number(r.Given.Copies), widgets.Number(r.Given.Lent)}}
		if i < 9 {
			row.Cells[0] = strconv.Itoa(i + 1)
		}
		if r.Ticked {
			row.Icon, row.Ground = ui.Icon("box-ticked", ui.Good), ui.Calm
		}
		rows = append(rows, row)
	}
	return rows
}

func (s *intakeScreen) drawKeys(in *intake.Intake) {
	enter := "counter.key.receive"
	if in.Step == intake.Choosing {
		enter = "counter.key.choose"
	} else if in.Step == intake.Ticking && in.Fee() > 0 {
		enter = "counter.key.fee"
	}
	s.keys.SetText(s.speak,
		widgets.KeyText{Title: enter, Help: "counter.help.step." + strconv.Itoa(int(in.Step)), State: widgets.KeyMain},
		widgets.KeyText{Title: "counter.key.more", Help: "counter.help.more.intake", State: widgets.KeyOpen},
		widgets.KeyText{Title: "counter.key.back", Help: "counter.help.back", State: widgets.KeyOpen})
}

func (s *intakeScreen) object() fyne.CanvasObject { return s.box }

// keeps is always so: an intake is finished or given up.
func (s *intakeScreen) keeps() bool { return true }

func (s *intakeScreen) press(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn:
		s.dossiers.Intake.Enter()
	case keyMore:
		s.askMore()
	case fyne.KeyEscape:
		if s.dossiers.Intake.Current.Back() {
			s.dossiers.LeaveIntake()
		}
		s.host.redraw()
	default:
		return false
	}
	return true
}

func (s *intakeScreen) typed(r rune) {
	if in := s.dossiers.Intake.Current; in.Step == intake.Choosing && !in.Picks(r) {
		s.query.Insert(r)
	} else if in.Type(r) {
		s.dossiers.Notice = navigation.Notice{}
		s.host.redraw()
	}
}

func (s *intakeScreen) moveSelection(name fyne.KeyName) {
	if name == fyne.KeyBackspace {
		s.dossiers.Intake.Current.Erase()
	} else {
		s.dossiers.Intake.Current.Move(walks[name][0], walks[name][1])
	}
	s.host.redraw()
}

// search returns the field for a procedure; letters are written into it while one is chosen.
func (s *intakeScreen) search() (*widgets.SearchField, bool) {
	in := s.dossiers.Intake.Current
	return s.query, in != nil && in.Step == intake.Choosing
}

func (s *intakeScreen) targets() (screen string, targets []ui.Target) {
	targets = append(s.keys.Targets(), s.hits.Targets("hit")...)
	targets = append(targets, s.rows.Targets("paper")...)
	if s.fee.box.Visible() {
		targets = append(targets, s.fee.methods.Targets("method")...)
	}
	return fmt.Sprintf("counter.intake.%d", s.dossiers.Intake.Current.Step), widgets.AddVisible(targets, "search", s.query)
}

// listenToClicks has each row and box do at a click what its key does.
func (s *intakeScreen) listenToClicks() {
	s.hits.OnTap(func(row, _ int) { s.host.click(func() { s.dossiers.Intake.Current.Pick(row) }) })
	s.rows.OnTap(s.clickPaper)
	s.fee.methods.OnTap(func(row, _ int) { s.host.click(func() { s.dossiers.Intake.Current.Type(methodKey(row)) }) })
}

// methodKey returns the key of a way to pay, by its row: the last one is that it was not paid yet.
func methodKey(row int) rune {
	if key := '1' + rune(row); key < '5' {
		return key
	}
	return '0'
}

// papersColumn is the first column of a paper's numbers in its table.
const papersColumn = 2

// clickPaper marks a paper at its box or name; its numbers count one more at the right half of their place, one less at the left.
func (s *intakeScreen) clickPaper(row, column int) {
	s.host.click(func() {
		if column < papersColumn {
			s.dossiers.Intake.Current.Tick(row)
			return
		}
		by := 1
		if s.rows.LeftHalf {
			by = -1
		}
		s.dossiers.Intake.Current.Count(row, intake.Column(column-papersColumn), by)
	})
}
