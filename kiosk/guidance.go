package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
)

// guidance is the sentence under a screen's title. When central goes, a calm sign takes its place, so that no tile ever moves under a finger.
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

// update tells whether central is there and, when it is not, that it does not matter here.
func (g *guidance) update(online bool, standing uplink.Standing) {
	why := "kiosk.offline"
	if standing != uplink.Trusted {
		why += "." + string(standing)
	}
	g.why.Say(g.say.Say(why))
	if online == g.sign.Visible() {
		g.sign.Hidden, g.help.Hidden = online, !online
		g.Refresh()
	}
}
