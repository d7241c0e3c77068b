package main

import (
	"fyne.io/fyne/v2"

	"motcua/internal/ui"
)

// newNotice says one thing and what to do about it; with a button where there is something to touch.
func newNotice(name string, icon fyne.Resource, title, help string, buttons ...*ui.Button) screen {
	column := []ui.Part{
		ui.Space(1),
		ui.Fixed(220, ui.Picture(icon)),
		ui.Fixed(200, ui.Title(title, 76, ui.Ink)),
		ui.Fixed(160, ui.NewText(help, 46)),
		ui.Space(1),
	}
	for _, b := range buttons {
		column = append(column, ui.Fixed(168, b))
	}
	return screen{name: name, content: ui.Pad(margin, ui.Column(gap, column...)), targets: buttons}
}
