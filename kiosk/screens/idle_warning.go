package screens

import (
	"fmt"
	"time"

	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// IdleWarning asks whether somebody is still there, over what they typed or read, and counts the seconds.
type IdleWarning struct {
	Screen
	seconds *ui.Text
}

// NewIdleWarning asks whether somebody is still there.
func NewIdleWarning(say i18n.Localizer, onStay, onLeave func()) *IdleWarning {
	s := &IdleWarning{seconds: ui.Title("", 320, ui.Crest)}
	s.Name = "still"
	stay := ui.NewButton("stay", ui.Main, 60, ui.Content{Title: say.Text("kiosk.still.go_on")}, onStay)
	leave := ui.NewButton("leave", ui.Tile, 48, ui.Content{Title: say.Text("kiosk.still.leave")}, onLeave)
	s.Targets = []*ui.Button{stay, leave}
	s.Content = ui.Pad(Margin, ui.Column(Gap,
		ui.Space(0.1),
		ui.Fixed(170, ui.Title(say.Text("kiosk.still"), 76, ui.Ink)),
		ui.Share(1, s.seconds),
		ui.Fixed(110, ui.NewText(say.Text("kiosk.still.help"), 44)),
		ui.Space(0.1),
		ui.Fixed(160, ui.Row(Gap, ui.Share(1.6, stay), ui.Share(1, leave))),
	))
	return s
}

// Update writes how many seconds are left.
func (s *IdleWarning) Update(left time.Duration) { s.seconds.Say(fmt.Sprint(Seconds(left))) }
