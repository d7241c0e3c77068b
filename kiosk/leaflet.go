package main

import (
	"fyne.io/fyne/v2"

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
	if l.Link != "" {
		const narrow = 800
		code := ui.Column(8, ui.Share(1, ui.QR(l.Link)), ui.Fixed(64, ui.NewText(l.Scan, 36)))
		side = ui.Fold(narrow, gap, ui.Share(2, code), ui.Share(1, s.print))
	}
	s.content = footed(ui.Pad(margin, ui.Column(gap,
		ui.Fixed(160+gap, s.heads(newHeading(ui.Title(l.Title, 68, ui.Crest), l.Help, 40))),
		ui.Share(1, ui.Split(gap, ui.Share(1.8, s.shows(list)), ui.Share(1, side))),
	)), foot)
	return s
}

// update tells how it goes with the paper.
func (s *leafletScreen) update(p visit.Paper) { s.print.Wear(printFace(s.say, p)) }
