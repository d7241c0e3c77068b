package main

import "fyne.io/fyne/v2"

// focus gives a field the keyboard, or nobody: Fyne leaves the keyboard where it was when it does not find the field among what it has drawn
// in the last minute.
func focus(c fyne.Canvas, field fyne.Focusable) {
	if c.Focused() != field {
		c.Unfocus()
		c.Focus(field)
	}
}

// unfocus takes the keyboard from a field, if it has it.
func unfocus(c fyne.Canvas, field fyne.Focusable) {
	if c.Focused() == field {
		c.Unfocus()
	}
}

// clearOverlays takes away menus and whatever else lies over a window's content: each has a keyboard of its own.
func clearOverlays(c fyne.Canvas) {
	for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
		c.Overlays().Remove(top)
	}
	c.Unfocus()
}
