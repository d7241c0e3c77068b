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
		spots = append(spots, spot(window, t))
	}
	if name != l.name || !reflect.DeepEqual(spots, l.spots) {
		l.name, l.spots = name, spots
		slog.Debug("screen", "name", name, "targets", spots)
	}
}

func spot(window fyne.Window, t Target) Spot {
	at, scale := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.Object), window.Canvas().Scale()
	pixels := func(units float32) int { return int(units * scale) }
	return Spot{t.Name, pixels(at.X), pixels(at.Y), pixels(t.Object.Size().Width), pixels(t.Object.Size().Height)}
}
