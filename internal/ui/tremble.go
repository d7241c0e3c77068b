package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

// trembling is within how long a second touch of the same target, or of the same place on the glass, is that of a hand that trembles
// (EN 301 549, VVSG 2.0).
const trembling = 500 * time.Millisecond

// farther is how far from the last touch another place on the glass begins, in units.
const farther = 60

// touch is what was last touched.
var touch struct {
	now  func() time.Time // nil: every touch counts
	at   time.Time
	name string
	area area
}

// Steady has a touch count once where a hand trembles; now tells the time. Without it, as at a desk with a mouse, every touch counts.
func Steady(now func() time.Time) { touch.now = now }

// trembles reports whether a touch of a button only repeats the last one. Who types may touch a letter twice: that is how marks are put.
func trembles(b *Button) bool {
	if touch.now == nil || strings.HasPrefix(b.Name, "key.") {
		return false
	}
	now, here := touch.now(), area{fyne.CurrentApp().Driver().AbsolutePositionForObject(b), b.Size()}
	again := now.Sub(touch.at) < trembling && (b.Name == touch.name || here.near(touch.area))
	if !again {
		touch.at, touch.name, touch.area = now, b.Name, here
	}
	return again
}

// area is a place on the glass, in units.
type area struct {
	at   fyne.Position
	size fyne.Size
}

// near reports whether the middles of two areas are near each other.
func (a area) near(other area) bool {
	x := a.at.X + a.size.Width/2 - other.at.X - other.size.Width/2
	y := a.at.Y + a.size.Height/2 - other.at.Y - other.size.Height/2
	return x*x+y*y < farther*farther
}
