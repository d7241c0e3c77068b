package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"motcua/internal/ui"
)

// Blind darkens what lies under a card and keeps the mouse from it.
type Blind struct {
	widget.BaseWidget
	tap func()
}

// NewBlind returns a blind that calls tap at a click.
func NewBlind(tap func()) *Blind {
	b := &Blind{tap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped is for Fyne.
func (b *Blind) Tapped(*fyne.PointEvent) { b.tap() }

// Scrolled is for Fyne, and so are the next three: wheel and pointer find nothing under a card.
func (b *Blind) Scrolled(*fyne.ScrollEvent) {}

// MouseIn is for Fyne.
func (b *Blind) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is for Fyne.
func (b *Blind) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne.
func (b *Blind) MouseOut() {}

// CreateRenderer is for Fyne.
func (b *Blind) CreateRenderer() fyne.WidgetRenderer {
	return ui.LaidOut(b, widget.NewSimpleRenderer(canvas.NewRectangle(color.NRGBA{A: 0x99})))
}
