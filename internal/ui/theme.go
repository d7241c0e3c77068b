// Package ui is how the product's screens look and feel: its colours and type, texts that fit their box, buttons for a finger.
// What a screen says and which one is next is the programs' business.
package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"motcua/assets"
	"motcua/internal/async"
	"motcua/internal/ui/render"
)

// The colours, by what they are for. Each text colour has at least 7:1 on the grounds it stands on (WCAG 2.1 AAA), each edge and ornament 3:1.
const (
	Paper   = theme.ColorNameBackground          // the wall behind everything
	Card    = fyne.ThemeColorName("card")        // what can be touched or read by itself
	Ink     = theme.ColorNameForeground          // text
	Quiet   = fyne.ThemeColorName("quiet")       // text that only helps
	Crest   = theme.ColorNamePrimary             // the red of the state crest: headers, the one thing to do
	OnCrest = theme.ColorNameForegroundOnPrimary // text on Crest and Pressed
	Pressed = fyne.ThemeColorName("crestDark")   // Crest under a finger
	Gold    = fyne.ThemeColorName("gold")        // the star; ornaments on Crest
	Edge    = fyne.ThemeColorName("edge")        // the border of what can be touched
	Line    = theme.ColorNameSeparator           // between things; carries no meaning
	Good    = theme.ColorNameSuccess             // text and marks: it went well
	Alert   = theme.ColorNameError               // text and marks: it did not
	Notice  = fyne.ThemeColorName("notice")      // the ground of a warning, with Ink on it
	Calm    = fyne.ThemeColorName("calm")        // the ground of good news, with Ink on it

	focusRing = theme.ColorNameFocus // around what the keyboard will press
)

var palette = map[fyne.ThemeColorName]color.NRGBA{
	Paper:   rgb(0xF8F3EA),
	Card:    rgb(0xFFFFFF),
	Ink:     rgb(0x2B1D18),
	Quiet:   rgb(0x57453B),
	Crest:   rgb(0x9C0F15),
	OnCrest: rgb(0xFFFFFF),
	Pressed: rgb(0x7F0B10),
	Gold:    rgb(0xFFD24A),
	Edge:    rgb(0x9A8474),
	Line:    rgb(0xE3D8C8),
	Good:    rgb(0x125530),
	Alert:   rgb(0x980F15),
	Notice:  rgb(0xFFEBC2),
	Calm:    rgb(0xE4F1E6),

	theme.ColorNameButton:              rgb(0xEFE5D8),
	theme.ColorNameDisabled:            rgb(0x54473E),
	theme.ColorNameDisabledButton:      rgb(0xEFE9E0),
	theme.ColorNameFocus:               rgb(0xE0A100),
	theme.ColorNameForegroundOnError:   rgb(0xFFFFFF),
	theme.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
	theme.ColorNameForegroundOnWarning: rgb(0x2B1D18),
	theme.ColorNameHeaderBackground:    rgb(0xEFE5D8),
	theme.ColorNameHover:               {0x2B, 0x1D, 0x18, 0x14},
	theme.ColorNameHyperlink:           rgb(0x9C0F15),
	theme.ColorNameInputBackground:     rgb(0xFFFFFF),
	theme.ColorNameInputBorder:         rgb(0x9A8474),
	theme.ColorNameMenuBackground:      rgb(0xFFFFFF),
	theme.ColorNameOverlayBackground:   rgb(0xFFFFFF),
	theme.ColorNamePlaceHolder:         rgb(0x54473E),
	theme.ColorNamePressed:             {0x7F, 0x0B, 0x10, 0x40},
	theme.ColorNameScrollBar:           rgb(0x9A8474),
	theme.ColorNameScrollBarBackground: rgb(0xEFE5D8),
	theme.ColorNameSelection:           rgb(0xF6D9A8),
	theme.ColorNameShadow:              {0x2B, 0x1D, 0x18, 0x38},
	theme.ColorNameWarning:             rgb(0xE0A100),
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

// Theme is the product's look on Fyne's own widgets too. Text is the size of running text in pixels: 18 for a desk, 30 for a kiosk; Least is
// that of the smallest type on a public screen, LeastType when zero; Read is that of all that must be read, where type is large.
type Theme struct {
	Text, Least, Read float32
	Mode              Mode
}

// Color returns a colour by its name, whatever the desktop's variant is.
func (t Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.Mode.colour(name); ok {
		return c
	}
	return theme.DefaultTheme().Color(name, theme.VariantLight)
}

// Font returns Noto Sans, upright even where a widget asks for italics: slanted Vietnamese accents run together.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return bold
	}
	return regular
}

// Icon returns Fyne's icons.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size returns a measure in proportion to the running text.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return t.Text
	case theme.SizeNameHeadingText:
		return t.Text * 1.7
	case theme.SizeNameSubHeadingText:
		return t.Text * 1.3
	case theme.SizeNameCaptionText:
		return t.Text * 0.85
	case theme.SizeNameInlineIcon:
		return t.Text * 1.4
	case theme.SizeNameInnerPadding:
		return t.Text * 0.6
	case theme.SizeNamePadding:
		return t.Text * 0.35
	case theme.SizeNameLineSpacing:
		return t.Text * 0.3
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return t.Text * 0.4
	}
	return theme.DefaultTheme().Size(name)
}

var (
	regular = fyne.NewStaticResource("NotoSans-Regular.ttf", assets.NotoSans)
	bold    = fyne.NewStaticResource("NotoSans-Bold.ttf", assets.NotoSansBold)
)

// Color is a colour of the theme that the running app wears.
func Color(name fyne.ThemeColorName) color.Color { return theme.Color(name) }

// Runner does slow work and then shows its outcome on the goroutine of the screen.
type Runner = async.Runner

// Async asks slow questions of one kind for a screen; see async.Async.
type Async[T any] = async.Async[T]

// Ask runs work aside and hands its outcome to show; see async.Ask.
func Ask[T any](run Runner, work func() (T, error), show func(T, error)) { async.Ask(run, work, show) }

// Try is Ask for work that has no result but its error.
func Try(run Runner, work func() error, show func(error)) { async.Try(run, work, show) }

// Background is the Runner of a running app.
func Background(work, show func()) { go func() { work(); Do(show) }() }

// Inline is the Runner of tests, where the goroutine that calls is the screen's.
func Inline(work, show func()) { async.Inline(work, show) }

// Do has a function run on the screen's goroutine, soon, and its outcome drawn; see render.Do.
func Do(f func()) { render.Do(f) }

// LaidOut returns a widget's new renderer, laid out for the size that the widget has; see render.LaidOut.
func LaidOut(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer { return render.LaidOut(w, r) }
