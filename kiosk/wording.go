package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
	"motcua/internal/vietnamese"
	"motcua/internal/words"
	"motcua/kiosk/visit"
)

// onWording is what a citizen does who writes what should be better.
type onWording struct {
	typed             func(change func(*vietnamese.Typing))
	back, send, first func() // first is nil at a counter's own screen
}

// wordingScreen takes a citizen's own words.
type wordingScreen struct {
	screen
	say   words.Speaker
	keys  *ui.Keyboard
	typed *ui.Text
	help  *ui.Text
}

func newWording(say words.Speaker, on onWording) *wordingScreen {
	s := &wordingScreen{say: say, keys: ui.NewKeyboard(keyWords(say), on.typed), typed: ui.NewText("", 46), help: ui.NewText("", 36)}
	s.name = "wording"
	s.typed.Align, s.typed.Rise, s.typed.Tail = fyne.TextAlignLeading, 0, true
	send := ui.NewButton("send", ui.Main, 48, ui.Face{Title: say.Say("rate.send")}, on.send)
	foot, leaving := newWayBack(say, on.back, on.first, send)
	s.targets = append(s.keys.Keys, leaving...)
	ask := ui.Column(gap/2,
		ui.Fixed(214, s.heads(ui.Column(gap/2, ui.Share(1.4, ui.Title(say.Say("rate.words"), 60, ui.Crest)), ui.Share(1, s.help)))),
		ui.Share(1, container.NewStack(ui.Panel(ui.Edge, 0, container.NewWithoutLayout()), ui.Pad(3, ui.Panel(ui.Card, 24, s.typed)))),
	)
	s.content = footed(container.New(findingLayout{}, ask, s.keys.Container), foot)
	return s
}

// update writes what has been typed.
func (s *wordingScreen) update(t vietnamese.Typing) {
	s.keys.Show(t)
	s.typed.Say(t.Text + "|")
	help := "rate.words.help"
	if visit.Full(visit.Rating, t) {
		help = "kiosk.key.full"
	}
	s.help.Say(s.say.Say(help))
}
