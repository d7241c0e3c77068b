package main

import (
	"fmt"
	"time"

	"motcua/internal/ui"
	"motcua/internal/words"
)

// stillScreen asks whether somebody is still there, over what they typed or read, and counts the seconds.
type stillScreen struct {
	screen
	seconds *ui.Text
}

func newStill(say words.Speaker, onStay, onLeave func()) *stillScreen {
	s := &stillScreen{seconds: ui.Title("", 320, ui.Crest)}
	s.name = "still"
	stay := ui.NewButton("stay", ui.Main, 60, ui.Face{Title: say.Say("kiosk.still.go_on")}, onStay)
	leave := ui.NewButton("leave", ui.Tile, 48, ui.Face{Title: say.Say("kiosk.still.leave")}, onLeave)
	s.targets = []*ui.Button{stay, leave}
	s.content = ui.Pad(margin, ui.Column(gap,
		ui.Space(0.1),
		ui.Fixed(170, ui.Title(say.Say("kiosk.still"), 76, ui.Ink)),
		ui.Share(1, s.seconds),
		ui.Fixed(110, ui.NewText(say.Say("kiosk.still.help"), 44)),
		ui.Space(0.1),
		ui.Fixed(160, ui.Row(gap, ui.Share(1.6, stay), ui.Share(1, leave))),
	))
	return s
}

// update writes how many seconds are left.
func (s *stillScreen) update(left time.Duration) { s.seconds.Say(fmt.Sprint(seconds(left))) }

// seconds rounds what is left up: 0 is the end.
func seconds(left time.Duration) int { return int(max(0, left+time.Second-1) / time.Second) }
