package render_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"motcua/internal/ui"
	"motcua/internal/ui/render"
)

// TestAFingerChangesItsButtonOnly plays touches on a screen that rests between them; draw is Fyne's turn to paint.
func TestAFingerChangesItsButtonOnly(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.Theme{Text: 30})
	render.Resting(t)
	b := ui.NewButton("number", ui.Main, 60, ui.Content{Title: "Lấy số"}, func() {})
	w := test.NewTempWindow(t, b)
	w.Resize(fyne.NewSize(600, 300))
	draw := func() (all bool, boxes int) {
		return render.Draw()
	}
	draw()
	for _, step := range []struct {
		name  string
		do    func()
		all   bool
		boxes int
	}{
		{"a finger comes", func() { b.MouseDown(nil) }, false, 1},
		{"it stays", func() { render.BeginFrame() }, false, 0},
		{"it goes", func() { b.MouseUp(nil) }, true, 0},
		{"it comes as central tells something", func() { render.Stir(); b.MouseDown(nil) }, true, 1},
		{"it slides off", func() { b.MouseOut() }, true, 0},
		{"the keyboard comes by", func() { b.FocusGained() }, true, 0},
		{"a finger comes again", func() { b.MouseDown(nil) }, false, 1},
	} {
		step.do()
		if all, boxes := draw(); all != step.all || boxes != step.boxes {
			t.Errorf("%s: the whole is to be drawn: %t, want %t; boxes: %d, want %d", step.name, all, step.all, boxes, step.boxes)
		}
	}
}
