package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"motcua/internal/ui"
)

// blind darkens what lies under a card and keeps the mouse from it.
type blind struct {
	widget.BaseWidget
	tap func()
}

func NewBlind(tap func()) *blind {
	b := &blind{tap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped is for Fyne.
func (b *blind) Tapped(*fyne.PointEvent) { b.tap() }

// Scrolled is for Fyne, and so are the next three: wheel and pointer find nothing under a card.
func (b *blind) Scrolled(*fyne.ScrollEvent) {}

// MouseIn is for Fyne.
func (b *blind) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is for Fyne.
func (b *blind) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne.
func (b *blind) MouseOut() {}

// CreateRenderer is for Fyne.
func (b *blind) CreateRenderer() fyne.WidgetRenderer {
	return ui.LaidOut(b, widget.NewSimpleRenderer(canvas.NewRectangle(color.NRGBA{A: 0x99})))
}
