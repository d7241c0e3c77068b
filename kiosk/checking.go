package main

import (
	"fmt"
	"time"

	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/visit"
)

// onChecking is what a citizen does who looks at a rating once more; at a counter's own screen first is nil.
type onChecking struct{ send, back, first func() }

// checkingScreen shows what was chosen, for a moment in which it can be taken back.
type checkingScreen struct {
	screen
	say  words.Speaker
	send *ui.Button
}

func newChecking(say words.Speaker, j visit.Judgement, on onChecking) *checkingScreen {
	help := "rate.check.help"
	if on.first != nil {
		help += ".first"
	}
	s := &checkingScreen{say: say, send: ui.NewButton("send", ui.Main, 56, ui.Face{Title: say.Say("rate.check.send")}, on.send)}
	again := ui.NewButton("again", ui.Tile, 48, ui.Face{Icon: ui.Icon("back", ui.Ink), Title: say.Say("rate.check.again")}, on.back)
	chosen := say.Say("rate.check", words.Args{"Level": say.Say(fmt.Sprintf("rate.level.%d", j.Level))})
	if n := len(j.Reasons); n > 0 {
		chosen += "\n" + say.Say("rate.check.reasons", words.Args{"Count": n})
	}
	s.screen = newNotice("checking", face(j.Level), chosen, say.Say(help))
	s.targets = []*ui.Button{again, s.send}
	s.content = ui.Column(0, ui.Share(1, s.content), ui.Fixed(168, ui.Row(gap, ui.Space(0.06), ui.Share(1, again), ui.Share(1.3, s.send), ui.Space(0.06))), ui.Fixed(gap, ui.Pad(0, ui.NewText("", 20))))
	if on.first != nil {
		foot, leaving := newFoot(say, on.back, on.first)
		s.content, s.targets = footed(s.content, foot), append(s.targets, leaving...)
	}
	return s
}

// update writes in how many seconds the rating is sent.
func (s *checkingScreen) update(left time.Duration) {
	s.send.Wear(ui.Face{Title: s.say.Say("rate.check.send"), Subtitle: s.say.Say("rate.check.in", words.Args{"Seconds": seconds(left)})})
}

// newThanks says what became of a rating: it thanks for one that is written down, and for no other.
func newThanks(say words.Speaker, kept visit.Kept, buttons ...*ui.Button) screen {
	switch kept {
	case visit.IsKept:
		return newNotice("thanks", ui.Icon("tick", ui.Good), say.Say("rate.thanks"), say.Say("rate.thanks.help"), buttons...)
	case visit.NotKept:
		return newNotice("unkept", ui.Icon("warning", ui.Alert), say.Say("rate.unkept"), say.Say("rate.unkept.help"), buttons...)
	}
	return newNotice("keeping", ui.Icon("pen", ui.Quiet), say.Say("rate.keeping"), "", buttons...)
}
