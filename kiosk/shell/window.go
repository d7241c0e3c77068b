// Package shell is what stands around a kiosk's screens: the window with its header, and what lies over a screen – help, the technician's panel, the
// sleeping kiosk. Which screen a visitor sees is the flow's business.
package shell

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/ui/render"
	"motcua/kiosk/screens"
	"motcua/kiosk/settings"
)

// Window is the kiosk's window: the header that is always there, and the screen under it. An overlay may lie over the screen.
type Window struct {
	Native fyne.Window

	on        ui.OnHeader
	header    *ui.Header
	page      *fyne.Container // header and body
	body      *fyne.Container
	above     *fyne.Container // what is read, for whoever reaches low
	whole     *fyne.Container // lies over all while it is seen
	shift     *wanderLayout
	low       bool   // all that can be touched stands low
	helpState string // how it goes with a call for help, on the button that leads there; empty: nobody has called
	shown     screens.Screen
	overlay   *screens.Screen // the overlay over shown; nil: none
	cue       ui.ScreenCue
	keyed     fyne.Focusable // what the keyboard would press, at the last second
	cold      int            // seconds since the picture was last kept warm
}

// NewWindow fills a window of Fyne's with the header, and calls on what is touched in it.
func NewWindow(w fyne.Window, on ui.OnHeader) *Window {
	s := &Window{Native: w, on: on, shift: &wanderLayout{}}
	s.shift.laidOut = s.Log
	w.SetPadded(false)
	s.build()
	return s
}

// build makes all that stands on every screen; its colours are those of the mode at hand.
func (w *Window) build() {
	w.body, w.above, w.whole = container.NewStack(), container.NewStack(), container.NewStack()
	if w.low {
		w.header = ui.NewLowHeader(w.on)
		w.page = newReachPage(w.header, w.above, w.body)
	} else {
		w.header = ui.NewHeader(w.on)
		w.page = container.New(headedLayout{}, w.header.Container, w.body)
	}
	w.Native.SetContent(container.New(w.shift, w.page, w.whole)) // Fyne clears a window to Paper by itself
	w.compose()
}

// runningText is the type of Fyne's own widgets on a kiosk, in pixels.
const runningText = 30

// Theme returns the kiosk's theme, with letters as large as they must be on a panel.
func Theme(p settings.Panel) ui.Theme {
	return ui.Theme{Text: runningText, Least: p.LeastType(), Read: p.ReadType()}
}

// headedLayout puts the header over the screen.
type headedLayout struct{}

func (headedLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	high := ui.HeaderHeight(box.Width)
	screens.Place(objects[0], 0, 0, box.Width, high)
	screens.Place(objects[1], 0, high, box.Width, box.Height-high)
}

