package main

import (
	"image"
	"image/color"
	"strings"
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

func TestAPartThatIsNone(t *testing.T) {
	for parts, fine := range map[string]bool{"paths,lock": true, "officer": true, "hiden": false, "": false} {
		if err := checkWalkParts(strings.Split(parts, ",")); (err == nil) != fine {
			t.Errorf("%q: %v", parts, err)
		}
	}
}

// ringedPage draws a frame of a colour inside the edges of a target.
func ringedPage(c color.Color) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, 200, 80))
	for x := range 200 {
		for _, y := range []int{0, 1, 2, 3, 4, 75, 76, 77, 78, 79} {
			picture.Set(x, y, c)
		}
	}
	return picture
}

func TestWhatTheKeyboardWillPressIsSeen(t *testing.T) {
	for _, ring := range rings {
		if !ringed(ringedPage(ring)) {
			t.Errorf("a ring of %v is not seen", ring)
		}
	}
	if ringed(ringedPage(color.White)) {
		t.Error("a white edge is taken for a ring")
	}
}

// TestWhatIsLeftOnTheFirstScreenIsSeen compares pictures of the kiosk before and after a visit.
func TestWhatIsLeftOnTheFirstScreenIsSeen(t *testing.T) {
	if share := differs(page(24, 120), page(24, 120)); share != 0 {
		t.Errorf("the same page differs by %v", share)
	}
	if share := differs(page(24, 120), page(24, 180)); share < 0.02 {
		t.Errorf("another page differs by %v only", share)
	}
}
