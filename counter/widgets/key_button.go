// Package widgets holds the parts that the counter's screens are made of: keys, forms, tables, fields, pages.
// They know nothing of queues and dossiers; what they show is handed to them.
package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"motcua/internal/ui"
)

// KeyContent is what a key shows.
type KeyContent struct {
	Title string
	Help  string // under the title; why the key is closed, where it is
	State KeyState
}

// KeyState is whether a key can be used.
type KeyState int

// The states of a key.
const (
	KeyOpen   KeyState = iota
	KeyMain            // open, and the thing to do
	KeyClosed          // says why
)

// KeyButton is a thing to do, with the key of the keyboard that does it. It never takes the keyboard's focus,
// so that the function keys work whatever was clicked before.
type KeyButton struct {
	widget.BaseWidget
	Name string // by which a scripted visitor finds it: "next"

	Content KeyContent
	slim    bool // its cap beside its words
	tap     func()
	down    bool
	hovered bool

	ground, capGround *canvas.Rectangle
	cap, title, help  *ui.Text
	words             *fyne.Container // title and help of a slim one
}

var (
	_ fyne.Tappable      = (*KeyButton)(nil)
	_ desktop.Mouseable  = (*KeyButton)(nil)
	_ desktop.Hoverable  = (*KeyButton)(nil)
	_ desktop.Cursorable = (*KeyButton)(nil)
	_ fyne.Accessible    = (*KeyButton)(nil)
)

// NewKeyButton makes a key with the sign on its cap, "F2".
func NewKeyButton(name, sign string, tap func()) *KeyButton {
	k := &KeyButton{
		Name: name, tap: tap,
		ground: canvas.NewRectangle(nil), capGround: canvas.NewRectangle(nil),
		cap: NewBoldText(sign, 0), title: NewBoldText("", 0), help: NewText("", 0),
	}
	k.ground.CornerRadius, k.ground.StrokeWidth = 12, 2
	k.capGround.CornerRadius, k.capGround.StrokeWidth = 6, 2
	k.cap.Align, k.help.Rise = fyne.TextAlignCenter, 1
	k.ExtendBaseWidget(k)
	return k
}

// NewSlimKeyButton makes a key for rows that are low.
func NewSlimKeyButton(name, sign string, tap func()) *KeyButton {
	k := NewKeyButton(name, sign, tap)
	k.slim, k.title.Type, k.help.Type = true, 22, 17
	k.cap.Type, k.title.Rise, k.help.Rise = 18, 1, 0
	return k
}

// SetContent changes what the key shows.
func (k *KeyButton) SetContent(f KeyContent) {
	if f != k.Content {
		k.Content = f
		k.Refresh()
	}
}

// Tapped is for Fyne.
func (k *KeyButton) Tapped(*fyne.PointEvent) { k.tap() }

// MouseDown is for Fyne.
func (k *KeyButton) MouseDown(*desktop.MouseEvent) { k.down = true; k.Refresh() }

// MouseUp is for Fyne.
func (k *KeyButton) MouseUp(*desktop.MouseEvent) { k.down = false; k.Refresh() }

// MouseIn is for Fyne.
func (k *KeyButton) MouseIn(*desktop.MouseEvent) { k.hovered = true; k.Refresh() }

