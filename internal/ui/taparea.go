package ui

import (
	"image/color"
	"time"

	"motcua/internal/ui/render"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TapArea is a place that can be touched and shows nothing of it. It tells for how long it was held.
type TapArea struct {
	widget.BaseWidget
	tap  func(held time.Duration)
	down time.Time
	now  func() time.Time
}

var (
	_ fyne.Tappable     = (*TapArea)(nil)
	_ desktop.Mouseable = (*TapArea)(nil)
)

// NewTapArea makes a tap area for whom it does not matter how long it is held.
func NewTapArea(tap func()) *TapArea { return NewHeldTapArea(func(time.Duration) { tap() }) }

// NewHeldTapArea makes a tap area.
func NewHeldTapArea(tap func(held time.Duration)) *TapArea {
	p := &TapArea{tap: tap, now: time.Now}
	p.ExtendBaseWidget(p)
	return p
}

// MouseDown is for Fyne: a finger comes.
func (p *TapArea) MouseDown(*desktop.MouseEvent) { p.down = p.now() }

// MouseUp is for Fyne, which tells of the touch itself by Tapped.
func (p *TapArea) MouseUp(*desktop.MouseEvent) {}

// Tapped is for Fyne.
func (p *TapArea) Tapped(*fyne.PointEvent) {
	render.Stir()
	held := time.Duration(0)
	if !p.down.IsZero() {
		held = p.now().Sub(p.down)
	}
	p.down = time.Time{}
	p.tap(held)
}

// MinSize is nothing: layouts give tap areas their box.
func (p *TapArea) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (p *TapArea) CreateRenderer() fyne.WidgetRenderer {
	return render.LaidOut(p, widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent)))
}
