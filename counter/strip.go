package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
)

// strip is the line that says what happened last.
type strip struct {
	box    *fyne.Container
	ground *canvas.Rectangle
	text   *ui.Text
}

func newStrip() *strip {
	s := &strip{ground: canvas.NewRectangle(nil), text: plain("", 22)}
	s.ground.CornerRadius = 12
	s.box = container.NewStack(s.ground, ui.Pad(8, s.text))
	return s
}

// drawOr says what happened last, or else something that is always so.
func (s *strip) drawOr(n notice, otherwise string) {
	s.text.Cut, s.text.Least = n.words == "", smallestType
	if s.text.Cut {
		s.text.Least = 17
	}
	if s.draw(n); n.words == "" {
		s.text.Paint(ui.Quiet)
		s.text.Say(otherwise)
	}
}

func (s *strip) draw(n notice) {
	colour, ground := ui.Ink, ui.Paper
	switch {
	case n.alert:
		colour, ground = ui.Alert, ui.Notice
	case n.words != "":
		ground = ui.Calm
	}
	told := n.words
	if told != "" {
		told = n.at.Format("15:04") + " · " + told
	}
	s.text.Paint(colour)
	s.text.Say(told)
	fill(s.ground, ground)
}
