package screens

import (
	"strconv"

	"fyne.io/fyne/v2"

	"motcua/counter/papers"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// mostPapers is how many papers there are to choose from: the circular's seven and a fee receipt.
const mostPapers = 9

// previewScreen is an official paper before it is printed, and beside it the others.
type previewScreen struct {
	plain
	box        *fyne.Container
	controller *papers.Controller
	host       host
	speak      i18n.Localizer

	title, place *ui.Text
	papers       *widgets.Table
	page         *widgets.PageView
	status       *widgets.StatusLine
	keys         *widgets.KeyRow
}

func newPreviewScreen(c *papers.Controller, h host) *previewScreen {
	speak := c.Speak
	s := &previewScreen{controller: c, host: h, speak: speak, title: widgets.NewBoldText("", 26), place: widgets.NewBoldText("", 22), page: widgets.NewPageView(), status: widgets.NewStatusLine()}
	s.place.Align = fyne.TextAlignCenter
	s.page.Hear(s.scroll)
	s.papers = widgets.NewTable(58, mostPapers, false, widgets.Column{Share: 0.5, Size: 26, Bold: true, Align: fyne.TextAlignCenter}, widgets.Column{Share: 5, Size: 20})
	s.papers.OnTap(func(row, _ int) { h.click(func() { c.TurnTo(row) }) })
	help := widgets.NewText(speak.Text("counter.preview.help"), 18)
	help.Colour, help.Rise = ui.Quiet, 1
	s.keys = widgets.NewKeyRow(h.press, "preview", fyne.KeyReturn, keyMore, fyne.KeyEscape)
	list := ui.Panel(ui.Card, 14, ui.Column(8, ui.Fixed(44, s.title), ui.Share(1, s.papers.Box), ui.Fixed(92, help)))
	paper := ui.Panel(ui.Card, 10, ui.Column(6, ui.Share(1, s.page.Box), ui.Fixed(28, s.place)))
	s.box = ui.Pad(14, ui.Column(10, ui.Share(1, ui.Row(14, ui.Share(1, list), ui.Share(2, paper))), ui.Fixed(54, s.status.Box), ui.Fixed(72, s.keys.Box)))
	return s
}

func (s *previewScreen) draw() {
	p := s.controller
	s.title.Say(s.speak.Text("counter.preview.title"))
	var rows []widgets.TableRow
	for i, paper := range p.Choices {
		rows = append(rows, widgets.TableRow{Cells: []string{strconv.Itoa(i + 1), paper.Title}})
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.TableRow{Ink: ui.Quiet, Cells: []string{"", s.speak.Text("counter.preview.none")}})
	}
	s.papers.Draw(rows, p.Cursor)
	s.page.Show(p.Shown.Document, p.Page)
	s.place.Say("")
	if p.Page > 0 {
		s.place.Say(s.speak.Text("counter.preview.page", i18n.Args{"Page": p.Page, "Pages": p.Shown.Pages()}))
	}
	s.status.Draw(s.controller.Notice)
	s.drawKeys()
}

func (s *previewScreen) drawKeys() {
	print, more := widgets.KeyMain, widgets.KeyOpen
	if s.controller.Page == 0 {
		print, more = widgets.KeyClosed, widgets.KeyClosed
	}
	s.keys.SetText(s.speak, widgets.KeyText{Title: "counter.key.print", State: print}, widgets.KeyText{Title: "counter.key.more", Help: "counter.help.more.proof", State: more}, widgets.KeyText{Title: "counter.key.back", State: widgets.KeyOpen})
}

// typed chooses a paper by its digit.
func (s *previewScreen) typed(r rune) { s.controller.TurnTo(int(r - '1')) }

// walk goes through the papers, the pages, and down a page.
func (s *previewScreen) walk(papers, pages int) {
	switch {
	case papers > 1 || papers < -1:
		s.scroll(papers)
	case papers != 0:
		s.controller.TurnTo(s.controller.Cursor + papers)
	case s.controller.Leaf(pages):
		s.page.Top()
	}
}

// scroll goes on reading: further down the page, then to the next one.
func (s *previewScreen) scroll(by int) {
	down := by > 0
	switch {
	case s.page.Scroll(down):
	case down && s.controller.Leaf(1):
		s.page.Top()
	case !down && s.controller.Leaf(-1):
		s.page.Bottom()
	}
}

func (s *previewScreen) object() fyne.CanvasObject { return s.box }

// keeps is always so: a paper is looked at until it is closed.
func (s *previewScreen) keeps() bool { return true }

func (s *previewScreen) moveSelection(name fyne.KeyName) { s.walk(walks[name][0], walks[name][1]) }

func (s *previewScreen) targets() (screen string, targets []ui.Target) {
	return "counter.preview", append(s.keys.Targets(), s.papers.Targets("papers")...)
}

// askPaper asks what else is to be done with the paper shown.
func (s *previewScreen) askPaper() {
	choices := []menuItem{
		{s.speak.Text("counter.key.save"), "", s.controller.Save},
		{s.speak.Text("counter.key.zoom"), "", s.page.Zoom},
	}
	if s.controller.Shown.Workbook != nil {
		choices = append(choices, menuItem{s.speak.Text("counter.key.workbook"), "", s.controller.SaveWorkbook})
	}
	s.host.menu.ask(s.speak.Text("counter.preview.more"), choices...)
}

// press does what a key says about the paper shown.
func (s *previewScreen) press(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn:
		s.controller.Print()
	case keyMore:
		s.askPaper()
	case fyne.KeyEscape:
		s.controller.Close()
	default:
		return false
	}
	return true
}
