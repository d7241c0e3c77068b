package screens

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/ui"
	"motcua/kiosk/visit"
)

// ProcedureActions is what a visitor does with a procedure. Take is nil where no service of the centre does it.
type ProcedureActions struct {
	Take, Print func()
	Turn        func(page int)
	Exits
}

// Procedure tells what a procedure asks for, a page of so many lines at a time; time and fee stand on every page.
type Procedure struct {
	Screen
	say   i18n.Localizer
	print *ui.Button
	take  *ui.Button
}

// ProcedureData is a page of a procedure, counted from 0.
type ProcedureData struct {
	Procedure *procedure.Procedure
	Lines     int // that are read at once
	Page      int
}

// NewProcedure shows a page of a procedure.
func NewProcedure(say i18n.Localizer, data ProcedureData, on ProcedureActions) *Procedure {
	p := data.Procedure
	s := &Procedure{say: say}
	s.Name = "reading"
	g := guide.Of(say, p)
	if short := guide.Short(p); g.Name == guide.Name(p) && short != g.Name {
		g.Sections = append(g.Sections, guide.Section{Title: say.Text("guide.name"), Items: []string{g.Name}})
		g.Name = short
	}
	if utf8.RuneCountInString(g.About) > longestAbout {
		g.Sections = append(g.Sections, guide.Section{Title: say.Text("guide.agency"), Items: []string{p.Agency}})
	}
	pages := paginate(g.Sections, data.Lines)
	about := ui.NewText(g.About, 32)
	about.Colour, about.Cut = ui.Quiet, true // the pages have the whole of it
	if g.Caution != "" {
		about = ui.NewText(g.Caution, 34)
	}
	name := ui.Column(4, ui.Share(1.5, ui.Title(g.Name, 56, ui.Crest)), ui.Share(1, about))
	facts := ui.NewFacts(ui.Fact{Label: say.Text("guide.time"), Value: g.Time}, ui.Fact{Label: say.Text("guide.fee"), Value: g.Fee})
	page := min(data.Page, len(pages)-1)
	foot, targets := newFooter(say, on.Exits)
	text := ui.Column(Gap, ui.Share(1, newPage(pages[page])), ui.Fixed(104, s.pager(page, len(pages), on.Turn)))
	s.Content = footed(container.New(procedureLayout{}, s.Heading(name), s.Sheet(facts), text, s.actions(p, on)), foot)
	s.Targets = append(s.Targets, targets...)
	return s
}

// longestAbout is how many letters of a procedure's field and agencies fit under its name in each mode; one names 1,300 letters of agencies.
const longestAbout = 80

// newPage is a page of the guide on a card.
func newPage(page []leaf) fyne.CanvasObject {
	var sections []ui.Section
	for _, l := range page {
		sections = append(sections, ui.Section{Title: l.title, First: l.first, Items: l.items})
	}
	return ui.Panel(ui.Card, 32, ui.NewSections(42, sections...))
}

// pager leads through the pages in order.
func (s *Procedure) pager(page, pages int, onTurn func(int)) fyne.CanvasObject {
	row, targets := newPager(s.say, page, pages, onTurn)
	s.Targets = append(s.Targets, targets...)
	return row
}

// actions takes a number for the procedure and prints its guide.
func (s *Procedure) actions(p *procedure.Procedure, on ProcedureActions) fyne.CanvasObject {
	s.print = ui.NewButton("print", ui.Tile, 44, ui.Content{}, on.Print)
	s.Targets = append(s.Targets, s.print)
	nowhere := ui.NewText(elsewhere(s.say, p), 38)
	nowhere.Cut = true // the line under the procedure's name has the whole of it
	var take fyne.CanvasObject = ui.Panel(ui.Notice, 12, nowhere)
	if on.Take != nil {
		s.take = ui.NewButton("take", ui.Main, 54, ui.Content{Title: s.say.Text("kiosk.guide.take")}, on.Take)
		s.Targets = append(s.Targets, s.take)
		take = s.take
	}
	share := float32(1.2)
	if on.Take == nil {
		share = 1.6 // for where it is done may have a long name
	}
	return ui.Row(Gap, ui.Share(share, take), ui.Share(1, s.print))
}

// elsewhere says that a procedure is not done here, and by whom it is.
func elsewhere(say i18n.Localizer, p *procedure.Procedure) string {
	if p.Agency == "" {
		return say.Text("kiosk.guide.nowhere")
	}
	return say.Text("kiosk.guide.elsewhere", i18n.Args{"Agency": p.Agency})
}

// Update tells how it goes with the guide's paper, and whether a number is on its way.
func (s *Procedure) Update(p visit.Paper, canPrint, taking bool) {
	if s.take != nil && taking && !s.take.Content().Closed {
		s.take.SetContent(ui.Content{Title: s.say.Text("kiosk.guide.taking")})
	}
	s.print.SetContent(printFace(s.say, p, canPrint))
}

// Close tells on the button that takes a number why there is none now; empty: there are numbers.
func (s *Procedure) Close(why string) {
	if s.take != nil {
		s.take.SetContent(ui.Content{Title: s.say.Text("kiosk.guide.take"), Subtitle: why, Closed: why != ""})
	}
}

// printFace returns what a button that prints a page tells about it.
func printFace(say i18n.Localizer, p visit.Paper, canPrint bool) ui.Content {
	face := ui.Content{Icon: ui.Icon("printer", ui.Ink), Title: say.Text("kiosk.guide.print")}
	switch {
	case p.ID != "" && p.Slip == visit.Printed:
		face = ui.Content{Icon: ui.Icon("tick", ui.Good), Title: say.Text("kiosk.guide.print.printed")}
	case !canPrint:
		face = ui.Content{Icon: ui.Icon("warning", ui.Alert), Title: say.Text("kiosk.guide.print.down")}
	case p.ID == "":
	case p.Slip == visit.Missing:
		face = ui.Content{Icon: ui.Icon("warning", ui.Alert), Title: say.Text("kiosk.guide.print.missing")}
	default:
		face.Title = say.Text("kiosk.guide.print.printing")
	}
	return face
}

// procedureLayout puts name and facts above what is read, or beside it on a wide panel.
type procedureLayout struct{}

func (procedureLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	name, facts, text, actions := objects[0], objects[1], objects[2], objects[3]
	width, bottom := box.Width-2*Margin, box.Height-Gap/2
	const act = 124
	if upright(box) {
		const head, fact = 230, 190
		top := stack(Margin, Gap, width, tall{name, head}, tall{facts, fact})
		Place(text, Margin, top, width, bottom-act-Gap-top)
		Place(actions, Margin, bottom-act, width, act)
		return
	}
	side := width * 0.4
	const fact, column = 200, 190 // the buttons are narrow here
	top := stack(Margin, Gap, side, tall{name, bottom - fact - column - 3*Gap})
	Place(facts, Margin, top, side, bottom-column-Gap-top)
	Place(actions, Margin, bottom-column, side, column)
	Place(text, Margin+side+Gap, Gap, width-side-Gap, bottom-Gap)
}

func (procedureLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
