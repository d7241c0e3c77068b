package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/guide"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/visit"
)

// onLeaflet is what a visitor does with a leaflet.
type onLeaflet struct{ print, back, first func() }

// leafletScreen tells what everybody may want to know, with a code for the phone and on paper.
type leafletScreen struct {
	screen
	say   words.Speaker
	print *ui.Button
}

func newLeaflet(name string, say words.Speaker, l guide.Leaflet, on onLeaflet) *leafletScreen {
	s := &leafletScreen{say: say, print: ui.NewButton("print", ui.Tile, 46, ui.Face{}, on.print)}
	s.name = name
	foot, targets := newFoot(say, on.back, on.first)
	s.targets = append([]*ui.Button{s.print}, targets...)
	list := ui.Panel(ui.Card, 32, ui.NewList(1, l.Items, 44))
	var side fyne.CanvasObject = ui.Column(gap, ui.Space(1), ui.Fixed(150, s.print))
	lower, read := float32(150), s.shows(list)
	if l.Link != "" {
		const narrow = 800
		code := ui.Column(8, ui.Share(1, ui.QR(l.Link)), ui.Fixed(88, ui.NewText(l.Scan, 36)))
		side = ui.Fold(narrow, gap, ui.Share(2, code), ui.Share(1, s.print))
		lower = 500
	}
	heading := newHeading(ui.Title(l.Title, 68, ui.Crest), l.Help, 40)
	s.content = footed(container.New(leafletLayout{lower}, s.heads(heading), read, side), foot)
	return s
}

// update tells how it goes with the paper.
func (s *leafletScreen) update(p visit.Paper, canPrint bool) {
	s.print.Wear(printFace(s.say, p, canPrint))
}

// leafletLayout puts what is read between what it is called and what to do with it; on a wide panel beside both, so that its type is large.
type leafletLayout struct {
	lower float32 // height of what is done with it, on an upright panel
}

func (l leafletLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	heading, list, side := objects[0], objects[1], objects[2]
	width, bottom := box.Width-2*margin, box.Height-margin
	if !upright(box) && list.Visible() {
		left := width * 0.33
		top := stack(margin, margin, left, tall{heading, (bottom - margin - gap) * 0.36})
		place(side, margin, top, left, bottom-top)
		place(list, margin+left+gap, margin, width-left-gap, bottom-margin)
		return
	}
	top := stack(margin, margin, width, tall{heading, 160 + gap})
	if list.Visible() {
		place(list, margin, top, width, bottom-l.lower-gap-top)
		top = bottom - l.lower
	}
	place(side, margin, top, width, bottom-top)
}

func (leafletLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
