package screens

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"motcua/counter/navigation"
	"motcua/counter/widgets"
)

// TestLettersInASearchFieldOnABusyMachine types into the real fields, while the letters come in bunches; then a scanner sends a code.
func TestLettersInASearchFieldOnABusyMachine(t *testing.T) {
	for name, field := range map[string]func(o *hands) *widgets.SearchField{
		"register":  func(o *hands) *widgets.SearchField { o.press(keyBrowse); return o.screen.register.query },
		"procedure": func(o *hands) *widgets.SearchField { o.scan(nguyet); return o.screen.intake.query },
	} {
		t.Run(name, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			d := o.birth(nguyet)
			o.press(fyne.KeyEscape)
			query := field(o)
			var pauses []func()
			o.screen.keyboard.After = func(_ time.Duration, f func()) { pauses = append(pauses, f) }
			bunch := func(text string) {
				for _, r := range text {
					o.screen.onRune(r)
				}
				for len(pauses) > 0 {
					o.Clock = o.Clock.Add(widgets.ScanPause)
					due := pauses
					pauses = nil
					for _, f := range due {
						f()
					}
				}
				o.Clock = o.Clock.Add(widgets.HandPause)
			}
			for _, letters := range []string{"ng", "uye", "n ", "thi nguy", "et"} {
				bunch(letters)
			}
			if query.Text != "nguyen thi nguyet" {
				t.Fatalf("the field has %q", query.Text)
			}
			o.Clock = o.Clock.Add(5 * time.Second)
			for _, r := range d.Code {
				o.Clock = o.Clock.Add(4 * time.Millisecond)
				o.screen.onRune(r)
			}
			o.screen.onKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			o.wantPlace(navigation.Dossier)
			if o.filed.Page.Dossier.ID != d.ID {
				t.Errorf("opened %q", o.filed.Page.Dossier.Code)
			}
		})
	}
}
