package screens

import (
	"log/slog"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/widgets"
	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// helpStrip tells the officer at which kiosk somebody wants a person; while nobody does, it takes no room.
type helpStrip struct {
	box    *fyne.Container
	text   *ui.Text
	speak  i18n.Localizer
	spot   *widgets.TapArea
	device string // where help is wanted; empty: nowhere
}

func newHelpStrip(speak i18n.Localizer) *helpStrip {
	h := &helpStrip{text: widgets.NewBoldText("", 30), speak: speak, spot: widgets.NewTapArea(nil, nil)}
	h.text.Align = fyne.TextAlignCenter
	h.box = container.NewStack(ui.Band(ui.Gold, 8, h.text), h.spot)
	h.box.Hide()
	return h
}

// see takes the calls of the hall and tells whether that changes what is shown: the one that waits longest.
func (h *helpStrip) see(calls []hall.HelpCall) (changed bool) {
	was := h.device
	h.device = ""
	if i := slices.IndexFunc(calls, func(c hall.HelpCall) bool { return !c.Coming }); i >= 0 {
		h.device = calls[i].Device
	}
	if h.device == was {
		return false
	}
	if h.device == "" {
		h.box.Hide()
		return true
	}
	slog.Info("help is called", "device", h.device)
	cue.Say(cue.Line{Of: cue.Help, Name: h.device})
	h.text.Say(h.speak.Text("counter.help", i18n.Args{"Device": h.device}) + " – " + h.speak.Text("counter.help.key", i18n.Args{"Key": "Insert"}))
	h.box.Show()
	return true
}
