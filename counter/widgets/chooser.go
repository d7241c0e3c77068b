package widgets

import (
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"motcua/counter/typed"
	"motcua/internal/ui"
)

// chooser is a field whose answer is one of a few, seen side by side: clicked, or chosen by its digit or its own sign, or by the arrows.
type chooser struct {
	widget.DisableableWidget
	on      fieldKeys
	through *Keyboard
	Options []typed.Option
	chosen  int
	focused bool
	shift   bool
}

var (
	_ fyne.Tappable = (*chooser)(nil)
	_ field         = (*chooser)(nil)
)

func newChooser(on fieldKeys) *chooser {
	c := &chooser{on: on}
	c.ExtendBaseWidget(c)
	return c
}

func (c *chooser) offer(options []typed.Option) {
	c.Options, c.chosen = options, 0
	c.Refresh()
}

// Answer returns the value of the option chosen.
func (c *chooser) Answer() string {
	if c.chosen < len(c.Options) {
		return c.Options[c.chosen].Value
	}
	return ""
}

// AnswerWith chooses the option of a value.
func (c *chooser) AnswerWith(value string) { c.choose(find(c.Options, value)) }

// SelectAll does nothing: there is no text.
func (c *chooser) SelectAll() {}

func (c *chooser) choose(i int) {
	if i >= 0 && i < len(c.Options) && i != c.chosen {
		c.chosen = i
		c.on.changed()
	}
	c.Refresh()
}

const (
	choiceHigh    = 46
	choiceGap     = 6
	choiceColumns = 3
)

// grid returns in how many columns and lines the options stand.
func (c *chooser) grid() (columns, lines int) {
	columns = min(choiceColumns, max(1, len(c.Options)))
	if len(c.Options) == 4 {
		columns = 2
	}
	return columns, (len(c.Options) + columns - 1) / columns
}

func (c *chooser) high() float32 {
	_, lines := c.grid()
	return float32(lines) * (choiceHigh + choiceGap)
}

// place returns where an option stands.
func (c *chooser) place(i int) (at fyne.Position, size fyne.Size) {
	columns, lines := c.grid()
	size = fyne.NewSize((c.Size().Width-choiceGap*float32(columns-1))/float32(columns), (c.Size().Height-choiceGap*float32(lines-1))/float32(max(1, lines)))
	return fyne.NewPos(float32(i%columns)*(size.Width+choiceGap), float32(i/columns)*(size.Height+choiceGap)), size
}

// Tapped is for Fyne.
func (c *chooser) Tapped(e *fyne.PointEvent) {
	if c.Disabled() {
		return
	}
	for i := range c.Options {
		at, size := c.place(i)
		if e.Position.X >= at.X && e.Position.X < at.X+size.Width && e.Position.Y >= at.Y && e.Position.Y < at.Y+size.Height {
			c.choose(i)
		}
	}
	if window := fyne.CurrentApp().Driver().CanvasForObject(c); window != nil {
		Focus(window, c)
	}
}

// FocusGained is for Fyne.
func (c *chooser) FocusGained() {
	c.focused, c.shift = true, shiftIsDown()
	c.on.gained()
	c.Refresh()
}

// FocusLost is for Fyne.
func (c *chooser) FocusLost() { c.focused = false; c.Refresh() }

// AcceptsTab is for Fyne.
func (c *chooser) AcceptsTab() bool { return true }

// TypedRune is for Fyne.
func (c *chooser) TypedRune(r rune) {
	switch {
	case c.Disabled():
	case c.through != nil:
		c.through.Rune(r)
	default:
		c.Insert(r)
	}
}

// Insert chooses by a digit, or by the letter that an option goes by.
func (c *chooser) Insert(r rune) {
	for i, o := range c.Options {
		if strings.EqualFold(o.Value, string(r)) {
			c.choose(i)
			return
		}
	}
	if unicode.IsDigit(r) {
		c.choose(int(r - '1'))
	}
}

// KeyDown is for Fyne.
func (c *chooser) KeyDown(k *fyne.KeyEvent) {
	c.shift = c.shift || isShift(k.Name)
	if !c.Disabled() && IsEnter(k.Name) && (c.through == nil || !c.through.Enter()) {
		c.on.enter()
	}
}

// KeyUp is for Fyne.
func (c *chooser) KeyUp(k *fyne.KeyEvent) { c.shift = c.shift && !isShift(k.Name) }

// TypedKey is for Fyne.
func (c *chooser) TypedKey(k *fyne.KeyEvent) {
	if c.Disabled() || c.on.hears(k.Name) {
		return
	}
	columns, _ := c.grid()
	switch k.Name {
	case fyne.KeyLeft:
		c.choose(c.chosen - 1)
	case fyne.KeyRight, fyne.KeySpace:
		c.choose(c.chosen + 1)
	case fyne.KeyUp:
		c.choose(c.chosen - columns)
	case fyne.KeyDown:
		c.choose(c.chosen + columns)
	case fyne.KeyTab:
		c.on.tab(c.shift)
	case fyne.KeyEscape:
		c.on.escape()
	}
}

// MinSize is nothing: layouts give it its box.
func (c *chooser) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (c *chooser) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{choice: c}
	r.make()
	return ui.LaidOut(c, r)
}

type choiceRenderer struct {
	choice  *chooser
	grounds []*canvas.Rectangle
	texts   []*ui.Text
}

// make has a ground and a text for each option.
func (r *choiceRenderer) make() {
	c := r.choice
	for len(r.grounds) < len(c.Options) {
		ground := canvas.NewRectangle(nil)
		ground.CornerRadius = 10
		r.grounds, r.texts = append(r.grounds, ground), append(r.texts, NewText("", 20))
	}
	r.grounds, r.texts = r.grounds[:len(c.Options)], r.texts[:len(c.Options)]
	for i, o := range c.Options {
		sign := o.Value
		if sign == "" {
			sign = strconv.Itoa(i + 1)
		}
		ground, edge, width := ui.Card, ui.Edge, float32(1)
		if i == c.chosen {
			ground, edge, width = ui.Calm, ui.Crest, 3
		}
		if i == c.chosen && c.focused {
			ground = ui.Notice
		}
		r.grounds[i].FillColor, r.grounds[i].StrokeColor, r.grounds[i].StrokeWidth = ui.Color(ground), ui.Color(edge), width
		r.texts[i].Bold = i == c.chosen
		r.texts[i].Say(sign + " · " + o.Text)
	}
}

// Layout is for Fyne.
func (r *choiceRenderer) Layout(fyne.Size) {
	for i := range r.grounds {
		at, size := r.choice.place(i)
		r.grounds[i].Move(at)
		r.grounds[i].Resize(size)
		r.texts[i].Move(at.AddXY(12, 2))
		r.texts[i].Resize(size.SubtractWidthHeight(24, 4))
	}
}

// Refresh is for Fyne.
func (r *choiceRenderer) Refresh() {
	r.make()
	r.Layout(r.choice.Size())
	for i := range r.texts {
		r.texts[i].Refresh()
	}
	canvas.Refresh(r.choice)
}

// MinSize is for Fyne.
func (r *choiceRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Objects is for Fyne.
func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for i := range r.grounds {
		objects = append(objects, r.grounds[i], r.texts[i])
	}
	return objects
}

// Destroy is for Fyne.
func (r *choiceRenderer) Destroy() {}
