package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
)

// upright tells whether a box is filled from top to bottom: it is higher than wide, or nearly.
func upright(box fyne.Size) bool { return box.Width < 1.5*box.Height }

// reachOf is which part of a panel's height, from below, somebody in a wheelchair reaches without stretching: about 120 cm over the floor,
// where a panel of 32 inches stands upright on a foot of 80 cm, or wide on one of 90.
func reachOf(panel fyne.Size) float32 {
	if panel.Height > panel.Width {
		return 0.55
	}
	return 0.72
}

// reading is what a screen lets people read before they touch anything. Whoever reaches low has it above what is touched, where it is in no hand's way.
type reading struct {
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

// heads keeps a heading that may go up.
func (r *reading) heads(o fyne.CanvasObject) *fyne.Container {
	r.heading = hold(o)
	return r.heading.place
}

// shows keeps a sheet that may go up.
func (r *reading) shows(o fyne.CanvasObject) *fyne.Container {
	r.sheet = hold(o)
	return r.sheet.place
}

// tall is an object and its height.
type tall struct {
	fyne.CanvasObject
	high float32
}

// stack sets what is seen of some objects under each other, and gives the place behind the last gap.
func stack(x, y, width float32, objects ...tall) float32 {
	for _, o := range objects {
		if o.Visible() {
			place(o.CanvasObject, x, y, width, o.high)
			y += o.high + gap
		}
	}
	return y
}

// newHeading is a title over a sentence.
func newHeading(title *ui.Text, help string, size float32) *fyne.Container {
	return ui.Column(gap/2, ui.Share(1.4, title), ui.Share(1, ui.NewText(help, size)))
}

// takeUp takes out of a screen what is read, for the upper part of a panel.
func (r reading) takeUp(upright bool) fyne.CanvasObject {
	star := ui.Picture(ui.Icon("star", ui.Line))
	switch {
	case r.heading == nil && (r.sheet == nil || !upright):
		return star
	case !upright:
		return r.heading.out()
	case r.heading == nil:
		return r.sheet.out()
	case r.sheet == nil:
		return ui.Column(gap, ui.Fixed(140, star), ui.Share(1, r.heading.out()))
	}
	return ui.Column(gap, ui.Fixed(212, r.heading.out()), ui.Share(1, r.sheet.out()))
}

// newReachPage sets all that can be touched low: under what is read, with the header's bar over it, or beside it on a wide panel.
func newReachPage(h *ui.Header, above, body fyne.CanvasObject) *fyne.Container {
	return container.New(reachLayout{}, h.Container, ui.Pad(gap/2, above), h.Bar, body)
}

type reachLayout struct{}

func (reachLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	band, above, bar, body := objects[0], objects[1], objects[2], objects[3]
	top, size := box.Height*(1-reachOf(box)), ui.BarSize()
	place(band, 0, 0, box.Width, ui.BandHeight)
	place(above, 0, ui.BandHeight, box.Width, top-ui.BandHeight)
	if box.Height > box.Width {
		place(bar, 0, top, box.Width, size)
		place(body, 0, top+size, box.Width, box.Height-top-size)
		return
	}
	side := box.Width - 2*size
	place(body, 0, top, side, box.Height-top)
	place(bar, side, top, 2*size, box.Height-top)
}

func (reachLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
