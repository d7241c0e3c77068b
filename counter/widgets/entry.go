package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"motcua/internal/ui"
)

// Entry is a field whose Enter, Escape and Tab are those of the card it is on.
type Entry struct {
	widget.Entry
	Enter, Escape func()
	Tab           func(back bool)         // nil: Tab goes where Fyne says
	Hears         func(fyne.KeyName) bool // true takes the key
	gained        func()                  // it has the keyboard; nil: nobody wants to know
	Through       *Keyboard               // tells a scanner that types from a hand; nil: what comes is typed
	Shift         bool                    // is held down
}

// deaf takes no key from a field.
func deaf(fyne.KeyName) bool { return false }

// NewEntry returns an empty field.
func NewEntry() *Entry {
	e := &Entry{Hears: deaf}
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer is for Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := ui.LaidOut(e, e.Entry.CreateRenderer())
	if !e.Size().IsZero() {
		r.Refresh() // shows which field has the keyboard
	}
	return r
}

// FocusGained is for Fyne. The keys that are down by then went down elsewhere.
func (e *Entry) FocusGained() {
	e.Shift = shiftIsDown()
	if e.gained != nil {
		e.gained()
	}
	e.Entry.FocusGained()
}

// shiftIsDown reports whether Shift is held down, as far as the driver knows.
func shiftIsDown() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// AcceptsTab is for Fyne.
func (e *Entry) AcceptsTab() bool { return e.Tab != nil }

// KeyDown is for Fyne. Enter is heard as it goes down, by the field that has the keyboard then: the same stroke is typed into the field that it
// leads to, and so is one that has just opened a card.
func (e *Entry) KeyDown(k *fyne.KeyEvent) {
	switch {
	case e.Disabled():
	case IsEnter(k.Name):
		if e.Through == nil || !e.Through.Enter() {
			e.Enter()
		}
	default:
		e.Shift = e.Shift || isShift(k.Name)
		e.Entry.KeyDown(k)
	}
}

// KeyUp is for Fyne.
func (e *Entry) KeyUp(k *fyne.KeyEvent) {
	e.Shift = e.Shift && !isShift(k.Name)
	e.Entry.KeyUp(k)
}

// IsEnter reports whether a key is one of the two Enter keys.
func IsEnter(name fyne.KeyName) bool { return name == fyne.KeyReturn || name == fyne.KeyEnter }

func isShift(name fyne.KeyName) bool {
	return name == desktop.KeyShiftLeft || name == desktop.KeyShiftRight
}

// TypedRune is for Fyne.
func (e *Entry) TypedRune(r rune) {
	switch {
	case e.Disabled():
	case e.Through != nil:
		e.Through.Rune(r)
	default:
		e.Insert(r)
	}
}

// Insert takes a letter that a hand has typed.
func (e *Entry) Insert(r rune) { e.Entry.TypedRune(r) }

// TypedShortcut is for Fyne.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.Through != nil {
		e.Through.Release()
	}
	e.Entry.TypedShortcut(s)
}

// TypedKey is for Fyne.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.Through != nil && !IsEnter(k.Name) && !e.Disabled() {
		e.Through.Release()
	}
	switch {
	case e.Disabled(), e.Hears(k.Name), IsEnter(k.Name):
	case k.Name == fyne.KeyTab:
		if e.Tab != nil {
			e.Tab(e.Shift)
		}
	case k.Name == fyne.KeyEscape:
		e.Escape()
	default:
		e.Entry.TypedKey(k)
	}
}

// Answer returns what stands there.
func (e *Entry) Answer() string { return e.Text }

// AnswerWith writes an answer, with the cursor behind it.
func (e *Entry) AnswerWith(text string) {
	e.SetText(text)
	e.TypedShortcut(&fyne.ShortcutSelectAll{}) // goes to the end, over wrapped lines too
	if e.Text != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
}

// SelectAll marks the whole text, so that what is typed next takes its place.
func (e *Entry) SelectAll() { e.TypedShortcut(&fyne.ShortcutSelectAll{}) }
