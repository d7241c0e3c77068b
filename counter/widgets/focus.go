package widgets

import (
	"fyne.io/fyne/v2"
)

// Focus gives a field the keyboard, or nobody: Fyne leaves the keyboard where it was when it does not find the field among what it has drawn
// in the last minute.
func Focus(c fyne.Canvas, field fyne.Focusable) {
	if c.Focused() != field {
		c.Unfocus()
		c.Focus(field)
	}
}

// Unfocus takes the keyboard from a field, if it has it.
func Unfocus(c fyne.Canvas, field fyne.Focusable) {
	if c.Focused() == field {
		c.Unfocus()
	}
}

// ClearOverlays takes away menus and whatever else lies over a window's content: each has a keyboard of its own.
func ClearOverlays(c fyne.Canvas) {
	for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
		c.Overlays().Remove(top)
	}
	c.Unfocus()
}
