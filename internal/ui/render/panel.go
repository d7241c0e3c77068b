package render

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// PanelSize asks the display how many pixels it has.
func PanelSize() (fyne.Size, error) {
	if err := glfw.Init(); err != nil { // Fyne does so too, but dies where there is no display
		return fyne.Size{}, fmt.Errorf("no display to open a window on: %w", err)
	}
	monitor := glfw.GetPrimaryMonitor()
	if monitor == nil || monitor.GetVideoMode() == nil {
		return fyne.Size{}, errors.New("no monitor is connected to the display")
	}
	mode := monitor.GetVideoMode()
	return fyne.NewSize(float32(mode.Width), float32(mode.Height)), nil
}
