package main

import "fyne.io/fyne/v2"

// searchField is what is looked for on a screen whose keys are the screen's: the field keeps those that write and go about in its text, all
// others go on to the desk as they do where no field has the keyboard.
type searchField struct {
	entry
	down, repeated func(*fyne.KeyEvent)
}

func newSearchField(changed func(text string)) *searchField {
	s := &searchField{}
	s.hears, s.OnChanged = deaf, changed
	s.ExtendBaseWidget(s)
	return s
}

// say shows a text that was not typed, such as none when a search is given up.
func (s *searchField) say(text string) {
	if s.Text != text {
		s.answerWith(text)
	}
}

// writes reports whether a key is the field's. Left and right are only where there is a text to go about in; Home, End and Delete are the desk's
// on all screens.
func (s *searchField) writes(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyBackspace, fyne.KeySpace:
		return true
	case fyne.KeyLeft, fyne.KeyRight:
		return s.Text != ""
	}
	return isShift(name)
}

// KeyDown is for Fyne.
func (s *searchField) KeyDown(k *fyne.KeyEvent) {
	if s.writes(k.Name) {
		s.entry.KeyDown(k)
	} else {
		s.down(k)
	}
}

// TypedKey is for Fyne.
func (s *searchField) TypedKey(k *fyne.KeyEvent) {
	if s.writes(k.Name) {
		s.entry.TypedKey(k)
	} else {
		s.repeated(k)
	}
}

// AcceptsTab is for Fyne: there is nowhere to go.
func (s *searchField) AcceptsTab() bool { return true }
