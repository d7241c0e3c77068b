package ui

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestAround(t *testing.T) {
	tile := box{fyne.NewPos(36, 400), fyne.NewSize(1008, 382)}
	for _, tt := range []struct {
		name  string
		boxes []box
		unit  float32
		want  image.Rectangle
	}{
		{"nothing touched", nil, 1, image.Rectangle{}},
		{"a tile", []box{tile}, 1, image.Rect(36, 400, 1044, 782)},
		{"a tile on a small panel", []box{tile}, 0.7, image.Rect(25, 280, 731, 548)},
		{"a tile between two pixels", []box{{fyne.NewPos(36.5, 400.5), fyne.NewSize(10, 10)}}, 1, image.Rect(36, 400, 47, 411)},
		{"two tiles", []box{tile, {fyne.NewPos(36, 800), fyne.NewSize(1008, 256)}}, 1, image.Rect(36, 400, 1044, 1056)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := around(tt.boxes, tt.unit); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestAFingerChangesItsButtonOnly plays touches on a screen that rests between them; draw is Fyne's turn to paint.
func TestAFingerChangesItsButtonOnly(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Text: 30})
	rests.Store(true)
	t.Cleanup(func() {
		rests.Store(false)
		beginFrame()
	})
	b := NewButton("number", Main, 60, Face{Title: "Lấy số"}, func() {})
	w := test.NewTempWindow(t, b)
	w.Resize(fyne.NewSize(600, 300))
	draw := func() (all bool, boxes int) {
		all, boxes = frame.all, len(frame.boxes)
		frame.drawn = true
		return
	}
	draw()
	for _, step := range []struct {
		name  string
		do    func()
		all   bool
		boxes int
	}{
		{"a finger comes", func() { b.MouseDown(nil) }, false, 1},
		{"it stays", func() { beginFrame() }, false, 0},
		{"it goes", func() { b.MouseUp(nil) }, true, 0},
		{"it comes as central tells something", func() { stir(); b.MouseDown(nil) }, true, 1},
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
