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

// Patch is a place that can be touched and shows nothing of it. It tells for how long it was held.
type Patch struct {
	widget.BaseWidget
	tap  func(held time.Duration)
	down time.Time
	now  func() time.Time
}

var (
	_ fyne.Tappable     = (*Patch)(nil)
	_ desktop.Mouseable = (*Patch)(nil)
)

// NewPatch makes a patch for whom it does not matter how long it is held.
func NewPatch(tap func()) *Patch { return NewHeldPatch(func(time.Duration) { tap() }) }

// NewHeldPatch makes a patch.
func NewHeldPatch(tap func(held time.Duration)) *Patch {
	p := &Patch{tap: tap, now: time.Now}
	p.ExtendBaseWidget(p)
	return p
}

// MouseDown is for Fyne: a finger comes.
func (p *Patch) MouseDown(*desktop.MouseEvent) { p.down = p.now() }

// MouseUp is for Fyne, which tells of the touch itself by Tapped.
func (p *Patch) MouseUp(*desktop.MouseEvent) {}

// Tapped is for Fyne.
func (p *Patch) Tapped(*fyne.PointEvent) {
	render.Stir()
	held := time.Duration(0)
	if !p.down.IsZero() {
		held = p.now().Sub(p.down)
	}
	p.down = time.Time{}
	p.tap(held)
}

// MinSize is nothing: layouts give patches their box.
func (p *Patch) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (p *Patch) CreateRenderer() fyne.WidgetRenderer {
	return render.LaidOut(p, widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent)))
}
