package main

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// screen is one picture of the kiosk: what stands under the header, and what of it can be touched.
type screen struct {
	name    string
	content fyne.CanvasObject
	targets []*ui.Button
	whole   bool // it takes the header's place too
	reading
}

// stage is the window: the header that is always there, and the screen under it. A cover may lie over the screen.
type stage struct {
	window fyne.Window
	on     ui.OnHeader
	header *ui.Header
	page   *fyne.Container // header and body
	body   *fyne.Container
	above  *fyne.Container // what is read, for whoever reaches low
	night  *fyne.Container // lies over all while it is seen
	shift  *watched
	low    bool   // all that can be touched stands low
	helps  string // how it goes with a call for help, on the button that leads there; empty: nobody has called
	shown  screen
	cover  *screen // over shown, until it is lifted; nil: none
	told   ui.ScreenCue
	keyed  fyne.Focusable // what the keyboard would press, at the last second
	cold   int            // seconds since the picture was last kept warm
}

func newStage(w fyne.Window, on ui.OnHeader) *stage {
	s := &stage{window: w, on: on, shift: &watched{}}
	s.shift.laidOut = s.log
	w.SetPadded(false)
	s.build()
	return s
}

// build makes all that stands on every screen; its colours are those of the mode at hand.
func (s *stage) build() {
	s.body, s.above, s.night = container.NewStack(), container.NewStack(), container.NewStack()
	if s.low {
		s.header = ui.NewLowHeader(s.on)
		s.page = newReachPage(s.header, s.above, s.body)
	} else {
		s.header = ui.NewHeader(s.on)
		s.page = container.New(headedLayout{}, s.header.Container, s.body)
	}
	s.window.SetContent(container.New(s.shift, s.page, s.night)) // Fyne clears a window to Paper by itself
	s.compose()
}

// headedLayout puts the header over the screen.
type headedLayout struct{}

func (headedLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	high := ui.HeaderHeight(box.Width)
	place(objects[0], 0, 0, box.Width, high)
	place(objects[1], 0, high, box.Width, box.Height-high)
}

