package render

import (
	"image"
	"math"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// frame is what has changed since Fyne last drew what had; it lives on the screen's goroutine.
var frame struct {
	all   bool // something of which nobody knows where it stands
	boxes []box
	drawn bool // Fyne has had its turn to draw this
}

// box is a place in the window, in units.
type box struct {
	at   fyne.Position
	size fyne.Size
}

// Stir tells that there is something to draw, anywhere in the window.
func Stir() {
	beginFrame()
	frame.all = true
	stirred.Store(true)
}

// Changed tells that an object is to be drawn anew, and nothing around it.
func Changed(o fyne.CanvasObject) {
	beginFrame()
	if rests.Load() {
		frame.boxes = append(frame.boxes, box{fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()})
	}
	stirred.Store(true)
}

// beginFrame forgets what is drawn.
func beginFrame() {
	if frame.drawn {
		frame.all, frame.boxes, frame.drawn = false, nil, false
	}
}

// NextFrame has the picture that Fyne is about to paint cut down to what a finger has changed, where a processor does the painting: the rest
// of the window is still there from the picture before. Whatever else changes, the whole is painted.
//
// Fyne asks what it paints for its least size before it does, with the window's graphics at hand. That is when to call it; at other times
// nothing happens.
func NextFrame() {
	if !rests.Load() {
		return
	}
	window := glfw.GetCurrentContext()
	if window == nil || !keepsPicture() {
		return
	}
	if frame.all || len(frame.boxes) == 0 {
		gl.Disable(gl.SCISSOR_TEST)
		return
	}
	part := around(frame.boxes, unit)
	_, high := window.GetFramebufferSize()
	gl.Enable(gl.SCISSOR_TEST)
	gl.Scissor(int32(part.Min.X), int32(high-part.Max.Y), int32(part.Dx()), int32(part.Dy()))
}

// around returns the rectangle of pixels around boxes.
func around(boxes []box, unit float32) (part image.Rectangle) {
	down := func(v float32) int { return int(math.Floor(float64(v * unit))) }
	up := func(v float32) int { return int(math.Ceil(float64(v * unit))) }
	for _, b := range boxes {
		part = part.Union(image.Rect(down(b.at.X), down(b.at.Y), up(b.at.X+b.size.Width), up(b.at.Y+b.size.Height)))
	}
	return part
}

// keepsPicture tells whether a picture is still there after it was shown. Graphics cards hand over what they painted and go on with something
// else; Mesa's processor painters (llvmpipe, softpipe) show a copy.
var keepsPicture = sync.OnceValue(func() bool {
	if gl.Init() != nil {
		return false
	}
	painter := gl.GoStr(gl.GetString(gl.RENDERER))
	return strings.HasPrefix(painter, "llvmpipe") || strings.HasPrefix(painter, "softpipe")
})
