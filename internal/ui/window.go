package ui

import (
	"fmt"
	"math"
	"os"

	"motcua/internal/ui/render"

	"fyne.io/fyne/v2"
)

// fullscreen is the word for a window that covers the panel.
const fullscreen = "fullscreen"

// WindowSize is the size of a program's window in its settings, in pixels; the zero WindowSize covers the panel.
type WindowSize fyne.Size

// UnmarshalText reads "1280x800" or "fullscreen".
func (s *WindowSize) UnmarshalText(text []byte) error {
	*s = WindowSize{}
	if string(text) == fullscreen {
		return nil
	}
	var width, height int
	var rest string
	if n, _ := fmt.Sscanf(string(text), "%dx%d%s", &width, &height, &rest); n != 2 || width <= 0 || height <= 0 {
		return fmt.Errorf("is %q, fullscreen or pixels such as 1280x800 were expected", text)
	}
	*s = WindowSize(fyne.NewSize(float32(width), float32(height)))
	return nil
}

// Full reports whether the window covers the panel.
func (s WindowSize) Full() bool { return s == WindowSize{} }

// Shows reports whether a window is large enough for what needs so much.
func (s WindowSize) Shows(least fyne.Size) bool {
	return s.Full() || s.Width >= least.Width && s.Height >= least.Height
}

// Wants names what a size looks like in settings.
func (WindowSize) Wants() string { return "window" }

// Screen is the display made ready for an app.
type Screen struct {
	size  fyne.Size // of the window, in pixels
	full  bool
	scale float32 // pixels a unit
}

// Ready readies the display for an app whose screens are drawn for a short side of so many units; 0 makes a unit a pixel.
// Call it on the main goroutine before the app is made.
func (s WindowSize) Ready(shortSide float32) (Screen, error) {
	panel, err := render.PanelSize()
	if err != nil {
		return Screen{}, err
	}
	screen := Screen{size: fyne.Size(s), full: s.Full(), scale: 1}
	if screen.full {
		screen.size = panel
	}
	if shortSide > 0 {
		screen.scale = tenths(min(screen.size.Width, screen.size.Height) / shortSide)
	}
	os.Setenv("FYNE_DISABLE_DPI_DETECTION", "1") // panels lie about their millimetres
	os.Setenv("FYNE_SCALE", fmt.Sprint(screen.scale))
	render.Prepare(screen.scale)
	return screen, nil
}

// tenths rounds a scale down to what Fyne can do: one decimal place.
func tenths(scale float32) float32 { return max(0.1, float32(math.Floor(float64(scale)*10)/10)) }

// Fit gives a window its size. One that covers the panel gets it as a window first: without a size of its own the X server refuses it
// and the program dies.
func (s Screen) Fit(w fyne.Window) {
	w.Resize(fyne.NewSize(s.size.Width/s.scale, s.size.Height/s.scale))
	if s.full {
		w.SetFullScreen(true)
	}
}
