package main

import (
	"motcua/internal/hall"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
)

// restingScreen names the counter and waits for somebody to have been served there.
type restingScreen struct {
	screen
	say     words.Speaker
	serving *ui.Text
}

func newResting(say words.Speaker, counter string) *restingScreen {
	s := &restingScreen{say: say, serving: ui.Title("", 64, ui.Ink)}
	s.name = "resting"
	sign := ui.Panel(ui.Card, 48, ui.Column(12,
		ui.Fixed(110, ui.Title(say.Say("rate.counter"), 76, ui.Ink)),
		ui.Share(1, ui.Title(counter, 420, ui.Crest)),
		ui.Fixed(100, s.serving),
	))
	invitation := ui.Column(gap,
		ui.Space(1),
		ui.Fixed(330, ui.Title(say.Say("rate.rest"), 72, ui.Ink)),
		ui.Fixed(150, ui.NewText(say.Say("rate.rest.help"), 42)),
		ui.Space(1),
	)
	s.content = ui.Pad(margin, ui.Split(gap, ui.Share(1.3, s.shows(sign)), ui.Share(1, invitation)))
	return s
}

// update tells who is being served, or the technician why that is not known.
func (s *restingScreen) update(desk hall.Desk, standing uplink.Standing) {
	switch {
	case standing != uplink.Trusted:
		s.serving.Say(s.say.Say("standing." + string(standing)))
	case desk.Ticket == nil:
		s.serving.Say("")
	default:
		s.serving.Say(s.say.Say("rate.serving", words.Args{"Number": desk.Ticket.Number}))
	}
}
