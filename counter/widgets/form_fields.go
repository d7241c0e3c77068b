package widgets

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/typed"
	"motcua/internal/ui"
)

// field is what takes one answer.
type field interface {
	fyne.CanvasObject
	fyne.Focusable
	Answer() string
	AnswerWith(string)
	Insert(rune)
	SelectAll()
	Enable()
	Disable()
}

// fieldKeys are what the keys of a field do.
type fieldKeys struct {
	enter, escape   func()
	tab             func(back bool)
	hears           func(fyne.KeyName) bool
	changed, gained func() // something else stands in it; it has the keyboard
}

// FormRow is a label and the field under it, of the kind that its label names.
type FormRow struct {
	box        *fyne.Container
	label      *ui.Text
	mark       *canvas.Rectangle // around a field that is to blame
	Line, area *Entry
	Choice     *chooser
	ID         string // of the label
	Wrong      bool
	rules      *FormRules
}

func newFormRow(on fieldKeys, rules *FormRules) *FormRow {
	r := &FormRow{rules: rules, label: NewText("", 18), mark: canvas.NewRectangle(nil), Line: NewEntry(), area: NewEntry(), Choice: newChooser(on)}
	r.area.MultiLine, r.area.Wrapping = true, fyne.TextWrapWord
	for _, e := range []*Entry{r.Line, r.area} {
		e.Enter, e.Escape, e.Tab, e.Hears, e.gained = on.enter, on.escape, on.tab, on.hears, on.gained
		e.OnChanged = func(string) { on.changed() }
	}
	r.label.Rise, r.mark.CornerRadius = 1, 10
	field := container.NewStack(r.mark, ui.Pad(3, container.NewStack(r.Line, r.area, r.Choice)))
	r.box = ui.Column(1, ui.Fixed(25, r.label), ui.Share(1, field))
	r.wear(false)
	return r
}

// ask shows a question; with options the answer is one of them.
func (r *FormRow) ask(q typed.Question, label string) {
	options, long := r.rules.Options[q.Label], r.rules.Long[q.Label]
	r.ID = q.Label
	r.wear(false)
	r.label.Say(label)
	SetVisible(r.Choice, len(options) > 0)
	SetVisible(r.area, len(options) == 0 && long)
	SetVisible(r.Line, len(options) == 0 && !long)
	r.Choice.offer(options)
	r.Field().AnswerWith(q.Value)
}

// Answer returns what was answered, in one line: lines that were pasted into a list are things of their own.
func (r *FormRow) Answer() string {
	between := " "
	if r.rules.Lists[r.ID] {
		between = "; "
	}
	return strings.ReplaceAll(r.Field().Answer(), "\n", between)
}

// Field returns the one of the kind that is asked for.
func (r *FormRow) Field() field {
	switch {
	case r.Choice.Visible():
		return r.Choice
	case r.area.Visible():
		return r.area
	}
	return r.Line
}

// wear shows whether the field is to blame.
func (r *FormRow) wear(wrong bool) {
	r.Wrong = wrong
	ground, ink := ui.Paper, ui.Quiet
	if wrong {
		ground, ink = ui.Alert, ui.Alert
	}
	SetFill(r.mark, ground)
	r.label.Paint(ink)
}

func (r *FormRow) enable(open bool) {
	for _, f := range []field{r.Line, r.area, r.Choice} {
		if open {
			f.Enable()
		} else {
			f.Disable()
		}
	}
}

// check returns what is wrong with the answer by itself.
func (r *FormRow) check() error {
	if check := r.rules.Checks[r.ID]; check != nil {
		return check(r.Field().Answer())
	}
	return nil
}

// isBlamed reports whether an error is about this field.
func (r *FormRow) isBlamed(err error) bool {
	for _, b := range r.rules.Blames {
		if b.Label == r.ID && errors.Is(err, b.Err) && (b.Check == nil || b.Check(r.Field().Answer()) != nil) {
			return true
		}
	}
	return false
}

// high returns how many pixels the row takes.
func (r *FormRow) high() float32 {
	switch r.Field() {
	case field(r.Choice):
		return 32 + r.Choice.high()
	case field(r.area):
		return 32 + 92
	}
	return 32 + 56 // lower ones scroll
}

// rowsLayout sets the rows of a form under each other, each as high as it is.
type rowsLayout struct {
	gap  float32
	rows []*FormRow
}

// Layout is for Fyne.
func (l *rowsLayout) Layout(_ []fyne.CanvasObject, box fyne.Size) {
	var y float32
	for _, r := range l.rows {
		if r.box.Visible() {
			r.box.Move(fyne.NewPos(0, y))
			r.box.Resize(fyne.NewSize(box.Width, r.high()))
			y += r.high() + l.gap
		}
	}
}

// MinSize is for Fyne.
func (l *rowsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// high returns how high all rows that are asked stand.
func (l *rowsLayout) high() (sum float32) {
	for _, r := range l.rows {
		if r.box.Visible() {
			sum += r.high() + l.gap
		}
	}
	return sum
}

// find returns the index of the option of a value; the first where there is none.
func find(options []typed.Option, value string) int {
	return max(0, slices.IndexFunc(options, func(o typed.Option) bool { return strings.EqualFold(o.Value, strings.TrimSpace(value)) }))
}
