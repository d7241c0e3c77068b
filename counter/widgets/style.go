package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"motcua/internal/ui"
)

// SmallestType is the smallest type at a desk, in pixels: 14 are 3 mm on the usual 22-inch screen, read from 60 cm.
const SmallestType = 14

// NewText makes a text that begins at the left of its box.
func NewText(text string, size float32) *ui.Text {
	t := ui.NewText(text, size)
	t.Align, t.Least = fyne.TextAlignLeading, SmallestType
	return t
}

// NewBoldText makes a plain text in bold type.
func NewBoldText(text string, size float32) *ui.Text {
	t := NewText(text, size)
	t.Bold = true
	return t
}

// SetFill paints a ground, when it is another colour than before.
func SetFill(ground *canvas.Rectangle, name fyne.ThemeColorName) {
	if c := ui.Color(name); c != ground.FillColor {
		ground.FillColor = c
		ground.Refresh()
	}
}

// SetVisible shows an object or hides it, when it is not so already.
func SetVisible(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}
