package main

import (
	"context"
	"log/slog"
	"reflect"
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
	window fyne.Window
	header *ui.Header
	body   *fyne.Container
	shown  screen
	logged record
}

func newStage(w fyne.Window, onLanguage func()) *stage {
	s := &stage{window: w, header: ui.NewHeader(onLanguage), body: container.NewStack()}
	all := ui.Column(0, ui.Fixed(ui.HeaderHeight, s.header.Container), ui.Share(1, s.body))
	w.SetPadded(false)
	w.SetContent(container.New(&watched{s.log}, ui.Band(ui.Paper, 0, all)))
	return s
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

// head writes the header in a language.
func (s *stage) head(say words.Speaker, centre queue.Name, now time.Time) {
	now = now.In(queue.Zone)
	date := say.Say("kiosk.date", words.Args{
		"Weekday": say.Say("kiosk.weekday." + now.Weekday().String()), "Date": now.Format("02/01/2006"),
	})
	s.header.Say(centre.In(say.Lang), now.Format("15:04"), date, words.In(after(say.Lang)).Say("kiosk.language"))
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

// record is what the log says of a screen.
type record struct {
	name    string
	targets []target
}

// target is a place to touch, in pixels of the window.
type target struct {
	Name string `json:"name"`
	X    int    `json:"x"`
	Y    int    `json:"y"`
	W    int    `json:"w"`
	H    int    `json:"h"`
}

// log tells, at level debug, which screen is shown and where its buttons are, so that a scripted visitor finds them.
func (s *stage) log() {
	if s.shown.name == "" || !slog.Default().Enabled(context.Background(), slog.LevelDebug) {
		return
	}
	r := record{name: s.shown.name}
	for _, b := range append([]*ui.Button{s.header.Language}, s.shown.targets...) {
		r.targets = append(r.targets, s.target(b))
	}
	if !reflect.DeepEqual(r, s.logged) {
		s.logged = r
		slog.Debug("screen", "name", r.name, "targets", r.targets)
	}
}

func (s *stage) target(b *ui.Button) target {
	at, _ := place(s.window.Content(), b)
	scale := s.window.Canvas().Scale()
	pixels := func(units float32) int { return int(units * scale) }
	return target{b.Name, pixels(at.X), pixels(at.Y), pixels(b.Size().Width), pixels(b.Size().Height)}
}

// place finds where o stands in root; Fyne itself knows that only once it is painted.
func place(root, o fyne.CanvasObject) (fyne.Position, bool) {
	if root == o {
		return root.Position(), true
	}
	if c, ok := root.(*fyne.Container); ok {
		for _, inside := range c.Objects {
			if at, found := place(inside, o); found {
				return at.Add(root.Position()), true
			}
		}
	}
	return fyne.Position{}, false
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
