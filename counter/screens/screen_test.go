package screens

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"motcua/counter/calls/callstest"
	"motcua/counter/desk"
	"motcua/counter/widgets"
	"motcua/drivers"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/ui/uitest"
	"motcua/internal/uplink"
)

// window is a screen under test, with its session.
type window struct {
	*callstest.Shift
	filed  *filedDesk
	screen *Desk
	canvas fyne.Canvas
}

func newWindow(t testing.TB, lang string, size fyne.Size, waiting ...string) *window {
	t.Helper()
	return newWindowOf(t, lang, size, newFiledDesk, waiting...)
}

// newWindowOf is newWindow of a desk whose files are opened as one says.
func newWindowOf(t testing.TB, lang string, size fyne.Size, open func(testing.TB, *callstest.Shift) *filedDesk, waiting ...string) *window {
	t.Helper()
	uitest.Wear(t, ui.Theme{Text: 20})
	s := callstest.NewShift(t, waiting...)
	s.Speak = i18n.In(lang)
	w := &window{Shift: s, filed: open(t, s)}
	w.screen = NewDesk(w.filed.screens(s.Session), func() fyne.Canvas { return w.canvas })
	w.screen.keyboard.Now, w.screen.keyboard.After = func() time.Time { return s.Clock }, func(_ time.Duration, f func()) { f() }
	s.Changed, w.filed.Changed = w.screen.draw, w.screen.draw
	win := test.NewTempWindow(t, w.screen.box)
	win.SetPadded(false)
	win.Resize(size)
	w.canvas = win.Canvas()
	w.screen.draw()
	return w
}

// strike lets keys of the keyboard go down, at a human pace; letters and digits come as runes too.
func (w *window) strike(names ...fyne.KeyName) {
	for _, name := range names {
		w.Clock = w.Clock.Add(5 * time.Second)
		w.screen.onKey(&fyne.KeyEvent{Name: name})
		if isRune(name) {
			w.screen.onRune(rune(strings.ToLower(string(name))[0]))
		}
	}
}

func (w *window) key(a desk.Action) *widgets.KeyButton { return w.screen.queue.keys.byAct[a] }

var usual = fyne.NewSize(1280, 800)

func TestKeysOfTheKeyboard(t *testing.T) {
	for _, tt := range []struct {
		name    string
		strikes []fyne.KeyName
		want    []string
	}{
		{"F2 calls the next", []fyne.KeyName{fyne.KeyF2}, []string{"called A001"}},
		{"F3 recalls", []fyne.KeyName{fyne.KeyF2, fyne.KeyF3}, []string{"called A001", "recalled A001"}},
		{"F4 skips", []fyne.KeyName{fyne.KeyF2, fyne.KeyF4}, []string{"called A001", "skipped A001"}},
		{"F6 is a no-show", []fyne.KeyName{fyne.KeyF2, fyne.KeyF6}, []string{"called A001", "no_show A001"}},
		{"F7 and a digit transfer", []fyne.KeyName{fyne.KeyF2, fyne.KeyF7, fyne.Key2}, []string{"called A001", "transferred A001 xay-dung"}},
		{"F7 and a service's letter transfer", []fyne.KeyName{fyne.KeyF2, fyne.KeyF7, fyne.KeyB}, []string{"called A001", "transferred A001 dat-dai"}},
		{"F7 and Escape do nothing", []fyne.KeyName{fyne.KeyF2, fyne.KeyF7, fyne.KeyEscape, fyne.Key1}, []string{"called A001"}},
		{"F7 twice does nothing", []fyne.KeyName{fyne.KeyF2, fyne.KeyF7, fyne.KeyF7, fyne.Key1}, []string{"called A001"}},
		{"F9 means nothing while a service is chosen", []fyne.KeyName{fyne.KeyF2, fyne.KeyF7, fyne.KeyF9}, []string{"called A001"}},
		{"a digit of no service", []fyne.KeyName{fyne.KeyF2, fyne.KeyF7, fyne.Key9}, []string{"called A001"}},
		{"F9 finishes", []fyne.KeyName{fyne.KeyF2, fyne.KeyF9}, []string{"called A001", "finished A001"}},
		{"F10 calls, then finishes and calls", []fyne.KeyName{fyne.KeyF10, fyne.KeyF10}, []string{"called A001", "finished A001", "called A002"}},
		{"F5 is nobody's", []fyne.KeyName{fyne.KeyF5, fyne.KeyF8, fyne.KeySpace}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWindow(t, "vi", usual, "A001", "A002")
			w.strike(tt.strikes...)
			w.WantWritten(tt.want...)
		})
	}
}