func (headedLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// SetTheme changes how everything is shown; the screen is to be made anew.
func (w *Window) SetTheme(mode ui.Mode, low bool) {
	if worn := w.Theme(); worn.Mode != mode || w.low != low {
		w.shown, w.low = screens.Screen{}, low
		worn.Mode = mode
		fyne.CurrentApp().Settings().SetTheme(worn)
		w.build()
	}
}

// Theme returns how everything is shown now.
func (w *Window) Theme() ui.Theme { return fyne.CurrentApp().Settings().Theme().(ui.Theme) }

// Low reports whether all that can be touched stands low.
func (w *Window) Low() bool { return w.low }

// Wide reports whether the window is wider than high.
func (w *Window) Wide() bool {
	size := w.Native.Canvas().Size()
	return size.Width > size.Height
}

// Show puts a screen under the header.
func (w *Window) Show(next screens.Screen) {
	if next.Name != w.shown.Name {
		w.Native.Canvas().Unfocus()
		w.keyed = nil
	}
	w.shown = next
	if w.overlay == nil {
		w.compose()
	}
}

// Shown returns the name of the screen under the header, or under the overlay.
func (w *Window) Shown() string { return w.shown.Name }

// showOverlay puts an overlay over the screen, in place of another.
func (w *Window) showOverlay(overlay screens.Screen) {
	w.Native.Canvas().Unfocus()
	w.overlay = &overlay
	w.compose()
}

// hideOverlay takes the overlay away.
func (w *Window) hideOverlay() {
	w.overlay = nil
	w.compose()
}

// Seen returns what stands there: the overlay, or the screen.
func (w *Window) Seen() screens.Screen {
	if w.overlay != nil {
		return *w.overlay
	}
	return w.shown
}

// compose shows what is to be seen.
func (w *Window) compose() {
	seen := w.Seen()
	if seen.Content == nil {
		return
	}
	place := w.body
	if seen.Whole {
		place = w.whole
	}
	if w.low && !seen.Whole {
		w.above.Objects = []fyne.CanvasObject{seen.TakeUp(!w.Wide())}
		w.above.Refresh()
	}
	turned := w.page.Hidden != seen.Whole
	w.page.Hidden, w.whole.Hidden = seen.Whole, !seen.Whole
	for _, gone := range place.Objects {
		if gone != seen.Content {
			ui.Release(gone)
		}
	}
	place.Objects = []fyne.CanvasObject{seen.Content}
	place.Refresh() // first, so that what is told of the whole has its place
	if turned {
		w.Native.Content().Refresh()
	}
	w.Log()
}

// SetHeader writes the header in a language.
func (w *Window) SetHeader(say i18n.Localizer, centre queue.Name, now time.Time) {
	now = now.In(queue.Zone)
	date := say.Text("kiosk.date", i18n.Args{
		"Weekday": say.Weekday(now), "Date": now.Format("02/01/2006"),
	})
	w.header.Say(centre.In(say.Lang), now.Format("15:04"), date, ui.HeaderKeys{
		Help: say.Text(w.helpKey()), Eyes: say.Text("kiosk.eyes.large"), Contrast: say.Text("kiosk.eyes.contrast"), Reach: say.Text("kiosk.reach.low"),
		Language: i18n.In(NextLanguage(say.Lang)).Text("kiosk.language"), Mode: w.Theme().Mode, Low: w.low,
	})
}

// helpKey returns the id of what stands on the button that leads to help: how it goes with a call, where there is one.
func (w *Window) helpKey() string {
	if w.helpState == "" {
		return "kiosk.help"
	}
	return "kiosk.help.sign." + w.helpState
}

// setHelpState tells on the button that leads to help how it goes with a call.
func (w *Window) setHelpState(say i18n.Localizer, state string) {
	if w.helpState != state {
		w.helpState = state
		w.header.Help.SetContent(ui.Content{Title: say.Text(w.helpKey())})
	}
}

// NextLanguage returns the language that the language button leads to.
func NextLanguage(lang string) string {
	langs := i18n.Languages()
	for i, l := range langs {
		if l == lang {
			return langs[(i+1)%len(langs)]
		}
	}
	return langs[0]
}

// Log tells a scripted visitor which screen is shown and where its buttons are.
func (w *Window) Log() {
	if seen := w.Seen(); seen.Name != "" {
		w.cue.Say(w.Native, seen.Name, w.Targets())
	}
}

// warmEvery is how many seconds pass between two paintings of a picture that stands still. Fyne forgets letters and pictures that were not
// painted for a while (frugal says how long), and then whoever touches the kiosk next would wait until they are made anew.
const warmEvery = 25

// OnTick lets a second pass.
func (w *Window) OnTick() {
	if w.cold++; w.cold >= warmEvery {
		w.cold = 0
		canvas.Refresh(w.page)
	}
}

// GoesByKeys reports whether somebody has gone on from one thing to another by the keyboard since it was last asked.
func (w *Window) GoesByKeys() bool {
	was := w.keyed
	w.keyed = w.Native.Canvas().Focused()
	return w.keyed != nil && w.keyed != was
}

// Targets returns all that can be touched now.
func (w *Window) Targets() []ui.Target {
	seen := w.Seen()
	all := seen.Targets
	if !seen.Whole {
		all = append([]*ui.Button{w.header.Help, w.header.Eyes, w.header.Contrast, w.header.Reach, w.header.Language}, all...)
	}
	var targets []ui.Target
	for _, b := range all {
		if !b.Visible() {
			continue
		}
		targets = append(targets, ui.Target{Name: b.Name, Object: b})
	}
	return targets
}

// mostShift is how far the picture wanders, in units, so that no edge burns into the panel.
const mostShift = 4

// wanderLayout is the layout of the whole window; laidOut is told when all has its place.
type wanderLayout struct {
	laidOut func()
	step    int // of the wandering
}

// Layout lets the picture overlap the window by what it wanders, so that it never leaves a screens.Gap at an edge.
func (l *wanderLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	ways := [...][2]float32{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}
	way := ways[l.step%len(ways)]
	for _, o := range objects {
		screens.Place(o, mostShift*(way[0]-1), mostShift*(way[1]-1), box.Width+2*mostShift, box.Height+2*mostShift)
	}
	l.laidOut()
}

// MinSize is asked for before each picture.
func (l *wanderLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	render.NextFrame()
	return fyne.Size{}
}

// wander moves the whole picture a little.
func (w *Window) wander() {
	w.shift.step++
	w.Native.Content().Refresh()
}
