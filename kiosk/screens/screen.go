// Package screens draws a kiosk's screens: one file a screen, which takes what it shows and what it reports as plain values. It asks nobody for
// anything, and which screen is next is the flow's business.
package screens

import (
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// Screen is one picture of the kiosk: what stands under the header, and what of it can be touched.
type Screen struct {
	Name    string
	Content fyne.CanvasObject
	Targets []*ui.Button
	Whole   bool // it takes the header's place too
	Regions
}

// Exits lead back by one screen and to the first one. At a counter's own rating screen there is no first one: First is nil.
type Exits struct{ Back, First func() }

// ShowClosing writes, on the buttons which do something about it, in how many seconds the screen goes by itself.
func (s Screen) ShowClosing(say i18n.Localizer, left time.Duration) {
	for _, b := range s.Targets {
		if b.Name != "first" && b.Name != "stay" {
			continue
		}
		face := b.Content()
		face.Subtitle = say.Text("kiosk.closes", i18n.Args{"Seconds": Seconds(left)})
		b.SetContent(face)
	}
}
