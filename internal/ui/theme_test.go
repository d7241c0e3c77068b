package ui

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func TestTextCanBeReadOnItsGround(t *testing.T) {
	for _, c := range []struct {
		name       string
		palette    map[fyne.ThemeColorName]color.NRGBA
		text, edge float64
	}{
		{"the one of the day", palette, 7, 3}, // WCAG 2.1, 1.4.6 and 1.4.11
		{"high contrast", night, 10, 4.5},
	} {
		t.Run(c.name, func(t *testing.T) { mustContrast(t, c.palette, c.text, c.edge) })
	}
}

func mustContrast(t *testing.T, palette map[fyne.ThemeColorName]color.NRGBA, text, edge float64) {
	t.Helper()
	for _, pair := range []struct {
		fore, ground fyne.ThemeColorName
		least        float64
	}{
		{Ink, Paper, text}, {Ink, Card, text}, {Ink, Notice, text}, {Ink, Calm, text},
		{Ink, theme.ColorNameButton, text}, {Ink, theme.ColorNameSelection, text}, {Ink, theme.ColorNameWarning, text},
		{Quiet, Paper, text}, {Quiet, Card, text}, {Quiet, Notice, text}, {Quiet, Calm, text},
		{Crest, Paper, text}, {Crest, Card, text},
		{OnCrest, Crest, text}, {OnCrest, Pressed, text}, {Gold, Crest, edge}, {OnCrest, Good, text}, {OnCrest, Alert, text},
		{Good, Paper, text}, {Good, Card, text}, {Good, Calm, text}, {Alert, Paper, text}, {Alert, Card, text}, {Alert, Notice, text},
		{Ink, Gold, text},
		{theme.ColorNameDisabled, theme.ColorNameDisabledButton, text}, {theme.ColorNamePlaceHolder, theme.ColorNameInputBackground, text},
		{Edge, Paper, edge}, {Edge, Card, edge},
	} {
		if got := contrast(palette[pair.fore], palette[pair.ground]); got < pair.least {
			t.Errorf("%s on %s: contrast %.2f, want at least %.1f", pair.fore, pair.ground, got, pair.least)
		}
	}
}

func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.1.
func luminance(c color.NRGBA) float64 {
	linear := func(part uint8) float64 {
		v := float64(part) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func TestBothPalettesNameTheSameColours(t *testing.T) {
	for name := range palette {
		if _, ok := night[name]; !ok {
			t.Errorf("high contrast lacks %s", name)
		}
	}
}

func TestEachChangeIsSwitchedByItself(t *testing.T) {
	m := Normal
	for _, c := range []struct{ change, want Mode }{{Large, Large}, {Contrast, Both}, {Large, Contrast}, {Large, Both}, {Contrast, Large}, {Large, Normal}} {
		if m = m.Switch(c.change); m != c.want {
			t.Fatalf("after %s the mode is %q, want %q", c.change, m, c.want)
		}
	}
}

// TestEveryLookCanBeRead: whatever a button is painted with, its words stand out from its ground.
func TestEveryLookCanBeRead(t *testing.T) {
	for name, look := range map[string]Look{"tile": Tile, "main": Main, "on a band": OnBand, "on": switchedOn, "shut": Shut, "pressed": pressed} {
		for _, text := range []fyne.ThemeColorName{look.Text, look.Help} {
			if day, dark := contrast(palette[text], palette[look.Ground]), contrast(night[text], night[look.Ground]); day < 7 || dark < 10 {
				t.Errorf("%s: %s on %s has a contrast of %.1f by day and of %.1f in high contrast", name, text, look.Ground, day, dark)
			}
		}
		if day, dark := contrast(palette[look.BadgeText], palette[look.Badge]), contrast(night[look.BadgeText], night[look.Badge]); day < 7 || dark < 10 {
			t.Errorf("%s: its badge has a contrast of %.1f by day and of %.1f in high contrast", name, day, dark)
		}
	}
}
