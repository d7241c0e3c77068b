package render

import "fyne.io/fyne/v2"

// LaidOut returns a widget's new renderer, laid out for the size that the widget has.
//
// Fyne drops the renderer of a widget that has not been drawn for a minute, asks for a new one when it is drawn again, and lays that out only
// once the widget's size changes: never, on a screen that comes back as it was. Every CreateRenderer ends with this.
func LaidOut(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if size := w.Size(); !size.IsZero() { // else its first layout is still to come
		r.Layout(size)
	}
	return r
}
