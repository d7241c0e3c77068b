package ui

import (
	"context"
	"log/slog"
	"reflect"

	"fyne.io/fyne/v2"
)

// Target is a place to touch, by the name that a scripted visitor knows.
type Target struct {
	Name   string
	Object fyne.CanvasObject
}

// Spot is where a target stands, in pixels of the window.
type Spot struct {
	Name string `json:"name"`
	X    int    `json:"x"`
	Y    int    `json:"y"`
	W    int    `json:"w"`
	H    int    `json:"h"`
}

// ScreenLog tells in the log, at level debug, which screen is shown and where it can be touched, so that a scripted visitor finds it.
// The same is told once.
type ScreenLog struct {
	name  string
	spots []Spot
}

// Tell writes a screen of a window down, when it differs from the last.
func (l *ScreenLog) Tell(window fyne.Window, name string, targets []Target) {
	if !slog.Default().Enabled(context.Background(), slog.LevelDebug) {
		return
	}
	spots := make([]Spot, 0, len(targets))
	for _, t := range targets {
		spots = append(spots, Locate(window, t))
	}
	if name != l.name || !reflect.DeepEqual(spots, l.spots) {
		l.name, l.spots = name, spots
		slog.Debug("screen", "name", name, "targets", spots)
	}
}

// Locate finds where a target stands in a window.
func Locate(window fyne.Window, t Target) Spot {
	at, found := place(window.Content(), t.Object)
	if !found { // inside a widget, whose parts only Fyne knows, and only once they are painted
		at = fyne.CurrentApp().Driver().AbsolutePositionForObject(t.Object)
	}
	pixels := func(units float32) int { return int(units * window.Canvas().Scale()) }
	return Spot{t.Name, pixels(at.X), pixels(at.Y), pixels(t.Object.Size().Width), pixels(t.Object.Size().Height)}
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
