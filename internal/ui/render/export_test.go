package render

import "testing"

// BeginFrame forgets what is drawn.
var BeginFrame = beginFrame

// Resting has the screen rest between events, for a test.
func Resting(t testing.TB) {
	rests.Store(true)
	t.Cleanup(func() {
		rests.Store(false)
		beginFrame()
	})
}

// Draw is Fyne's turn to paint: it returns what there is to draw.
func Draw() (all bool, boxes int) {
	frame.drawn = true
	return frame.all, len(frame.boxes)
}
