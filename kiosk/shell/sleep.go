package shell

import (
	"fmt"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/workday"
	"motcua/kiosk/screens"
	"motcua/kiosk/settings"
)

// sleep is the sleeping kiosk: black, with a few dim words that stand elsewhere each minute. A touch wakes it.
type sleep struct {
	overlays *Overlays
	hours    settings.Hours
	say      i18n.Localizer
	clock    *canvas.Text
	opening  *canvas.Text
	place    *wandering
	minute   int
}

func newSleep(o *Overlays) *sleep {
	dim := color.NRGBA{R: 0x70, G: 0x66, B: 0x5C, A: 0xFF}
	text := func(size float32) *canvas.Text {
		t := canvas.NewText("", dim)
		t.TextSize, t.Alignment = size, fyne.TextAlignCenter
		return t
	}
	return &sleep{overlays: o, hours: o.Hours, clock: text(64), opening: text(34), place: &wandering{}, minute: -1}
}

func (n *sleep) draw(say i18n.Localizer) screens.Screen {
	n.say, n.minute = say, -1
	words := container.New(n.place, container.NewVBox(n.clock, n.opening))
	return screens.Screen{Name: "night", Whole: true, Content: container.NewStack(canvas.NewRectangle(color.Black), words, ui.NewTapArea(n.overlays.Hide))}
}

// tick writes the time when it is another, and stands elsewhere then. The night ends when the office opens.
func (n *sleep) tick(now time.Time) (stay bool) {
	if minute := now.Minute(); minute != n.minute {
		n.minute = minute
		n.clock.Text = now.In(queue.Zone).Format("15:04")
		day, at := n.hours.Wakes(now)
		id := "kiosk.night.later"
		if day == workday.DateOf(now) {
			id = "kiosk.night.today"
		}
		n.opening.Text = n.say.Text(id, i18n.Args{"Time": at.String(), "Day": fmt.Sprintf("%02d/%02d", day.Day, int(day.Month))})
		n.place.step += 7
		n.clock.Refresh()
		n.opening.Refresh()
		n.place.layout()
	}
	return !n.hours.Awake(now)
}

// close switches the panel on again.
func (n *sleep) close() { n.overlays.Run(func() { n.overlays.Power(true) }, func() {}) }

// wandering puts what it holds elsewhere each step: over the steps, all over the panel.
type wandering struct {
	step   int
	inside []fyne.CanvasObject
	box    fyne.Size
}

func (w *wandering) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	w.inside, w.box = objects, box
	w.layout()
}

func (w *wandering) layout() {
	const across, down = 5, 11
	for _, o := range w.inside {
		size := o.MinSize()
		room := w.box.Subtract(size)
		screens.Place(o, room.Width*float32(w.step%across)/(across-1), room.Height*float32(w.step%down)/(down-1), size.Width, size.Height)
	}
}

func (w *wandering) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
