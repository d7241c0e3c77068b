package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode is how a screen is shown to somebody's eyes: none, one or both of two changes.
type Mode string

// The modes; each change can be had with the other.
const (
	Normal   Mode = ""
	Large    Mode = "large"    // type as large as its box allows, a quarter larger at least
	Contrast Mode = "contrast" // light on black, each text with at least 10:1
	Both     Mode = Large + " " + Contrast
)

// Modes lists the modes.
func Modes() []Mode { return []Mode{Normal, Large, Contrast, Both} }

// Has reports whether a change is on.
func (m Mode) Has(change Mode) bool { return strings.Contains(string(m), string(change)) }

// Switch turns a change on or off and leaves the other as it is.
func (m Mode) Switch(change Mode) Mode {
	other := map[Mode]Mode{Large: Contrast, Contrast: Large}[change]
	kept := Normal
	if m.Has(other) {
		kept = other
	}
	switch {
	case m.Has(change):
		return kept
	case kept == Normal:
		return change
	}
	return Both
}

// largeType is how many times as large type is for weak eyes.
const largeType = 1.25

// scale returns how many times as large type is.
func (m Mode) scale() float32 {
	if m.Has(Large) {
		return largeType
	}
	return 1
}

// worn returns the mode of the theme that the running app wears.
func worn() Mode { return wornTheme().Mode }

func wornTheme() Theme {
	t, _ := fyne.CurrentApp().Settings().Theme().(Theme)
	return t
}

// leastType returns the smallest type of the theme that the running app wears, before the mode's scale: where type is large, LeastType grows with it,
// and a larger one of the theme's is kept.
func leastType() float32 {
	return max(LeastType, wornTheme().Least/worn().scale())
}

// readType returns the smallest type, before the mode's scale, of what must be read where type is large and the box has the room; else 0.
func readType() float32 {
	if !worn().Has(Large) {
		return 0
	}
	return wornTheme().Read / worn().scale()
}

func (m Mode) colour(name fyne.ThemeColorName) (color.Color, bool) {
	if m.Has(Contrast) {
		if c, ok := night[name]; ok {
			return c, true
		}
	}
	c, ok := palette[name]
	return c, ok
}

// night is the palette for weak eyes: yellow takes the place of red.
var night = map[fyne.ThemeColorName]color.NRGBA{
	Paper:   rgb(0x000000),
	Card:    rgb(0x161616),
	Ink:     rgb(0xFFFFFF),
	Quiet:   rgb(0xE6E6E6),
	Crest:   rgb(0xFFE14A),
	OnCrest: rgb(0x000000),
	Pressed: rgb(0xFFFFFF),
	Gold:    rgb(0x7A0008),
	Edge:    rgb(0xFFFFFF),
	Line:    rgb(0x8C8C8C),
	Good:    rgb(0x8CFFA6),
	Alert:   rgb(0xFFD0C8),
	Notice:  rgb(0x2A2000),
	Calm:    rgb(0x00330F),

	theme.ColorNameButton:              rgb(0x2A2A2A),
	theme.ColorNameDisabled:            rgb(0xE0E0E0),
	theme.ColorNameDisabledButton:      rgb(0x2A2A2A),
	theme.ColorNameFocus:               rgb(0x59D0FF),
	theme.ColorNameForegroundOnError:   rgb(0x000000),
	theme.ColorNameForegroundOnSuccess: rgb(0x000000),
	theme.ColorNameForegroundOnWarning: rgb(0xFFFFFF),
	theme.ColorNameHeaderBackground:    rgb(0x2A2A2A),
	theme.ColorNameHover:               {0xFF, 0xFF, 0xFF, 0x24},
	theme.ColorNameHyperlink:           rgb(0xFFE14A),
	theme.ColorNameInputBackground:     rgb(0x000000),
	theme.ColorNameInputBorder:         rgb(0xFFFFFF),
	theme.ColorNameMenuBackground:      rgb(0x161616),
	theme.ColorNameOverlayBackground:   rgb(0x161616),
	theme.ColorNamePlaceHolder:         rgb(0xD0D0D0),
	theme.ColorNamePressed:             {0xFF, 0xFF, 0xFF, 0x50},
	theme.ColorNameScrollBar:           rgb(0xFFFFFF),
	theme.ColorNameScrollBarBackground: rgb(0x2A2A2A),
	theme.ColorNameSelection:           rgb(0x3F3400),
	theme.ColorNameShadow:              {0x00, 0x00, 0x00, 0x80},
	theme.ColorNameWarning:             rgb(0x463600),
}
