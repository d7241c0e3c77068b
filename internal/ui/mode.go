package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode is how a screen is shown to somebody's eyes.
type Mode string

// The modes, in the order in which a button leads through them.
const (
	Normal   Mode = ""
	Large    Mode = "large"    // type as large as its box allows, a quarter larger at least
	Contrast Mode = "contrast" // light on black, each text with at least 7:1 (WCAG 2.1 AAA)
)

// Modes lists the modes.
func Modes() []Mode { return []Mode{Normal, Large, Contrast} }

// Next is the mode that a button leads to.
func (m Mode) Next() Mode {
	return map[Mode]Mode{Normal: Large, Large: Contrast}[m]
}

// largeType is how many times as large type is for weak eyes.
const largeType = 1.25

// scale is how many times as large type is.
func (m Mode) scale() float32 {
	if m == Large {
		return largeType
	}
	return 1
}

// worn is the mode of the theme that the running app wears.
func worn() Mode {
	t, _ := fyne.CurrentApp().Settings().Theme().(Theme)
	return t.Mode
}

func (m Mode) colour(name fyne.ThemeColorName) (color.Color, bool) {
	if m == Contrast {
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
	Alert:   rgb(0xFFB3A8),
	Notice:  rgb(0x3D2F00),
	Calm:    rgb(0x00330F),

	theme.ColorNameButton:              rgb(0x2A2A2A),
	theme.ColorNameDisabled:            rgb(0xD0D0D0),
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
	theme.ColorNameSelection:           rgb(0x5A4A00),
	theme.ColorNameShadow:              {0x00, 0x00, 0x00, 0x80},
	theme.ColorNameWarning:             rgb(0x5C4700),
}
