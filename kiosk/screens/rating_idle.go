package screens

import (
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// RatingIdle names the counter and waits for somebody to have been served there.
type RatingIdle struct {
	Screen
	say     i18n.Localizer
	serving *ui.Text
}

// NewRatingIdle names a counter.
func NewRatingIdle(say i18n.Localizer, counter string) *RatingIdle {
	s := &RatingIdle{say: say, serving: ui.Title("", 64, ui.Ink)}
	s.Name = "resting"
	sign := ui.Panel(ui.Card, 48, ui.Column(12,
		ui.Fixed(110, ui.Title(say.Text("rate.counter"), 76, ui.Ink)),
		ui.Share(1, ui.Title(counter, 420, ui.Crest)),
		ui.Fixed(100, s.serving),
	))
	invitation := ui.Column(Gap,
		ui.Space(1),
		ui.Fixed(330, ui.Title(say.Text("rate.rest"), 72, ui.Ink)),
		ui.Fixed(150, ui.NewText(say.Text("rate.rest.help"), 42)),
		ui.Space(1),
	)
	s.Content = ui.Pad(Margin, ui.Split(Gap, ui.Share(1.3, s.Sheet(sign)), ui.Share(1, invitation)))
	return s
}

// Update tells who is being served, or the technician why that is not known.
func (s *RatingIdle) Update(desk hall.Desk, trust string) {
	switch {
	case trust != "":
		s.serving.Say(s.say.Text("standing." + trust))
	case desk.Ticket == nil:
		s.serving.Say("")
	default:
		s.serving.Say(s.say.Text("rate.serving", i18n.Args{"Number": desk.Ticket.Number}))
	}
}