func (headedLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// wear changes how everything is shown; the screen is to be made anew.
func (s *stage) wear(mode ui.Mode, low bool) {
	if worn := s.worn(); worn.Mode != mode || s.low != low {
		s.shown, s.low = screen{}, low
		worn.Mode = mode
		fyne.CurrentApp().Settings().SetTheme(worn)
		s.build()
	}
}

// worn is how everything is shown now.
func (s *stage) worn() ui.Theme { return fyne.CurrentApp().Settings().Theme().(ui.Theme) }

// wide tells whether the window is wider than high.
func (s *stage) wide() bool {
	size := s.window.Canvas().Size()
	return size.Width > size.Height
}

// show puts a screen under the header.
func (s *stage) show(next screen) {
	if next.name != s.shown.name {
		s.window.Canvas().Unfocus()
		s.keyed = nil
	}
	s.shown = next
	if s.cover == nil {
		s.compose()
	}
}

// lay puts a cover over the screen, in place of another.
func (s *stage) lay(cover screen) {
	s.window.Canvas().Unfocus()
	s.cover = &cover
	s.compose()
}

// lift takes the cover away.
func (s *stage) lift() {
	s.cover = nil
	s.compose()
}

// seen is what stands there: the cover, or the screen.
func (s *stage) seen() screen {
	if s.cover != nil {
		return *s.cover
	}
	return s.shown
}

// compose shows what is to be seen.
func (s *stage) compose() {
	seen := s.seen()
	if seen.content == nil {
		return
	}
	place := s.body
	if seen.whole {
		place = s.night
	}
	if s.low && !seen.whole {
		s.above.Objects = []fyne.CanvasObject{seen.takeUp(!s.wide())}
		s.above.Refresh()
	}
	turned := s.page.Hidden != seen.whole
	s.page.Hidden, s.night.Hidden = seen.whole, !seen.whole
	for _, gone := range place.Objects {
		if gone != seen.content {
			ui.LetGo(gone)
		}
	}
	place.Objects = []fyne.CanvasObject{seen.content}
	place.Refresh() // first, so that what is told of the whole has its place
	if turned {
		s.window.Content().Refresh()
	}
	s.log()
}

// head writes the header in a language.
func (s *stage) head(say words.Speaker, centre queue.Name, now time.Time) {
	now = now.In(queue.Zone)
	date := say.Say("kiosk.date", words.Args{
		"Weekday": say.Weekday(now), "Date": now.Format("02/01/2006"),
	})
	s.header.Say(centre.In(say.Lang), now.Format("15:04"), date, ui.HeaderKeys{
		Help: say.Say(s.helpKey()), Eyes: say.Say("kiosk.eyes.large"), Contrast: say.Say("kiosk.eyes.contrast"), Reach: say.Say("kiosk.reach.low"),
		Language: words.In(after(say.Lang)).Say("kiosk.language"), Mode: s.worn().Mode, Low: s.low,
	})
}

// helpKey is the id of what stands on the button that leads to help: how it goes with a call, where there is one.
func (s *stage) helpKey() string {
	if s.helps == "" {
		return "kiosk.help"
	}
	return "kiosk.help.sign." + s.helps
}

// sign tells on the button that leads to help how it goes with a call.
func (s *stage) sign(say words.Speaker, state string) {
	if s.helps != state {
		s.helps = state
		s.header.Help.Wear(ui.Face{Title: say.Say(s.helpKey())})
	}
}

// after is the language that the language button leads to.
func after(lang string) string {
	langs := words.Languages()
	for i, l := range langs {
		if l == lang {
			return langs[(i+1)%len(langs)]
		}
	}
	return langs[0]
}

// log tells a scripted visitor which screen is shown and where its buttons are.
func (s *stage) log() {
	if seen := s.seen(); seen.name != "" {
		s.told.Say(s.window, seen.name, s.targets())
	}
}

// warmEvery is how many seconds pass between two paintings of a picture that stands still. Fyne forgets letters and pictures that were not
// painted for a while (frugal says how long), and then whoever touches the kiosk next would wait until they are made anew.
const warmEvery = 25

// onTick lets a second pass.
func (s *stage) onTick() {
	if s.cold++; s.cold >= warmEvery {
		s.cold = 0
		canvas.Refresh(s.page)
	}
}

// goesByKeys reports whether somebody has gone on from one thing to another by the keyboard since it was last asked.
func (s *stage) goesByKeys() bool {
	was := s.keyed
	s.keyed = s.window.Canvas().Focused()
	return s.keyed != nil && s.keyed != was
}

// targets is all that can be touched now.
func (s *stage) targets() []ui.Target {
	seen := s.seen()
	all := seen.targets
	if !seen.whole {
		all = append([]*ui.Button{s.header.Help, s.header.Eyes, s.header.Contrast, s.header.Reach, s.header.Language}, all...)
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

// watched is the layout of the whole window; laidOut is told when all has its place.
type watched struct {
	laidOut func()
	step    int // of the wandering
}

// Layout lets the picture overlap the window by what it wanders, so that it never leaves a gap at an edge.
func (l *watched) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	ways := [...][2]float32{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}
	way := ways[l.step%len(ways)]
	for _, o := range objects {
		place(o, mostShift*(way[0]-1), mostShift*(way[1]-1), box.Width+2*mostShift, box.Height+2*mostShift)
	}
	l.laidOut()
}

// MinSize is asked for before each picture.
func (l *watched) MinSize([]fyne.CanvasObject) fyne.Size {
	ui.NextFrame()
	return fyne.Size{}
}

// wander moves the whole picture a little.
func (s *stage) wander() {
	s.shift.step++
	s.window.Content().Refresh()
}
