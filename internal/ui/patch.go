package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Patch is a place that can be touched and shows nothing of it.
type Patch struct {
	widget.BaseWidget
	tap func()
}

var _ fyne.Tappable = (*Patch)(nil)

// NewPatch makes a patch.
func NewPatch(tap func()) *Patch {
	p := &Patch{tap: tap}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped is for Fyne.
func (p *Patch) Tapped(*fyne.PointEvent) {
	stir()
	p.tap()
}

// MinSize is nothing: layouts give patches their box.
func (p *Patch) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (p *Patch) CreateRenderer() fyne.WidgetRenderer {
	return LaidOut(p, widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent)))
}
