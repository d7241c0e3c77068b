package widgets

import (
	"fyne.io/fyne/v2"
)

// SearchField is what is looked for on a screen whose keys are the screen's: the field keeps those that write and go about in its text, all
// others go on to the desk as they do where no field has the keyboard.
type SearchField struct {
	Entry
	Down, Repeated func(*fyne.KeyEvent)
}

// NewSearchField returns a field that calls changed when something else stands in it.
func NewSearchField(changed func(text string)) *SearchField {
	s := &SearchField{}
	s.Hears, s.OnChanged = deaf, changed
	s.ExtendBaseWidget(s)
	return s
}

// Say shows a text that was not typed, such as none when a search is given up.
func (s *SearchField) Say(text string) {
	if s.Text != text {
		s.AnswerWith(text)
	}
}

// writes reports whether a key is the field's. Left and right are only where there is a text to go about in; Home, End and Delete are the desk's
// on all screens.
func (s *SearchField) writes(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyBackspace, fyne.KeySpace:
		return true
	case fyne.KeyLeft, fyne.KeyRight:
		return s.Text != ""
	}
	return isShift(name)
}

// KeyDown is for Fyne.
func (s *SearchField) KeyDown(k *fyne.KeyEvent) {
	if s.writes(k.Name) {
		s.Entry.KeyDown(k)
	} else {
		s.Down(k)
	}
}

// TypedKey is for Fyne.
func (s *SearchField) TypedKey(k *fyne.KeyEvent) {
	if s.writes(k.Name) {
		s.Entry.TypedKey(k)
	} else {
		s.Repeated(k)
	}
}

// AcceptsTab is for Fyne: there is nowhere to go.
func (s *SearchField) AcceptsTab() bool { return true }
