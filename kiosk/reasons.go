package main

import (
	"slices"

	"fyne.io/fyne/v2"

	"motcua/internal/rating"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// reasonsScreen asks what should be better: any number of reasons, or none.
type reasonsScreen struct {
	screen
	say     words.Speaker
	reasons map[rating.Reason]*ui.Button
	send    *ui.Button
}

// onReasons is what a citizen does who is asked for reasons.
type onReasons struct {
	reason      func(rating.Reason)
	words, send func()
	back, first func() // first is nil at a counter's own screen
}

func newReasons(say words.Speaker, on onReasons) *reasonsScreen {
	s := &reasonsScreen{say: say, reasons: map[rating.Reason]*ui.Button{}}
	s.name = "reasons"
	var tiles []fyne.CanvasObject
	for _, reason := range rating.Reasons() {
		b := ui.NewButton("reason."+string(reason), ui.Tile, 42, ui.Face{}, func() { on.reason(reason) })
		s.reasons[reason] = b
		s.targets = append(s.targets, b)
		tiles = append(tiles, b)
	}
	tiles = append(tiles, s.own(say, on.words))
	s.send = ui.NewButton("send", ui.Main, 42, ui.Face{}, on.send)
	foot, leaving := newWayBack(say, on.back, on.first, s.send)
	s.targets = append(s.targets, leaving...)
	s.content = footed(ui.Pad(margin, ui.Column(gap,
		ui.Fixed(170+gap, s.heads(newHeading(ui.Title(say.Say("rate.why"), 72, ui.Ink), say.Say("rate.why.help"), 42))),
		ui.Share(1, ui.Grid(gap*0.7, tiles...)),
	)), foot)
	return s
}

// own leads to the citizen's own words.
func (s *reasonsScreen) own(say words.Speaker, onWords func()) fyne.CanvasObject {
	own := ui.NewButton("words", ui.Tile, 42, ui.Face{Icon: ui.Icon("pen", ui.Ink), Title: say.Say("rate.words.open")}, onWords)
	s.targets = append(s.targets, own)
	return own
}

// update ticks the reasons chosen.
func (s *reasonsScreen) update(chosen []rating.Reason) {
	for reason, b := range s.reasons {
		face := ui.Face{Icon: ui.Icon("box", ui.Edge), Title: s.say.Say("rate.reason." + string(reason))}
		ticked := slices.Contains(chosen, reason)
		if ticked {
			face.Icon = ui.Icon("box-ticked", ui.OnCrest)
		}
		b.Wear(face)
		b.Choose(ticked)
	}
	id := "rate.skip"
	if len(chosen) > 0 {
		id = "rate.send"
	}
	s.send.Wear(ui.Face{Title: s.say.Say(id)})
}