func TestClicksDoWhatKeysDo(t *testing.T) {
	w := newWindow(t, "vi", usual, "A001", "A002")
	for _, a := range []desk.Action{desk.Next, desk.Recall, desk.FinishNext, desk.Transfer} {
		w.Clock = w.Clock.Add(5 * time.Second)
		test.Tap(w.key(a))
	}
	test.Tap(w.screen.transfer.keys[0])
	w.WantWritten("called A001", "recalled A001", "finished A001", "called A002", "transferred A002 dat-dai")
	if w.canvas.Focused() != nil {
		t.Error("a click took the keyboard from the function keys")
	}
}

func TestKeysShowWhatIsOpen(t *testing.T) {
	w := newWindow(t, "vi", usual, "A001")
	want := func(a desk.Action, state widgets.KeyState, help string) {
		t.Helper()
		if got := w.key(a).Content; got.State != state || !strings.Contains(got.Help, help) {
			t.Errorf("%s shows %+v, want state %d with %q", a, got, state, help)
		}
	}
	want(desk.Next, widgets.KeyMain, "")
	want(desk.Finish, widgets.KeyClosed, "Chưa gọi ai")
	w.strike(fyne.KeyF2)
	want(desk.Next, widgets.KeyClosed, "Đang có người")
	want(desk.Finish, widgets.KeyOpen, "")
	want(desk.FinishNext, widgets.KeyMain, "")
	w.Backend.Down = errors.New("cable pulled")
	w.Look()
	want(desk.FinishNext, widgets.KeyClosed, "Hết số của quầy")
	want(desk.Finish, widgets.KeyOpen, "")
}

func TestTransferCardClosesWhenSomebodyElseIsCalled(t *testing.T) {
	w := newWindow(t, "vi", usual, "A001", "A002")
	w.strike(fyne.KeyF2, fyne.KeyF7)
	other := queue.Ticket{ID: "id-A009", Number: "A009", Service: "ho-tich", State: queue.Called, Counter: "05"}
	w.Backend.At05 = &other
	w.Look()
	if w.screen.transfer.box.Visible() {
		t.Fatal("the card still asks about A001")
	}
	w.strike(fyne.Key1)
	w.WantWritten("called A001", "called A009")
}

// TestAScannerTransfersNobody types a card's code while the desk asks where to: its first digits are no answer.
func TestAScannerTransfersNobody(t *testing.T) {
	w := newWindow(t, "vi", usual, "A001", "A002")
	w.strike(fyne.KeyF2, fyne.KeyF7)
	var pauses []func()
	w.screen.keyboard.After = func(_ time.Duration, f func()) { pauses = append(pauses, f) }
	w.Clock = w.Clock.Add(5 * time.Second)
	for _, r := range "211035199000001" {
		w.Clock = w.Clock.Add(4 * time.Millisecond)
		w.screen.onKey(&fyne.KeyEvent{Name: fyne.KeyName(r)})
		w.screen.onRune(r)
	}
	w.Clock = w.Clock.Add(widgets.ScanPause)
	for len(pauses) > 0 {
		due := pauses
		pauses = nil
		for _, f := range due {
			f()
		}
	}
	w.WantWritten("called A001")
	if !w.screen.transfer.box.Visible() {
		t.Error("the card is gone")
	}
}

