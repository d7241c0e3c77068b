package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/guide"
	"motcua/internal/procedure"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/visit"
)

// onReading is what a visitor does with a procedure. take is nil where no service of the centre does it.
type onReading struct {
	take, print, back, first func()
	turn                     func(page int)
}

// readingScreen tells what a procedure asks for, a page of so many lines at a time; time and fee stand on every page.
type readingScreen struct {
	screen
	say   words.Speaker
	print *ui.Button
	take  *ui.Button
}

func newReading(say words.Speaker, p *procedure.Procedure, lines, page int, on onReading) *readingScreen {
	s := &readingScreen{say: say}
	s.name = "reading"
	g := guide.Of(say, p)
	if short := guide.Short(p); g.Name == guide.Name(p) && short != g.Name {
		g.Sections = append(g.Sections, guide.Section{Title: say.Say("guide.name"), Items: []string{g.Name}})
		g.Name = short
	}
	pages := fill(g.Sections, lines)
	about := ui.NewText(g.About, 32)
	about.Colour = ui.Quiet
	if g.Caution != "" {
		about = ui.NewText(g.Caution, 34)
	}
	name := ui.Column(4, ui.Share(1.5, ui.Title(g.Name, 56, ui.Crest)), ui.Share(1, about))
	facts := ui.NewFacts(ui.Fact{Label: say.Say("guide.time"), Value: g.Time}, ui.Fact{Label: say.Say("guide.fee"), Value: g.Fee})
	page = min(page, len(pages)-1)
	foot, targets := newFoot(say, on.back, on.first)
	text := ui.Column(gap, ui.Share(1, newLeaf(pages[page])), ui.Fixed(104, s.pager(page, len(pages), on.turn)))
	s.content = footed(container.New(readingLayout{}, s.heads(name), s.shows(facts), text, s.actions(p, on)), foot)
	s.targets = append(s.targets, targets...)
	return s
}

// newLeaf is a page of the guide on a card.
func newLeaf(page []leaf) fyne.CanvasObject {
	var sections []ui.Section
	for _, l := range page {
		sections = append(sections, ui.Section{Title: l.title, First: l.first, Items: l.items})
	}
	return ui.Panel(ui.Card, 32, ui.NewSections(42, sections...))
}

// pager leads through the pages in order.
func (s *readingScreen) pager(page, pages int, onTurn func(int)) fyne.CanvasObject {
	row, targets := newPager(s.say, page, pages, onTurn)
	s.targets = append(s.targets, targets...)
	return row
}

// actions takes a number for the procedure and prints its guide.
func (s *readingScreen) actions(p *procedure.Procedure, on onReading) fyne.CanvasObject {
	s.print = ui.NewButton("print", ui.Tile, 44, ui.Face{}, on.print)
	s.targets = append(s.targets, s.print)
	nowhere := ui.NewText(elsewhere(s.say, p), 38)
	nowhere.Cut = true // the line under the procedure's name has the whole of it
	var take fyne.CanvasObject = ui.Panel(ui.Notice, 12, nowhere)
	if on.take != nil {
		s.take = ui.NewButton("take", ui.Main, 54, ui.Face{Title: s.say.Say("kiosk.guide.take")}, on.take)
		s.targets = append(s.targets, s.take)
		take = s.take
	}
	share := float32(1.2)
	if on.take == nil {
		share = 1.6 // for where it is done may have a long name
	}
	return ui.Row(gap, ui.Share(share, take), ui.Share(1, s.print))
}

// elsewhere says that a procedure is not done here, and by whom it is.
func elsewhere(say words.Speaker, p *procedure.Procedure) string {
	if p.Agency == "" {
		return say.Say("kiosk.guide.nowhere")
	}
	return say.Say("kiosk.guide.elsewhere", words.Args{"Agency": p.Agency})
}

// update tells how it goes with the guide's paper, and whether a number is on its way.
func (s *readingScreen) update(p visit.Paper, canPrint, taking bool) {
	if s.take != nil && taking && !s.take.Face().Closed {
		s.take.Wear(ui.Face{Title: s.say.Say("kiosk.guide.taking")})
	}
	s.print.Wear(printFace(s.say, p, canPrint))
}

// close tells on the button that takes a number why there is none now; empty: there are numbers.
func (s *readingScreen) close(why string) {
	if s.take != nil {
		s.take.Wear(ui.Face{Title: s.say.Say("kiosk.guide.take"), Subtitle: why, Closed: why != ""})
	}
}

// printFace is what a button that prints a page tells about it.
func printFace(say words.Speaker, p visit.Paper, canPrint bool) ui.Face {
	face := ui.Face{Icon: ui.Icon("printer", ui.Ink), Title: say.Say("kiosk.guide.print")}
	switch {
	case p.ID != "" && p.Slip == visit.Printed:
		face = ui.Face{Icon: ui.Icon("tick", ui.Good), Title: say.Say("kiosk.guide.print.printed")}
	case !canPrint:
		face = ui.Face{Icon: ui.Icon("warning", ui.Alert), Title: say.Say("kiosk.guide.print.down")}
	case p.ID == "":
	case p.Slip == visit.Missing:
		face = ui.Face{Icon: ui.Icon("warning", ui.Alert), Title: say.Say("kiosk.guide.print.missing")}
	default:
		face.Title = say.Say("kiosk.guide.print.printing")
	}
	return face
}

// readingLayout puts name and facts above what is read, or beside it on a wide panel.
type readingLayout struct{}

func (readingLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	name, facts, text, actions := objects[0], objects[1], objects[2], objects[3]
	width, bottom := box.Width-2*margin, box.Height-gap/2
	const act = 124
	if upright(box) {
		const head, fact = 230, 190
		top := stack(margin, gap, width, tall{name, head}, tall{facts, fact})
		place(text, margin, top, width, bottom-act-gap-top)
		place(actions, margin, bottom-act, width, act)
		return
	}
	side := width * 0.4
	const fact, column = 200, 190 // the buttons are narrow here
	top := stack(margin, gap, side, tall{name, bottom - fact - column - 3*gap})
	place(facts, margin, top, side, bottom-column-gap-top)
	place(actions, margin, bottom-column, side, column)
	place(text, margin+side+gap, gap, width-side-gap, bottom-gap)
}

func (readingLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
