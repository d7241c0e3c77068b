package render

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
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
