package main

import (
	"fmt"

	"fyne.io/fyne/v2"

	"motcua/internal/rating"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// face is the icon of a level.
func face(l rating.Level) fyne.Resource { return ui.Icon(fmt.Sprintf("face-%d", l), ui.AsDrawn) }

// onAsking is what a citizen does who is asked; at a counter's own screen there is no way back.
type onAsking struct {
	level       func(rating.Level)
	back, first func()
}

// newAsking asks how satisfied a citizen is: one touch on one of four faces. The counter may be unknown.
func newAsking(say words.Speaker, counter string, on onAsking) screen {
	s := screen{name: "asking"}
	var tiles []ui.Part
	for _, level := range rating.Levels() {
		name := fmt.Sprintf("rate.%d", level)
		b := ui.NewButton(name, ui.Tile, 52, ui.Face{Icon: face(level), Title: say.Say("rate.level." + fmt.Sprint(int(level)))},
			func() { on.level(level) })
		s.targets = append(s.targets, b)
		tiles = append(tiles, ui.Share(1, b))
	}
	ui.NewAlike(s.targets...)
	const narrow = 1200
	at := ui.NewText("", 44)
	if counter != "" {
		at.Say(say.Say("rate.counter") + " " + counter)
	}
	s.content = ui.Pad(margin, ui.Column(gap,
		ui.Share(0.5, s.heads(ui.Column(gap/2, ui.Fixed(72, at), ui.Share(1, ui.Title(say.Say("rate.ask"), 76, ui.Ink))))),
		ui.Share(1, ui.Fold(narrow, gap, tiles...)),
		ui.Fixed(124, ui.NewText(say.Say("rate.ask.help"), 42)),
	))
	if on.back != nil {
		foot, leaving := newFoot(say, on.back, on.first)
		s.targets = append(s.targets, leaving...)
		s.content = footed(s.content, foot)
	}
	return s
}
