package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
	"motcua/kiosk/screens"
)

// ReachOf returns which part of a panel's height, from below, somebody in a wheelchair reaches without stretching: about 120 cm over the floor,
// where a panel of 32 inches stands upright on a foot of 80 cm, or wide on one of 90.
func ReachOf(panel fyne.Size) float32 {
	if panel.Height > panel.Width {
		return 0.55
	}
	return 0.72
}

// newReachPage sets all that can be touched low: under what is read, with the header's bar over it, or beside it on a wide panel.
func newReachPage(h *ui.Header, above, body fyne.CanvasObject) *fyne.Container {
	return container.New(reachLayout{}, h.Container, ui.Pad(screens.Gap/2, above), h.Bar, body)
}

type reachLayout struct{}

func (reachLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	band, above, bar, body := objects[0], objects[1], objects[2], objects[3]
	top, size := box.Height*(1-ReachOf(box)), ui.BarSize()
	screens.Place(band, 0, 0, box.Width, ui.BandHeight)
	screens.Place(above, 0, ui.BandHeight, box.Width, top-ui.BandHeight)
	if box.Height > box.Width {
		screens.Place(bar, 0, top, box.Width, size)
		screens.Place(body, 0, top+size, box.Width, box.Height-top-size)
		return
	}
	side := box.Width - 2*size
	screens.Place(body, 0, top, side, box.Height-top)
	screens.Place(bar, side, top, 2*size, box.Height-top)
}

func (reachLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
