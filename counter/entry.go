package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"motcua/internal/ui"
)

// entry is a field whose Enter, Escape and Tab are those of the card it is on.
type entry struct {
	widget.Entry
	enter, escape func()
	tab           func(back bool)         // nil: Tab goes where Fyne says
	hears         func(fyne.KeyName) bool // true takes the key
	gained        func()                  // it has the keyboard; nil: nobody wants to know
	through       *keyboard               // tells a scanner that types from a hand; nil: what comes is typed
	shift         bool                    // is held down
}

// deaf takes no key from a field.
func deaf(fyne.KeyName) bool { return false }

func newEntry() *entry {
	e := &entry{hears: deaf}
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer is for Fyne.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	r := ui.LaidOut(e, e.Entry.CreateRenderer())
	if !e.Size().IsZero() {
		r.Refresh() // shows which field has the keyboard
	}
	return r
}

// FocusGained is for Fyne. The keys that are down by then went down elsewhere.
func (e *entry) FocusGained() {
	e.shift = shiftIsDown()
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
func (e *entry) AcceptsTab() bool { return e.tab != nil }

// KeyDown is for Fyne. Enter is heard as it goes down, by the field that has the keyboard then: the same stroke is typed into the field that it
// leads to, and so is one that has just opened a card.
func (e *entry) KeyDown(k *fyne.KeyEvent) {
	switch {
	case e.Disabled():
	case isEnter(k.Name):
		if e.through == nil || !e.through.enter() {
			e.enter()
		}
	default:
		e.shift = e.shift || isShift(k.Name)
		e.Entry.KeyDown(k)
	}
}

// KeyUp is for Fyne.
func (e *entry) KeyUp(k *fyne.KeyEvent) {
	e.shift = e.shift && !isShift(k.Name)
	e.Entry.KeyUp(k)
}

func isEnter(name fyne.KeyName) bool { return name == fyne.KeyReturn || name == fyne.KeyEnter }

func isShift(name fyne.KeyName) bool {
	return name == desktop.KeyShiftLeft || name == desktop.KeyShiftRight
}

// TypedRune is for Fyne.
func (e *entry) TypedRune(r rune) {
	switch {
	case e.Disabled():
	case e.through != nil:
		e.through.rune(r)
	default:
		e.insert(r)
	}
}

// insert takes a letter that a hand has typed.
func (e *entry) insert(r rune) { e.Entry.TypedRune(r) }

// TypedShortcut is for Fyne.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if e.through != nil {
		e.through.release()
	}
	e.Entry.TypedShortcut(s)
}

// TypedKey is for Fyne.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if e.through != nil && !isEnter(k.Name) && !e.Disabled() {
		e.through.release()
	}
	switch {
	case e.Disabled(), e.hears(k.Name), isEnter(k.Name):
	case k.Name == fyne.KeyTab:
		if e.tab != nil {
			e.tab(e.shift)
		}
	case k.Name == fyne.KeyEscape:
		e.escape()
	default:
		e.Entry.TypedKey(k)
	}
}

// answer is what stands there.
func (e *entry) answer() string { return e.Text }

// answerWith writes an answer, with the cursor behind it.
func (e *entry) answerWith(text string) {
	e.SetText(text)
	e.TypedShortcut(&fyne.ShortcutSelectAll{}) // goes to the end, over wrapped lines too
	if e.Text != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
}

// selectAll marks the whole text, so that what is typed next takes its place.
func (e *entry) selectAll() { e.TypedShortcut(&fyne.ShortcutSelectAll{}) }
