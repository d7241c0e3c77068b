package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
)

// Regions are what a screen lets people read before they touch anything. Whoever reaches low has it above what is touched, where it is in no hand's way.
type Regions struct {
	heading *held // the title, and a sentence
	sheet   *held // what is read for its own sake, such as a number; goes up on an upright panel only
}

// held is something to read in its place on the screen.
type held struct {
	fyne.CanvasObject
	place *fyne.Container
}

func hold(o fyne.CanvasObject) *held { return &held{o, container.NewStack(o)} }

// out takes it out of its place, which is left without room.
func (h *held) out() fyne.CanvasObject {
	h.place.Objects = nil // else the place, too, would lay it out
	h.place.Hide()
	return h.CanvasObject
}

// Heading keeps a heading that may go up.
func (r *Regions) Heading(o fyne.CanvasObject) *fyne.Container {
	r.heading = hold(o)
	return r.heading.place
}

// Sheet keeps a sheet that may go up.
func (r *Regions) Sheet(o fyne.CanvasObject) *fyne.Container {
	r.sheet = hold(o)
	return r.sheet.place
}

// tall is an object and its height.
type tall struct {
	fyne.CanvasObject
	high float32
}

// stack sets what is seen of some objects under each other, and gives the place behind the last Gap.
func stack(x, y, width float32, objects ...tall) float32 {
	for _, o := range objects {
		if o.Visible() {
			Place(o.CanvasObject, x, y, width, o.high)
			y += o.high + Gap
		}
	}
	return y
}

// newHeading is a title over a sentence.
func newHeading(title *ui.Text, help string, size float32) *fyne.Container {
	return ui.Column(Gap/2, ui.Share(1.4, title), ui.Share(1, ui.NewText(help, size)))
}

// TakeUp takes out of a screen what is read, for the upper part of a panel.
func (r Regions) TakeUp(upright bool) fyne.CanvasObject {
	star := ui.Picture(ui.Icon("star", ui.Line))
	switch {
	case r.heading == nil && (r.sheet == nil || !upright):
		return star
	case !upright:
		return r.heading.out()
	case r.heading == nil:
		return r.sheet.out()
	case r.sheet == nil:
		return ui.Column(Gap, ui.Fixed(140, star), ui.Share(1, r.heading.out()))
	}
	return ui.Column(Gap, ui.Fixed(212, r.heading.out()), ui.Share(1, r.sheet.out()))
}
