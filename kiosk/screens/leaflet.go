package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/kiosk/visit"
)

// LeafletActions is what a visitor does with a leaflet.
type LeafletActions struct {
	Print func()
	Exits
}

// Leaflet tells what everybody may want to know, with a code for the phone and on paper.
type Leaflet struct {
	Screen
	say   i18n.Localizer
	print *ui.Button
}

// NewLeaflet shows a leaflet on the screen of a name.
func NewLeaflet(name string, say i18n.Localizer, l guide.Leaflet, on LeafletActions) *Leaflet {
	s := &Leaflet{say: say, print: ui.NewButton("print", ui.Tile, 46, ui.Content{}, on.Print)}
	s.Name = name
	foot, targets := newFooter(say, on.Exits)
	s.Targets = append([]*ui.Button{s.print}, targets...)
	list := ui.Panel(ui.Card, 32, ui.NewList(1, l.Items, 44))
	var side fyne.CanvasObject = ui.Column(Gap, ui.Space(1), ui.Fixed(150, s.print))
	lower, read := float32(150), s.Sheet(list)
	if l.Link != "" {
		const narrow = 800
		code := ui.Column(8, ui.Share(1, ui.QR(l.Link)), ui.Fixed(88, ui.NewText(l.Scan, 36)))
		side = ui.Fold(narrow, Gap, ui.Share(2, code), ui.Share(1, s.print))
		lower = 500
	}
	heading := newHeading(ui.Title(l.Title, 68, ui.Crest), l.Help, 40)
	s.Content = footed(container.New(leafletLayout{lower}, s.Heading(heading), read, side), foot)
	return s
}

// Update tells how it goes with the paper.
func (s *Leaflet) Update(p visit.Paper, canPrint bool) {
	s.print.SetContent(printFace(s.say, p, canPrint))
}

// leafletLayout puts what is read between what it is called and what to do with it; on a wide panel beside both, so that its type is large.
type leafletLayout struct {
	lower float32 // height of what is done with it, on an upright panel
}

func (l leafletLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	heading, list, side := objects[0], objects[1], objects[2]
	width, bottom := box.Width-2*Margin, box.Height-Margin
	if !upright(box) && list.Visible() {
		left := width * 0.33
		top := stack(Margin, Margin, left, tall{heading, (bottom - Margin - Gap) * 0.36})
		Place(side, Margin, top, left, bottom-top)
		Place(list, Margin+left+Gap, Margin, width-left-Gap, bottom-Margin)
		return
	}
	top := stack(Margin, Margin, width, tall{heading, 160 + Gap})
	if list.Visible() {
		Place(list, Margin, top, width, bottom-l.lower-Gap-top)
		top = bottom - l.lower
	}
	Place(side, Margin, top, width, bottom-top)
}

func (leafletLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
