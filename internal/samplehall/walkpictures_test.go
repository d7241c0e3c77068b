package main

import (
	"image"
	"image/color"
	"testing"
)

// page makes a picture with one line of letters at each height named.
func page(lines ...int) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, 240, 240))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
	}
	for _, line := range lines {
		for x := 12; x < 228; x += 6 {
			for y := line; y < line+10; y++ {
				picture.Set(x, y, color.Black)
				picture.Set(x+1, y, color.Black)
			}
		}
	}
	return picture
}

func TestALineThatIsNotDrawnIsSeen(t *testing.T) {
	for _, c := range []struct {
		name         string
		whole, other *image.RGBA
		lost         bool
	}{
		{"the same", page(24, 120), page(24, 120), false},
		{"a line is missing", page(24, 120), page(24), true},
		{"all is missing", page(24, 120), page(), true},
		{"moved by two pixels", page(24, 120), page(26, 122), false},
		{"one line more", page(24), page(24, 120), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lost(c.whole, c.other); (got > 0) != c.lost {
				t.Errorf("%d squares are lost, want some: %v", got, c.lost)
			}
		})
	}
}