func TestHeadAndLine(t *testing.T) {
	w := newWindow(t, "vi", usual, "A001", "A002", "A003")
	w.Clock = w.Clock.Add(time.Hour + 2*time.Minute + 3*time.Second)
	w.screen.draw()
	for _, tt := range []struct {
		what string
		got  *ui.Text
		want string
	}{
		{"counter", w.screen.header.counter, "Quầy 05"},
		{"services", w.screen.header.services, "Hộ tịch – Chứng thực, Đất đai – Môi trường"},
		{"line to central", w.screen.header.line, "Đã kết nối"},
		{"clock", w.screen.header.clock, "09:32:03"},
		{"who waits", w.screen.queue.line.title, "Đang chờ: 3 người"},
		{"next", w.screen.queue.line.rows[0].number, "A001"},
		{"waiting since", w.screen.queue.line.rows[0].waited, "1:02:03"},
	} {
		if tt.got.Words() != tt.want {
			t.Errorf("%s: %q, want %q", tt.what, tt.got.Words(), tt.want)
		}
	}
}

// TestLineAppearsInAWindowThatGetsItsSizeLate is how a full-screen window starts: drawn before it is laid out.
func TestLineAppearsInAWindowThatGetsItsSizeLate(t *testing.T) {
	w := newWindow(t, "vi", usual, "A001", "A002", "A003")
	w.screen = NewDesk(w.filed.screens(w.Session), func() fyne.Canvas { return w.canvas })
	w.screen.draw()
	w.screen.box.Resize(usual)
	w.screen.draw()
	for i, r := range w.screen.queue.line.rows[:3] {
		if top := r.box.Position().Y; !r.box.Visible() || top != float32(i*rowHeight) || r.box.Size().Height != rowHeight {
			t.Errorf("row %d is at %g, %g high, visible %v", i, top, r.box.Size().Height, r.box.Visible())
		}
	}
	if w.screen.queue.line.rows[3].box.Visible() {
		t.Error("a fourth row is shown for three people")
	}
}

// stands is what a desk meets that central does not let in.
func (w *window) stands(standing uplink.TrustState, err error) {
	w.Session.Standing, w.Backend.Down = standing, err
	w.Look()
	w.strike(fyne.KeyF2)
}

// wantFit looks at all texts that are seen.
func wantFit(t *testing.T, root fyne.CanvasObject) {
	t.Helper()
	if !root.Visible() {
		return
	}
	switch o := root.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			wantFit(t, child)
		}
	case *ui.Text:
		if !o.Fits() {
			t.Errorf("%q does not fit in %v", o.Words(), o.Size())
		}
		if strings.HasPrefix(o.Words(), "counter.") {
			t.Errorf("there are no words for %s", o.Words())
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			wantFit(t, child)
		}
	}
}

func TestAnOfficerSeesWhoHasAnAppointment(t *testing.T) {
	w := newWindow(t, "vi", usual, "A001", "A002")
	w.Backend.Line[0].Slot = time.Date(2026, 11, 23, 9, 0, 0, 0, queue.Zone)
	w.Look()
	w.screen.draw()
	rows := w.screen.queue.line.rows
	if first, second := rows[0].service.Words(), rows[1].service.Words(); !strings.HasPrefix(first, "hẹn 09:00 · ") || strings.Contains(second, "hẹn") {
		t.Errorf("the line says %q, then %q", first, second)
	}
	w.strike(fyne.KeyF2)
	if says := w.screen.queue.called.service.Words(); !strings.HasPrefix(says, "hẹn 09:00 · ") {
		t.Errorf("called for %q", says)
	}
}

