package ui

import (
	"reflect"

	"motcua/internal/cue"

	"fyne.io/fyne/v2"
)

// Target is a place to touch, by the name that a scripted visitor knows.
type Target struct {
	Name   string
	Object fyne.CanvasObject
}

// ScreenCue says which screen is shown and where it can be touched, so that a scripted visitor finds it. The same is said once.
type ScreenCue struct {
	name  string
	spots []cue.Target
}

// Say says a screen of a window, when it differs from the last.
func (l *ScreenCue) Say(window fyne.Window, name string, targets []Target) {
	if !cue.Wanted() {
		return
	}
	spots := make([]cue.Target, 0, len(targets))
	for _, t := range targets {
		spots = append(spots, Locate(window, t))
	}
	if name != l.name || !reflect.DeepEqual(spots, l.spots) {
		l.name, l.spots = name, spots
		cue.Say(cue.Line{Of: cue.Screen, Name: name, Targets: spots})
	}
}

// Locate finds where a target stands in a window.
func Locate(window fyne.Window, t Target) cue.Target {
	at, found := place(window.Content(), t.Object)
	if !found { // inside a widget, whose parts only Fyne knows, and only once they are painted
		at = fyne.CurrentApp().Driver().AbsolutePositionForObject(t.Object)
	}
	pixels := func(units float32) int { return int(units * window.Canvas().Scale()) }
	return cue.Target{Name: t.Name, X: pixels(at.X), Y: pixels(at.Y), W: pixels(t.Object.Size().Width), H: pixels(t.Object.Size().Height)}
}

// place finds where o stands in root, if it stands in containers only.
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
