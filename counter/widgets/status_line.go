package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/navigation"
	"motcua/internal/ui"
)

// StatusLine is the line that says what happened last.
type StatusLine struct {
	Box    *fyne.Container
	ground *canvas.Rectangle
	Text   *ui.Text
}

// NewStatusLine returns a line that says nothing yet.
func NewStatusLine() *StatusLine {
	s := &StatusLine{ground: canvas.NewRectangle(nil), Text: NewText("", 22)}
	s.ground.CornerRadius = 12
	s.Box = container.NewStack(s.ground, ui.Pad(8, s.Text))
	return s
}

// DrawOr says what happened last, or else something that is always so.
func (s *StatusLine) DrawOr(n navigation.Notice, otherwise string) {
	s.Text.Cut, s.Text.Least = n.Text == "", SmallestType
	if s.Text.Cut {
		s.Text.Least = 17
	}
	if s.Draw(n); n.Text == "" {
		s.Text.Paint(ui.Quiet)
		s.Text.Say(otherwise)
	}
}

// Draw shows what happened last, with its time.
func (s *StatusLine) Draw(n navigation.Notice) {
	colour, ground := ui.Ink, ui.Paper
	switch {
	case n.Alert:
		colour, ground = ui.Alert, ui.Notice
	case n.Text != "":
		ground = ui.Calm
	}
	told := n.Text
	if told != "" {
		told = n.At.Format("15:04") + " · " + told
	}
	s.Text.Paint(colour)
	s.Text.Say(told)
	SetFill(s.ground, ground)
}
