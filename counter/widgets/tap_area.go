package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"motcua/internal/ui"
)

// TapArea is a place over something drawn that can be clicked, or scrolled by the wheel. Like a key it never takes the keyboard.
type TapArea struct {
	widget.BaseWidget
	Tap    func(at fyne.Position) // nil: only the wheel means something here
	scroll func(lines int)        // nil: the wheel means nothing here
}

var (
	_ fyne.Tappable      = (*TapArea)(nil)
	_ fyne.Scrollable    = (*TapArea)(nil)
	_ desktop.Cursorable = (*TapArea)(nil)
)

// NewTapArea returns an area that calls tap at a click and scroll at the wheel; either may be nil.
func NewTapArea(tap func(fyne.Position), scroll func(int)) *TapArea {
	s := &TapArea{Tap: tap, scroll: scroll}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped is for Fyne.
func (s *TapArea) Tapped(e *fyne.PointEvent) {
	if s.Tap != nil {
		s.Tap(e.Position)
	}
}

// notch is how many lines the wheel goes at once.
const notch = 3

// Scrolled is for Fyne.
func (s *TapArea) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case s.scroll == nil:
	case e.Scrolled.DY < 0:
		s.scroll(notch)
	case e.Scrolled.DY > 0:
		s.scroll(-notch)
	}
}

// Cursor is for Fyne: a hand over what can be clicked.
func (s *TapArea) Cursor() desktop.Cursor {
	if s.Tap == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MinSize is nothing: layouts give spots their box.
func (s *TapArea) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (s *TapArea) CreateRenderer() fyne.WidgetRenderer {
	return ui.LaidOut(s, widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent)))
}
