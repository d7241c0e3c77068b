package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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

// footed puts a foot under what a screen says. Content goes to the edges and leaves margins where it wants them.
func footed(content, foot fyne.CanvasObject) *fyne.Container {
	return container.New(footedLayout{}, content, foot)
}

type footedLayout struct{}

func (footedLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	content, foot := objects[0], objects[1]
	top := box.Height - footHeight - margin
	place(content, 0, 0, box.Width, top-gap/2)
	place(foot, margin, top, box.Width-2*margin, footHeight)
}

func (footedLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
