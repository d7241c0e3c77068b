package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// offlineBanner is the sentence under a screen's title. When central or the printer goes, a calm sign takes its place, so that no tile ever moves under a finger.
type offlineBanner struct {
	*fyne.Container
	say  i18n.Localizer
	help *ui.Text
	why  *ui.Text // on the sign
	sign *fyne.Container
}

func newOfflineBanner(say i18n.Localizer, help string) *offlineBanner {
	g := &offlineBanner{say: say, help: ui.NewText(help, 44), why: ui.NewText("", 34)}
	g.why.Align = fyne.TextAlignLeading
	g.sign = ui.Panel(ui.Notice, 4, ui.Row(20, ui.Space(1), ui.Fixed(48, ui.Picture(ui.Icon("clouded", ui.Quiet))), ui.Share(8, g.why)))
	g.Container = container.NewStack(g.help, g.sign)
	return g
}

// Trouble is what does not go as usual.
type Trouble struct {
	Online   bool
	Trust    string // what is wrong between the device and central, as its sentences are called; empty: nothing
	CanPrint bool
}

// none reports whether all goes as usual.
func (t Trouble) none() bool { return t.Online && t.CanPrint }

// sentence returns the id of what people are told of it.
func (t Trouble) sentence() string {
	switch {
	case t.Online:
		return "kiosk.paperless"
	case !t.CanPrint:
		return "kiosk.offline.paperless"
	case t.Trust != "":
		return "kiosk.offline." + t.Trust
	}
	return "kiosk.offline"
}

// update tells what does not go as usual, and that a number can be taken all the same.
func (g *offlineBanner) update(t Trouble) {
	g.why.Say(g.say.Text(t.sentence()))
	if usual := t.none(); usual == g.sign.Visible() {
		g.sign.Hidden, g.help.Hidden = usual, !usual
		g.Refresh()
	}
}
