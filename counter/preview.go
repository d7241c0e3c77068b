package main

import (
	"strconv"

	"fyne.io/fyne/v2"

	"motcua/counter/widgets"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// mostPapers is how many papers there are to choose from: the circular's seven and a fee receipt.
const mostPapers = 9

// previewScreen is an official paper before it is printed, and beside it the others.
type previewScreen struct {
	box   *fyne.Container
	clerk *clerk
	speak words.Speaker

	title, place *ui.Text
	papers       *widgets.Table
	page         *widgets.PageView
	told         *widgets.StatusLine
	keys         *widgets.KeyRow
}

func newPreviewScreen(c *clerk, speak words.Speaker, press func(fyne.KeyName)) *previewScreen {
	s := &previewScreen{clerk: c, speak: speak, title: widgets.NewBoldText("", 26), place: widgets.NewBoldText("", 22), page: widgets.NewPageView(), told: widgets.NewStatusLine()}
	s.place.Align = fyne.TextAlignCenter
	s.page.Hear(s.scroll)
	s.papers = widgets.NewTable(58, mostPapers, false, widgets.Column{Share: 0.5, Size: 26, Bold: true, Align: fyne.TextAlignCenter}, widgets.Column{Share: 5, Size: 20})
	help := widgets.NewText(speak.Say("counter.proof.help"), 18)
	help.Colour, help.Rise = ui.Quiet, 1
	s.keys = widgets.NewKeyRow(press, "proof", fyne.KeyReturn, keyMore, fyne.KeyEscape)
	list := ui.Panel(ui.Card, 14, ui.Column(8, ui.Fixed(44, s.title), ui.Share(1, s.papers.Box), ui.Fixed(92, help)))
	paper := ui.Panel(ui.Card, 10, ui.Column(6, ui.Share(1, s.page.Box), ui.Fixed(28, s.place)))
	s.box = ui.Pad(14, ui.Column(10, ui.Share(1, ui.Row(14, ui.Share(1, list), ui.Share(2, paper))), ui.Fixed(54, s.told.Box), ui.Fixed(72, s.keys.Box)))
	return s
}

func (s *previewScreen) draw() {
	p := s.clerk.proof
	s.title.Say(s.speak.Say("counter.proof.title"))
	var rows []widgets.TableRow
	for i, paper := range p.choices {
		rows = append(rows, widgets.TableRow{Cells: []string{strconv.Itoa(i + 1), paper.title}})
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.TableRow{Ink: ui.Quiet, Cells: []string{"", s.speak.Say("counter.proof.none")}})
	}
	s.papers.Draw(rows, p.cursor)
	s.page.Show(p.shown.Document, p.page)
	s.place.Say("")
	if p.page > 0 {
		s.place.Say(s.speak.Say("counter.proof.page", words.Args{"Page": p.page, "Pages": p.shown.Pages()}))
	}
	s.told.Draw(s.clerk.notice)
	s.drawKeys(p)
}

func (s *previewScreen) drawKeys(p proof) {
	print, more := widgets.KeyMain, widgets.KeyOpen
	if p.page == 0 {
		print, more = widgets.KeyClosed, widgets.KeyClosed
	}
	s.keys.SetText(s.speak, widgets.KeyText{Title: "counter.key.print", State: print}, widgets.KeyText{Title: "counter.key.more", Help: "counter.help.more.proof", State: more}, widgets.KeyText{Title: "counter.key.back", State: widgets.KeyOpen})
}

// typed chooses a paper by its digit.
func (s *previewScreen) typed(r rune) { s.clerk.turnTo(int(r - '1')) }

// walk goes through the papers, the pages, and down a page.
func (s *previewScreen) walk(papers, pages int) {
	switch {
	case papers > 1 || papers < -1:
		s.scroll(papers)
	case papers != 0:
		s.clerk.turnTo(s.clerk.proof.cursor + papers)
	case s.clerk.leaf(pages):
		s.page.Top()
	}
}

// scroll goes on reading: further down the page, then to the next one.
func (s *previewScreen) scroll(by int) {
	down := by > 0
	switch {
	case s.page.Scroll(down):
	case down && s.clerk.leaf(1):
		s.page.Top()
	case !down && s.clerk.leaf(-1):
		s.page.Bottom()
	}
}

// askPaper asks what else is to be done with the paper shown.
func (d *deskScreen) askPaper() {
	say := d.clerk.speak.Say
	choices := []menuItem{
		{say("counter.key.save"), "", d.clerk.savePaper},
		{say("counter.key.zoom"), "", d.preview.page.Zoom},
	}
	if d.clerk.proof.shown.workbook != nil {
		choices = append(choices, menuItem{say("counter.key.workbook"), "", d.clerk.saveWorkbook})
	}
	d.menu.ask(say("counter.proof.more"), choices...)
}

// pressProof does what a key says about the paper shown.
func (d *deskScreen) pressProof(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn:
		d.clerk.printPaper()
	case keyMore:
		d.askPaper()
	case fyne.KeyEscape:
		d.clerk.closeProof()
	default:
		return false
	}
	return true
}
