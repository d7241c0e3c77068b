package ui

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"motcua/internal/cue"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestScreenIsToldOnceAndAgainWhenItMoves(t *testing.T) {
	var said bytes.Buffer
	before := cue.SendTo(&said)
	t.Cleanup(func() { cue.SendTo(before) })

	test.NewTempApp(t)
	next := canvas.NewRectangle(nil)
	window := test.NewTempWindow(t, container.NewWithoutLayout(next))
	window.SetPadded(false)
	next.Resize(fyne.NewSize(150, 60))
	var screens ScreenCue
	for _, x := range []float32{16, 16, 40} {
		next.Move(fyne.NewPos(x, 8))
		screens.Say(window, "counter", []Target{{"next", next}})
	}

	var places []int
	for line := range bytes.Lines(said.Bytes()) {
		var told cue.Line
		if err := json.Unmarshal(line, &told); err != nil || told.Of != cue.Screen || told.Name != "counter" || len(told.Targets) != 1 {
			t.Fatalf("the cue is %s (%v)", line, err)
		}
		if s := told.Targets[0]; s.Name != "next" || s.Y != 8 || s.W != 150 || s.H != 60 {
			t.Errorf("the target is %+v", s)
		}
		places = append(places, told.Targets[0].X)
	}
	if want := []int{16, 40}; !slices.Equal(places, want) {
		t.Errorf("told at %v, want %v", places, want)
	}
}
