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

// newAsking asks how satisfied a citizen is: one touch on one of four faces.
func newAsking(say words.Speaker, counter string, onLevel func(rating.Level)) screen {
	s := screen{name: "asking"}
	var tiles []ui.Part
	for _, level := range rating.Levels() {
		name := fmt.Sprintf("rate.%d", level)
		b := ui.NewButton(name, ui.Tile, 52, ui.Face{Icon: face(level), Title: say.Say("rate.level." + fmt.Sprint(int(level)))},
			func() { onLevel(level) })
		s.targets = append(s.targets, b)
		tiles = append(tiles, ui.Share(1, b))
	}
	s.content = ui.Pad(margin, ui.Column(gap,
		ui.Fixed(64, ui.NewText(say.Say("rate.counter")+" "+counter, 44)),
		ui.Fixed(200, ui.Title(say.Say("rate.ask"), 72, ui.Ink)),
		ui.Share(1, ui.Split(gap, tiles...)),
		ui.Fixed(110, ui.NewText(say.Say("rate.ask.help"), 38)),
	))
	return s
}
