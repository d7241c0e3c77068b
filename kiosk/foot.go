package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
	"motcua/internal/words"
)

// footHeight is how many pixels of a screen its foot takes.
const footHeight = 116

// newFoot leads back by one screen and to the first one, at the same place on every screen that has it; more stands between them.
func newFoot(say words.Speaker, onBack, onFirst func(), more ...*ui.Button) (foot fyne.CanvasObject, targets []*ui.Button) {
	back := ui.NewButton("back", ui.Tile, 42, ui.Face{Icon: ui.Icon("back", ui.Ink), Title: say.Say("kiosk.back")}, onBack)
	first := ui.NewButton("first", ui.Tile, 42, ui.Face{Icon: ui.Icon("house", ui.Ink), Title: say.Say("kiosk.first")}, onFirst)
	return newRow(append(append([]*ui.Button{back}, more...), first))
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

// newWayBack is newFoot where there may be no first screen: at a counter's own rating screen.
func newWayBack(say words.Speaker, onBack, onFirst func(), more ...*ui.Button) (foot fyne.CanvasObject, targets []*ui.Button) {
	if onFirst != nil {
		return newFoot(say, onBack, onFirst, more...)
	}
	back := ui.NewButton("back", ui.Tile, 42, ui.Face{Icon: ui.Icon("back", ui.Ink), Title: say.Say("kiosk.back")}, onBack)
	return newRow(append([]*ui.Button{back}, more...))
}

func newRow(buttons []*ui.Button) (row fyne.CanvasObject, targets []*ui.Button) {
	var parts []ui.Part
	for _, b := range buttons {
		parts = append(parts, ui.Share(1, b))
	}
	return ui.Row(gap, parts...), buttons
}