// MouseMoved is for Fyne.
func (k *KeyButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne.
func (k *KeyButton) MouseOut() { k.hovered = false; k.Refresh() }

// Cursor is for Fyne: a hand over what can be clicked.
func (k *KeyButton) Cursor() desktop.Cursor {
	if k.Content.State == KeyClosed {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel is for screen readers.
func (k *KeyButton) AccessibilityLabel() string { return k.Content.Title + ". " + k.Content.Help }

// AccessibilityRole is for screen readers.
func (k *KeyButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize is nothing: layouts give keys their box.
func (k *KeyButton) MinSize() fyne.Size { return fyne.Size{} }

// paint is the colours of a key: ground, edge, words, and the ground of its cap.
type paint struct{ ground, edge, words, cap fyne.ThemeColorName }

func (k *KeyButton) paint() paint {
	switch {
	case k.Content.State == KeyClosed:
		return paint{theme.ColorNameDisabledButton, ui.Line, theme.ColorNameDisabled, theme.ColorNameDisabledButton}
	case k.down:
		return paint{ui.Pressed, ui.Pressed, ui.OnCrest, ui.Pressed}
	case k.Content.State == KeyMain && k.hovered:
		return paint{ui.Pressed, ui.Crest, ui.OnCrest, ui.Crest}
	case k.Content.State == KeyMain:
		return paint{ui.Crest, ui.Crest, ui.OnCrest, ui.Pressed}
	case k.hovered:
		return paint{ui.Card, ui.Crest, ui.Ink, ui.Notice}
	}
	return paint{ui.Card, ui.Edge, ui.Ink, ui.Paper}
}

// CreateRenderer is for Fyne.
func (k *KeyButton) CreateRenderer() fyne.WidgetRenderer {
	k.words = ui.Column(2, ui.Share(1.1, k.title), ui.Share(1, k.help))
	k.dress()
	sign := container.NewStack(k.capGround, ui.Pad(2, k.cap))
	if k.slim {
		return ui.LaidOut(k, &keyRenderer{key: k, content: container.NewStack(k.ground, ui.Pad(8, ui.Row(6, ui.Fixed(k.capWidth(), ui.Cap(fyne.NewSize(k.capWidth(), 36), sign)), ui.Share(1, k.words))))})
	}
	text := ui.Column(4, ui.Share(1, ui.Row(0, ui.Fixed(72, sign), ui.Space(1))), ui.Share(1.2, k.title), ui.Share(1.5, k.help))
	return ui.LaidOut(k, &keyRenderer{key: k, content: container.NewStack(k.ground, ui.Pad(12, text))})
}

// capWidth returns how wide a slim key's cap is: a word needs more than F2.
func (k *KeyButton) capWidth() float32 {
	switch n := len(k.cap.Words()); {
	case n == 1:
		return 30
	case n > len("F12"):
		return 64
	}
	return 42
}

func (k *KeyButton) dress() {
	p := k.paint()
	k.ground.FillColor, k.ground.StrokeColor = ui.Color(p.ground), ui.Color(p.edge)
	k.capGround.FillColor, k.capGround.StrokeColor = ui.Color(p.cap), ui.Color(p.words)
	k.title.Say(k.Content.Title)
	k.help.Say(k.Content.Help)
	if k.slim && k.help.Visible() != (k.Content.Help != "") {
		SetVisible(k.help, k.Content.Help != "")
		k.title.Rise = 0.5
		if k.help.Visible() {
			k.title.Rise = 1
		}
		k.words.Refresh() // gives the visible ones their places
	}
	for _, t := range []*ui.Text{k.cap, k.title, k.help} {
		t.Paint(p.words)
	}
}

type keyRenderer struct {
	key     *KeyButton
	content *fyne.Container
}

// Layout sets type in proportion to the key's height, so that keys of one row look alike.
func (r *keyRenderer) Layout(box fyne.Size) {
	high := min(box.Height, 200)
	if r.key.slim {
		r.content.Resize(box)
		return
	}
	r.key.cap.Type, r.key.title.Type, r.key.help.Type = max(SmallestType, high*0.15), max(SmallestType, high*0.155), max(SmallestType, high*0.115)
	r.content.Resize(box)
}

// Refresh is for Fyne.
func (r *keyRenderer) Refresh() {
	r.key.dress()
	canvas.Refresh(r.key.ground)
	canvas.Refresh(r.key.capGround)
}

// MinSize is for Fyne.
func (r *keyRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Objects is for Fyne.
func (r *keyRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.content} }

// Destroy is for Fyne.
func (r *keyRenderer) Destroy() {}
