package main

import (
	"fyne.io/fyne/v2"

	"motcua/internal/ui"
	"motcua/internal/words"
)

// footHeight is how many pixels of a screen its foot takes.
const footHeight = 116

// newFoot leads back by one screen and to the first one, at the same place on every screen that has it.
func newFoot(say words.Speaker, onBack, onFirst func()) (foot fyne.CanvasObject, targets []*ui.Button) {
	back := ui.NewButton("back", ui.Tile, 42, ui.Face{Icon: ui.Icon("back", ui.Ink), Title: say.Say("kiosk.back")}, onBack)
	first := ui.NewButton("first", ui.Tile, 42, ui.Face{Icon: ui.Icon("house", ui.Ink), Title: say.Say("kiosk.first")}, onFirst)
	return ui.Row(gap, ui.Share(1, back), ui.Share(1, first)), []*ui.Button{back, first}
}
