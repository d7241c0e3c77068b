// Package uitest does to screens in tests what time does to them on a real window.
// The screens and what they must show are the tests' own.
package uitest

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// wardrobe is the one application of a test's process: each new one would read the typefaces anew, and each change of
// theme does.
var wardrobe fyne.App

// Wear dresses the application of tests in a theme, whatever the test before has left, and forgets how that was drawn. Its windows are the
// test's own to close.
func Wear(t testing.TB, theme fyne.Theme) {
	t.Helper()
	if t, ok := t.(*testing.T); ok {
		ForgetRenderers(t)
	}
	if wardrobe == nil {
		wardrobe = test.NewApp()
	}
	fyne.SetCurrentApp(wardrobe)
	if settings := wardrobe.Settings(); settings.Theme() != theme {
		settings.SetTheme(theme)
	}
}

// passed is for how long renderers have been forgotten in this process: Fyne remembers when it last did, and a bubble's clock begins anew.
var passed = 30 * 365 * 24 * time.Hour // from the bubble's year 2000 to beyond any test's today

// ForgetRenderers has Fyne drop the renderers of all widgets, as it does with those that have not been drawn for a minute. It is Fyne's own
// clean-up that runs, by a clock that is an age ahead.
func ForgetRenderers(t *testing.T) {
	t.Helper()
	passed += time.Hour
	synctest.Test(t, func(*testing.T) {
		time.Sleep(passed)
		elsewhere := software.NewCanvas()
		elsewhere.SetContent(canvas.NewRectangle(color.Transparent))
		elsewhere.Capture() // cleans up first
	})
}

// MustOutlive looks whether a window shows the same after Fyne has forgotten how its widgets are drawn.
func MustOutlive(t *testing.T, what string, window fyne.Canvas) {
	t.Helper()
	before := window.Capture()
	ForgetRenderers(t)
	if n := differing(before, window.Capture()); n > 0 {
		t.Errorf("%s: %d pixels are not drawn again after a minute out of sight", what, n)
	}
}

// differing counts the pixels in which two pictures of one size differ.
func differing(a, b image.Image) (n int) {
	one, other := pixels(a), pixels(b)
	for i := 0; i < len(one); i += 4 {
		if !bytes.Equal(one[i:i+4], other[i:i+4]) {
			n++
		}
	}
	return n
}

func pixels(picture image.Image) []byte {
	plain := image.NewNRGBA(picture.Bounds())
	draw.Draw(plain, plain.Bounds(), picture, picture.Bounds().Min, draw.Src)
	return plain.Pix
}
