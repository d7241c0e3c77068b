package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
)

// guidance is the sentence under a screen's title. When central or the printer goes, a calm sign takes its place, so that no tile ever moves under a finger.
type guidance struct {
	*fyne.Container
	say  words.Speaker
	help *ui.Text
	why  *ui.Text // on the sign
	sign *fyne.Container
}

func newGuidance(say words.Speaker, help string) *guidance {
	g := &guidance{say: say, help: ui.NewText(help, 44), why: ui.NewText("", 34)}
	g.why.Align = fyne.TextAlignLeading
	g.sign = ui.Panel(ui.Notice, 4, ui.Row(20, ui.Space(1), ui.Fixed(48, ui.Picture(ui.Icon("clouded", ui.Quiet))), ui.Share(8, g.why)))
	g.Container = container.NewStack(g.help, g.sign)
	return g
}

// hindrance is what does not go as usual.
type hindrance struct {
	online   bool
	standing uplink.Standing
	canPrint bool
}

// none reports whether all goes as usual.
func (h hindrance) none() bool { return h.online && h.canPrint }

// sentence is the id of what people are told of it.
func (h hindrance) sentence() string {
	switch {
	case h.online:
		return "kiosk.paperless"
	case !h.canPrint:
		return "kiosk.offline.paperless"
	case h.standing != uplink.Trusted:
		return "kiosk.offline." + string(h.standing)
	}
	return "kiosk.offline"
}

// update tells what does not go as usual, and that a number can be taken all the same.
func (g *guidance) update(h hindrance) {
	g.why.Say(g.say.Say(h.sentence()))
	if usual := h.none(); usual == g.sign.Visible() {
		g.sign.Hidden, g.help.Hidden = usual, !usual
		g.Refresh()
	}
}
