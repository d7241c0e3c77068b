package flow

import (
	"regexp"
	"testing"

	"fyne.io/fyne/v2"

	"motcua/internal/ui"
	"motcua/kiosk/settings"
)

// measured are the values of accessibility in millimetres that every screen is held to (EN 301 549, ADA 707).
var measured = []struct {
	name          string
	panel         settings.Panel
	target, apart float32 // of what is touched
	main          float32 // what a screen is there for: below it more people touch beside it
	letter        float32 // capital
}{
	{"21.5 inches", settings.Panel21, 12.7, 2.54, 23, settings.LeastCapital},
	{"32 inches", settings.Panel32, 12.7, 2.54, 23, settings.ReadCapital},
}

// mustMeasure holds what is seen to the values in millimetres, on both panels.
func (s *testWindow) mustMeasure(t testing.TB) {
	t.Helper()
	s.mustRead(t)
	for _, m := range measured {
		s.mustBeTouchable(t, m.name, m.target/m.panel.Unit(), m.apart/m.panel.Unit())
		s.mustBeEasy(t, m.name, m.main/m.panel.Unit())
		each(s.Native.Content(), func(o fyne.CanvasObject) {
			text, ok := o.(*ui.Text)
			if !ok || text.Words() == "" {
				return
			}
			if high := text.Drawn() * settings.Capital * m.panel.Unit(); high < m.letter-0.01 {
				t.Errorf("%s, %s: a capital of %q is %.1f mm high, %.1f were expected", s.Seen().Name, m.name, text.Words(), high, m.letter)
			}
		})
	}
}

// readFirst are what a visitor must read to get on, by the names of the buttons that say it. What a search offers has five rows over a keyboard
// and is read whole behind a touch.
var readFirst = regexp.MustCompile(`^(number|find|lookup|rate|appointment|take|service\..*|choice\..*|level\..*)$`)

// mustRead holds what must be read to what somebody reads at 60 cm, on the smallest panel, where type is large.
func (s *testWindow) mustRead(t testing.TB) {
	t.Helper()
	if !s.Theme().Mode.Has(ui.Large) || s.Low() {
		return
	}
	for _, b := range s.Targets() {
		if !readFirst.MatchString(b.Name) {
			continue
		}
		each(b.Object, func(o fyne.CanvasObject) {
			text, ok := o.(*ui.Text)
			if !ok || text.Words() != title(b.Object) {
				return
			}
			if mm := text.Drawn() * settings.Capital * settings.Panel21.Unit(); mm < settings.ReadCapital-0.01 {
				t.Errorf("%s: a capital of %q on %s is %.1f mm high on 21.5 inches in large type, %.1f were expected", s.Seen().Name, text.Words(), b.Name, mm, settings.ReadCapital)
			}
		})
	}
}

// title is what stands on a button.
func title(o fyne.CanvasObject) string {
	if b, ok := o.(*ui.Button); ok {
		return b.Content().Title
	}
	return ""
}

// mainTarget are what screens are there for, by name.
var mainTarget = regexp.MustCompile(`^(number|find|lookup|rate|appointment|take|service\..*|level\..*)$`)

// mustBeEasy checks how large the main targets are, in units.
func (s *testWindow) mustBeEasy(t testing.TB, panel string, least float32) {
	t.Helper()
	for _, b := range s.Targets() {
		if size := b.Object.Size(); mainTarget.MatchString(b.Name) && (size.Width < least || size.Height < least) {
			t.Errorf("%s, %s: %s is %v units large, %.0f were expected", s.Seen().Name, panel, b.Name, size, least)
		}
	}
}

// mustBeTouchable checks how large targets are, and how far from each other, in units.
func (s *testWindow) mustBeTouchable(t testing.TB, panel string, least, apart float32) {
	t.Helper()
	targets := s.Targets()
	for i, b := range targets {
		at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.Object), b.Object.Size()
		if size.Width < least || size.Height < least {
			t.Errorf("%s, %s: %s is %v units large, %.0f were expected", s.Seen().Name, panel, b.Name, size, least)
		}
		for _, other := range targets[:i] {
			from, its := fyne.CurrentApp().Driver().AbsolutePositionForObject(other.Object), other.Object.Size()
			x := max(at.X-from.X-its.Width, from.X-at.X-size.Width)
			y := max(at.Y-from.Y-its.Height, from.Y-at.Y-size.Height)
			if max(x, y) < apart-0.01 {
				t.Errorf("%s, %s: %s and %s are %.1f units apart, %.1f were expected", s.Seen().Name, panel, b.Name, other.Name, max(x, y), apart)
			}
		}
	}
}
