package main

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
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
}

// stage is the window: the header that is always there, and the screen under it.
type stage struct {
	window             fyne.Window
	onLanguage, onEyes func()
	header             *ui.Header
	body               *fyne.Container
	shown              screen
	told               ui.ScreenLog
}

func newStage(w fyne.Window, onLanguage, onEyes func()) *stage {
	s := &stage{window: w, onLanguage: onLanguage, onEyes: onEyes}
	w.SetPadded(false)
	s.build()
	return s
}

// build makes all that stands on every screen; its colours are those of the mode at hand.
func (s *stage) build() {
	s.header, s.body = ui.NewHeader(s.onLanguage, s.onEyes), container.NewStack()
	all := ui.Column(0, ui.Fixed(ui.HeaderHeight, s.header.Container), ui.Share(1, s.body))
	s.window.SetContent(container.New(&watched{s.log}, all)) // Fyne clears a window to Paper by itself
}

// wear changes how everything is shown; the screen is to be made anew.
func (s *stage) wear(mode ui.Mode) {
	settings := fyne.CurrentApp().Settings()
	if worn := settings.Theme().(ui.Theme); worn.Mode != mode {
		s.shown = screen{}
		worn.Mode = mode
		settings.SetTheme(worn)
		s.build()
	}
}

// wide tells whether the window is wider than high.
func (s *stage) wide() bool {
	size := s.window.Canvas().Size()
	return size.Width > size.Height
}

// show puts a screen under the header.
func (s *stage) show(next screen) {
	if next.name != s.shown.name {
		s.window.Canvas().Unfocus()
	}
	s.shown = next
	s.body.Objects = []fyne.CanvasObject{next.content}
	s.body.Refresh()
	s.log()
}

// head writes the header in a language, for eyes that see in a mode.
func (s *stage) head(say words.Speaker, mode ui.Mode, centre queue.Name, now time.Time) {
	now = now.In(queue.Zone)
	date := say.Say("kiosk.date", words.Args{
		"Weekday": say.Say("kiosk.weekday." + now.Weekday().String()), "Date": now.Format("02/01/2006"),
	})
	eyes := say.Say("kiosk.eyes." + cmp.Or(string(mode.Next()), "normal"))
	s.header.Say(centre.In(say.Lang), now.Format("15:04"), date, words.In(after(say.Lang)).Say("kiosk.language"), eyes)
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
	if s.shown.name != "" {
		s.told.Tell(s.window, s.shown.name, s.targets())
	}
}

// targets is all that can be touched now.
func (s *stage) targets() []ui.Target {
	var targets []ui.Target
	for _, b := range append([]*ui.Button{s.header.Eyes, s.header.Language}, s.shown.targets...) {
		if !b.Visible() {
			continue
		}
		targets = append(targets, ui.Target{Name: b.Name, Object: b})
	}
	return targets
}

// watched is the layout of the whole window; laidOut is told when all has its place.
type watched struct{ laidOut func() }

func (l *watched) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	for _, o := range objects {
		o.Resize(box)
	}
	l.laidOut()
}

func (l *watched) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
