// Package render makes Fyne quick and frugal on a machine without a graphics card: it lets the screen's goroutine sleep until something happens,
// paints only what a finger has changed, and puts boxes together from flat pieces. For that it reaches under Fyne, to GL and glfw, and keeps state
// for the one window that a program has. All of it can be turned off; then Fyne waits and paints by itself, which shows the same.
package render

import (
	"os"
	"sync"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// Env names the environment variable that turns the package off when it is 1: for a machine on which a picture is wrong, and to see what it is worth.
const Env = "MOTCUA_PLAIN_RENDERING"

// Plain reports whether the package is turned off.
var Plain = sync.OnceValue(func() bool { return os.Getenv(Env) == "1" })

// unit is how many pixels a unit has on the real window; 0 where there is none, as in tests, or where all is plain.
var unit float32

// Prepare readies the package for a window with so many pixels a unit. Call it after glfw was initialized and before the app is made.
func Prepare(scale float32) {
	if Plain() {
		return
	}
	unit = scale
	for _, unused := range []glfw.Hint{glfw.DepthBits, glfw.StencilBits, glfw.AlphaBits} {
		glfw.WindowHint(unused, 0) // Fyne clears them for each picture and never reads them; without a graphics card that costs it 5 ms
	}
}
