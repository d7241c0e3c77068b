package screens

import (
	"fmt"
	"time"

	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/kiosk/visit"
)

// CheckActions is what a citizen does who looks at a rating once more; at a counter's own screen there is no First.
type CheckActions struct {
	Send func()
	Exits
}

// RatingCheck shows what was chosen, for a moment in which it can be taken back.
type RatingCheck struct {
	Screen
	say  i18n.Localizer
	send *ui.Button
}

// NewRatingCheck shows what was chosen.
func NewRatingCheck(say i18n.Localizer, j visit.Judgement, on CheckActions) *RatingCheck {
	help := "rate.check.help"
	if on.First != nil {
		help += ".first"
	}
	s := &RatingCheck{say: say, send: ui.NewButton("send", ui.Main, 56, ui.Content{Title: say.Text("rate.check.send")}, on.Send)}
	again := ui.NewButton("again", ui.Tile, 48, ui.Content{Icon: ui.Icon("back", ui.Ink), Title: say.Text("rate.check.again")}, on.Back)
	chosen := say.Text("rate.check", i18n.Args{"Level": say.Text(fmt.Sprintf("rate.level.%d", j.Level))})
	if n := len(j.Reasons); n > 0 {
		chosen += "\n" + say.Text("rate.check.reasons", i18n.Args{"Count": n})
	}
	s.Screen = NewNotice("checking", face(j.Level), chosen, say.Text(help))
	s.Targets = []*ui.Button{again, s.send}
	s.Content = ui.Column(0, ui.Share(1, s.Content), ui.Fixed(168, ui.Row(Gap, ui.Space(0.06), ui.Share(1, again), ui.Share(1.3, s.send), ui.Space(0.06))), ui.Fixed(Gap, ui.Pad(0, ui.NewText("", 20))))
	if on.First != nil {
		foot, leaving := newFooter(say, on.Exits)
		s.Content, s.Targets = footed(s.Content, foot), append(s.Targets, leaving...)
	}
	return s
}

// Update writes in how many seconds the rating is sent.
func (s *RatingCheck) Update(left time.Duration) {
	s.send.SetContent(ui.Content{Title: s.say.Text("rate.check.send"), Subtitle: s.say.Text("rate.check.in", i18n.Args{"Seconds": Seconds(left)})})
}

// NewThanks says what became of a rating: it thanks for one that is written down, and for no other. At a counter's own screen onHome is nil.
func NewThanks(say i18n.Localizer, kept visit.Kept, onHome func()) Screen {
	var buttons []*ui.Button
	if onHome != nil {
		buttons = append(buttons, newHomeButton(say, onHome))
	}
	switch kept {
	case visit.IsKept:
		return NewNotice("thanks", ui.Icon("tick", ui.Good), say.Text("rate.thanks"), say.Text("rate.thanks.help"), buttons...)
	case visit.NotKept:
		return NewNotice("unkept", ui.Icon("warning", ui.Alert), say.Text("rate.unkept"), say.Text("rate.unkept.help"), buttons...)
	}
	return NewNotice("keeping", ui.Icon("pen", ui.Quiet), say.Text("rate.keeping"), "", buttons...)
}
