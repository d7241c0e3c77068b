package main

import (
	"fyne.io/fyne/v2"

	"motcua/internal/ui"
)

// newNotice says one thing and what to do about it; with a button where there is something to touch.
func newNotice(name string, icon fyne.Resource, title, help string, buttons ...*ui.Button) screen {
	column := []ui.Part{
		ui.Space(0.5),
		ui.Share(1, ui.Picture(icon)),
		ui.Share(0.8, ui.Title(title, 76, ui.Ink)),
		ui.Share(0.8, ui.NewText(help, 46)),
		ui.Space(0.5),
	}
	for _, b := range buttons {
		column = append(column, ui.Fixed(168, b))
	}
	return screen{name: name, content: ui.Pad(margin, ui.Column(gap, column...)), targets: buttons}
}
