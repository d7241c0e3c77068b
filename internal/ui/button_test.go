package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func mustShow(t testing.TB, b *Button) *buttonRenderer {
	t.Helper()
	mustWear(t)
	test.NewTempWindow(t, b).Resize(fyne.NewSize(600, 200))
	return test.WidgetRenderer(b).(*buttonRenderer)
}

func TestButtonAnswersFingerAndKeyboard(t *testing.T) {
	taps := 0
	b := NewButton("done", Main, 50, Face{Title: "Xong"}, func() { taps++ })
	mustShow(t, b)
	test.Tap(b)
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyA} {
		b.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if taps != 4 {
		t.Errorf("%d taps; want 4", taps)
	}
}

func TestButtonShowsTheFingerAtOnce(t *testing.T) {
	b := NewButton("service.A", Tile, 50, Face{Badge: "A", Title: "Hộ tịch"}, func() {})
	r := mustShow(t, b)
	b.MouseDown(&desktop.MouseEvent{})
	if r.ground.FillColor != Color(Pressed) || r.title.Colour != OnCrest {
		t.Error("a finger is down and the button does not show it")
	}
	b.MouseUp(&desktop.MouseEvent{})
	if r.ground.FillColor != Color(Card) || r.title.Colour != Ink {
		t.Error("the finger is gone and the button does not show it")
	}
}

func TestAFingerThatSlidesOffPressesNothing(t *testing.T) {
	b := NewButton("service.A", Tile, 50, Face{Badge: "A", Title: "Hộ tịch"}, func() { t.Error("tapped") })
	r := mustShow(t, b)
	b.MouseIn(&desktop.MouseEvent{})
	b.MouseDown(&desktop.MouseEvent{})
	b.MouseOut()
	if r.ground.FillColor != Color(Card) {
		t.Error("the finger has slid off and the button still shows it")
	}
}

func TestOnlyTheKeyboardsChoiceIsRinged(t *testing.T) {
	b := NewButton("done", Tile, 50, Face{Title: "Xong"}, func() {})
	r := mustShow(t, b)
	b.FocusGained()
	if r.ground.StrokeColor != Color(focusRing) {
		t.Error("no ring around what Enter would press")
	}
	b.FocusLost()
	b.MouseDown(&desktop.MouseEvent{})
	b.FocusGained()
	b.MouseUp(&desktop.MouseEvent{})
	if r.ground.StrokeColor == Color(focusRing) {
		t.Error("a ring around what a finger has pressed")
	}
}

func TestChosenButtonStaysMarked(t *testing.T) {
	b := NewButton("reason.waiting", Tile, 50, Face{Title: "Phải chờ lâu"}, func() {})
	r := mustShow(t, b)
	b.Choose(true)
	if r.ground.FillColor != Color(Crest) || !b.Chosen() {
		t.Error("a chosen button looks like the others")
	}
}
