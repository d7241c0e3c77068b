package ui

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func TestTextCanBeReadOnItsGround(t *testing.T) {
	const text, edge = 4.5, 3 // WCAG 2.1, 1.4.3 and 1.4.11, level AA
	for _, pair := range []struct {
		fore, ground fyne.ThemeColorName
		least        float64
	}{
		{Ink, Paper, text}, {Ink, Card, text}, {Ink, Notice, text}, {Ink, Calm, text},
		{Ink, theme.ColorNameButton, text}, {Ink, theme.ColorNameSelection, text}, {Ink, theme.ColorNameWarning, text},
		{Quiet, Paper, text}, {Quiet, Card, text}, {Quiet, Notice, text}, {Quiet, Calm, text},
		{Crest, Paper, text}, {Crest, Card, text},
		{OnCrest, Crest, text}, {OnCrest, Pressed, text}, {Gold, Crest, text}, {OnCrest, Good, text}, {OnCrest, Alert, text},
		{Good, Paper, text}, {Good, Card, text}, {Good, Calm, text}, {Alert, Paper, text}, {Alert, Card, text}, {Alert, Notice, text},
		{theme.ColorNameDisabled, theme.ColorNameDisabledButton, text}, {theme.ColorNamePlaceHolder, theme.ColorNameInputBackground, text},
		{Edge, Paper, edge}, {Edge, Card, edge},
	} {
		if got := contrast(pair.fore, pair.ground); got < pair.least {
			t.Errorf("%s on %s: contrast %.2f, want at least %.1f", pair.fore, pair.ground, got, pair.least)
		}
	}
}

func contrast(a, b fyne.ThemeColorName) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.1.
func luminance(name fyne.ThemeColorName) float64 {
	linear := func(c uint8) float64 {
		v := float64(c) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	c := palette[name]
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
