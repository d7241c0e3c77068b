package ui

import (
	"slices"
	"testing"
	"time"

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
	b := NewButton("done", Main, 50, Content{Title: "Xong"}, func() { taps++ })
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
	b := NewButton("service.A", Tile, 50, Content{Badge: "A", Title: "Hộ tịch"}, func() {})
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
	b := NewButton("service.A", Tile, 50, Content{Badge: "A", Title: "Hộ tịch"}, func() { t.Error("tapped") })
	r := mustShow(t, b)
	b.MouseIn(&desktop.MouseEvent{})
	b.MouseDown(&desktop.MouseEvent{})
	b.MouseOut()
	if r.ground.FillColor != Color(Card) {
		t.Error("the finger has slid off and the button still shows it")
	}
}

func TestOnlyTheKeyboardsChoiceIsRinged(t *testing.T) {
	b := NewButton("done", Tile, 50, Content{Title: "Xong"}, func() {})
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
	b := NewButton("reason.waiting", Tile, 50, Content{Title: "Phải chờ lâu"}, func() {})
	r := mustShow(t, b)
	b.SetSelected(true)
	if r.ground.FillColor != Color(Crest) || !b.Selected() {
		t.Error("a chosen button looks like the others")
	}
}

// mustTouchAt lets a finger come and go, slide off in between or not.
func mustTouchAt(b *Button, slides bool) {
	b.MouseDown(&desktop.MouseEvent{})
	if slides {
		b.MouseOut()
		b.MouseIn(&desktop.MouseEvent{})
	}
	b.MouseUp(&desktop.MouseEvent{})
	b.Tapped(&fyne.PointEvent{})
}

func TestADragDoesNothing(t *testing.T) {
	taps := 0
	b := NewButton("service.A", Tile, 50, Content{Title: "Hộ tịch"}, func() { taps++ })
	mustShow(t, b)
	if mustTouchAt(b, true); taps != 0 {
		t.Error("a finger that slid off and came back has touched")
	}
	if mustTouchAt(b, false); taps != 1 {
		t.Error("the next touch does not count")
	}
}

func TestATremblingHandTouchesOnce(t *testing.T) {
	mustWear(t)
	clock := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	Steady(func() time.Time { return clock })
	t.Cleanup(func() { Steady(nil) })
	taps := map[string]int{}
	button := func(name string) *Button { return NewButton(name, Tile, 50, Content{}, func() { taps[name]++ }) }
	number, key, other := button("number"), button("key.a"), button("lookup")
	page := Column(0, Share(1, number), Share(1, key), Share(1, other))
	w := test.NewTempWindow(t, page)
	w.Resize(fyne.NewSize(600, 900))
	touch := func(b *Button, after time.Duration) {
		clock = clock.Add(after)
		test.Tap(b)
	}
	touch(number, time.Hour)
	touch(number, 499*time.Millisecond)
	if taps["number"] != 1 {
		t.Errorf("touched twice within half a second, it counts %d times", taps["number"])
	}
	touch(other, 0)
	if taps["lookup"] != 1 {
		t.Error("another target, far away, does not count")
	}
	touch(other, 501*time.Millisecond)
	if taps["lookup"] != 2 {
		t.Error("half a second later it does not count again")
	}
	touch(key, 0)
	touch(key, 0)
	if taps["key.a"] != 2 {
		t.Error("a letter typed twice is typed once: no aa makes â")
	}
	next := button("service.A")
	touch(other, time.Hour)
	w.SetContent(Column(0, Share(1, button("back")), Share(1, button("x")), Share(1, next)))
	if touch(next, 100*time.Millisecond); taps["service.A"] != 0 {
		t.Error("the second touch lands on the next screen and counts there")
	}
}

func TestADeadButtonDoesNothing(t *testing.T) {
	b := NewButton("page.next", Tile, 40, Content{Title: "Trang sau"}, func() { t.Error("tapped") })
	r := mustShow(t, b)
	b.Kill(true)
	mustTouchAt(b, false)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if r.ground.FillColor != Color(Paper) || r.title.Colour != Quiet {
		t.Error("it looks alive")
	}
}

func TestAClosedTileSaysWhyInItsOwnType(t *testing.T) {
	b := NewButton("service.A", Tile, 50, Content{Badge: "A", Title: "Hộ tịch", Subtitle: "2 người đang chờ"}, func() {})
	r := mustShow(t, b)
	open := r.subtitle.Type
	b.SetContent(Content{Badge: "A", Title: "Hộ tịch", Subtitle: "Hôm nay đã phát hết số", Closed: true})
	if r.ground.FillColor == Color(Card) || r.subtitle.Type != r.title.Type || !r.subtitle.Bold || r.subtitle.Type <= open {
		t.Errorf("it is %v on %v; the name has type of %v, the reason of %v", r.subtitle.Bold, r.ground.FillColor, r.title.Type, r.subtitle.Type)
	}
}

func TestTilesOfAKindAreWrittenAlike(t *testing.T) {
	mustWear(t)
	short := NewButton("service.A", Tile, 50, Content{Badge: "A", Title: "Nhận kết quả", Subtitle: "Chưa có người chờ"}, func() {})
	long := NewButton("service.B", Tile, 50, Content{Badge: "B", Title: "Tiếp nhận hồ sơ bảo hiểm xã hội, bảo hiểm y tế và bảo hiểm thất nghiệp", Subtitle: "2 người đang chờ"}, func() {})
	NewAlike(short, long)
	test.NewTempWindow(t, Row(20, Share(1, short), Share(1, long))).Resize(fyne.NewSize(1000, 220))
	a, b := test.WidgetRenderer(short).(*buttonRenderer), test.WidgetRenderer(long).(*buttonRenderer)
	if a.title.Type != b.title.Type || a.subtitle.Type != b.subtitle.Type || a.title.Type >= 50 {
		t.Errorf("titles in type of %v and %v, subtitles of %v and %v", a.title.Type, b.title.Type, a.subtitle.Type, b.subtitle.Type)
	}
	if !a.subtitle.Visible() || !b.subtitle.Visible() || !a.title.Fits() || !b.title.Fits() {
		t.Error("something is not said")
	}
	before := a.title.Type
	long.SetContent(Content{Badge: "B", Title: "Đất đai"})
	if a.title.Type <= before || b.title.Type != a.title.Type {
		t.Errorf("after the long name has gone type is %v and %v, before it was %v", a.title.Type, b.title.Type, before)
	}
}

// TestNoShortLastLineOnAButton: the words beside a badge or icon stand in lines of like length.
func TestNoShortLastLineOnAButton(t *testing.T) {
	mustWear(t)
	for title, want := range map[string][]string{"Chọn theo cơ quan": {"Chọn theo", "cơ quan"}, "Hôm nay đã phát hết số": {"Hôm nay đã", "phát hết số"}} {
		b := NewButton("b", Tile, 40, Content{Icon: Icon("house", Ink), Title: title}, func() {})
		w := test.NewTempWindow(t, b)
		w.Resize(fyne.NewSize(440, 170))
		r := test.WidgetRenderer(b).(interface{ Objects() []fyne.CanvasObject })
		var got []string
		for _, o := range r.Objects() {
			if text, ok := o.(*Text); ok && text.Words() == title {
				got = text.lines(text.Size().Width, text.Drawn())
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q stands as %q, want %q", title, got, want)
		}
	}
}