// calledFor lets central call somebody old who has an appointment too, for a reason.
func (w *window) calledFor(why queue.Why) {
	w.Helper()
	t := &w.Backend.Line[0]
	t.Class, t.Slot, t.Why = "cao-tuoi", time.Date(2026, 11, 23, 9, 30, 0, 0, queue.Zone), why
	w.strike(fyne.KeyF2)
}

func TestAnOfficerSeesWhyJustThisNumber(t *testing.T) {
	for _, c := range []struct {
		why  queue.Why
		want string
	}{
		{queue.Why{}, ""},
		{queue.Why{Reason: queue.Earliest, Lines: 1}, "Lý do gọi: đứng đầu hàng chờ, theo giờ đến"},
		{queue.Why{Reason: queue.Earliest, Lines: 2}, "Lý do gọi: sớm nhất trong 2 hàng chờ của quầy này"},
		{queue.Why{Reason: queue.HeadStart}, "Thuộc diện ưu tiên Người cao tuổi từ đủ 75 tuổi, được xếp sớm hơn 60 phút"},
		{queue.Why{Reason: queue.BySlot}, "Lý do gọi: có hẹn lúc 09:30, được gọi theo giờ hẹn"},
		{queue.Why{Reason: queue.AfterSlot}, "Lý do gọi: đến sau giờ hẹn 09:30, chờ theo giờ đến"},
		{queue.Why{Reason: queue.LetPass, After: 3}, "Lý do gọi: xen lượt thường – sau mỗi lượt ưu tiên hoặc hẹn giờ, gọi 3 người khác"},
		{queue.Why{Reason: queue.SentOn, From: "03"}, "Lý do gọi: từ quầy 03 chuyển sang, giữ thứ tự theo giờ đến"},
		{queue.Why{Reason: queue.SteppedBack, From: "03"}, "Lý do gọi: đã lùi số ở quầy 03, nay đến lượt"},
		{queue.Why{Reason: queue.BySlip}, "Lý do gọi: người dân đưa phiếu tại quầy này"},
	} {
		t.Run(string(c.why.Reason), func(t *testing.T) {
			w := newWindow(t, "vi", usual, "A001", "A002")
			w.calledFor(c.why)
			w.strike(fyne.KeyF3) // called once more, for the same reason
			if got := w.screen.queue.called.why.Words(); got != c.want {
				t.Errorf("the screen says %q, want %q", got, c.want)
			}
			w.strike(fyne.KeyF9)
			if got := w.screen.queue.called.why.Words(); got != "" {
				t.Errorf("nobody is called, and the screen says %q", got)
			}
		})
	}
}

func TestWithoutCentralTheLaneIsWhy(t *testing.T) {
	w := newWindow(t, "vi", usual, "A001", "A002")
	w.Backend.Down = errors.New("cable pulled")
	w.Look()
	w.strike(fyne.KeyF2)
	if got := w.screen.queue.called.why.Words(); got != "Lý do gọi: mất kết nối, sớm nhất trong các số dành cho quầy này" {
		t.Errorf("the screen says %q", got)
	}
}

// TestTheHeaderHasRoomForBothTroubles: without central and with whatever the printer has, both are read in type that a desk reads.
func TestTheHeaderHasRoomForBothTroubles(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		w := newWindow(t, lang, usual)
		for _, down := range []error{nil, errors.New("cable pulled")} {
			w.Backend.Down = down
			w.Look()
			for _, status := range []drivers.Status{drivers.Ready, drivers.PaperOut, drivers.CoverOpen, drivers.CutterError, drivers.Overheated, drivers.Broken, drivers.Offline, drivers.Gone} {
				w.screen.header.printer = func() (string, bool) { return "printer.is." + string(status), status.CanPrint() }
				w.screen.draw()
				if line := w.screen.header.line; !line.Fits() || line.Drawn() < widgets.SmallestType {
					t.Errorf("%s, %s, %v: %q does not fit, in type of %v", lang, status, down, line.Words(), line.Drawn())
				}
			}
		}
	}
}
