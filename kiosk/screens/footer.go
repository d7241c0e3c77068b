package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// FooterHeight is how many pixels of a screen its foot takes.
const FooterHeight = 116

// newFooter leads back by one screen and to the first one, at the same place on every screen that has it; more stands between them.
func newFooter(say i18n.Localizer, exits Exits, more ...*ui.Button) (foot fyne.CanvasObject, targets []*ui.Button) {
	back := ui.NewButton("back", ui.Tile, 42, ui.Content{Icon: ui.Icon("back", ui.Ink), Title: say.Text("kiosk.back")}, exits.Back)
	first := ui.NewButton("first", ui.Tile, 42, ui.Content{Icon: ui.Icon("house", ui.Ink), Title: say.Text("kiosk.first")}, exits.First)
	return newRow(append(append([]*ui.Button{back}, more...), first))
}

// footed puts a foot under what a screen says. Content goes to the edges and leaves margins where it wants them.
func footed(content, foot fyne.CanvasObject) *fyne.Container {
	return container.New(footedLayout{}, content, foot)
}

type footedLayout struct{}

func (footedLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	content, foot := objects[0], objects[1]
	top := box.Height - FooterHeight - Margin
	Place(content, 0, 0, box.Width, top-Gap/2)
	Place(foot, Margin, top, box.Width-2*Margin, FooterHeight)
}

func (footedLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// newWayBack is newFooter where there may be no first screen: at a counter's own rating screen.
func newWayBack(say i18n.Localizer, exits Exits, more ...*ui.Button) (foot fyne.CanvasObject, targets []*ui.Button) {
	if exits.First != nil {
		return newFooter(say, exits, more...)
	}
	back := ui.NewButton("back", ui.Tile, 42, ui.Content{Icon: ui.Icon("back", ui.Ink), Title: say.Text("kiosk.back")}, exits.Back)
	return newRow(append([]*ui.Button{back}, more...))
}

func newRow(buttons []*ui.Button) (row fyne.CanvasObject, targets []*ui.Button) {
	var parts []ui.Part
	for _, b := range buttons {
		parts = append(parts, ui.Share(1, b))
	}
	return ui.Row(Gap, parts...), buttons
}
