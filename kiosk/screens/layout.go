package screens

import (
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/queue"
)

// Margin is the free room at the edges of a screen, Gap the room between its parts, in pixels.
const (
	Margin = 40
	Gap    = 28
)

// upright reports whether a box is filled from top to bottom: it is higher than wide, or nearly.
func upright(box fyne.Size) bool { return box.Width < 1.5*box.Height }

// Place gives an object its box.
func Place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}

// Seconds rounds what is left up: 0 is the end.
func Seconds(left time.Duration) int { return int(max(0, left+time.Second-1) / time.Second) }

// ClockOf returns a moment's time of day as people read it.
func ClockOf(t time.Time) string { return t.In(queue.Zone).Format("15:04") }
