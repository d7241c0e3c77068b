package screens

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"motcua/counter/calls/callstest"
	"motcua/counter/login"
	"motcua/counter/navigation"
	"motcua/counter/typed"
	"motcua/internal/officer"
)

// fakeSeat lets in who types "right"; what else it says is set by hand.
type fakeSeat struct {
	sits   officer.Officer
	last   string
	wait   time.Duration
	says   error // to a login
	meets  error
	locked int
}

func (f *fakeSeat) Login(_ context.Context, who login.Credentials) error {
	switch {
	case f.says != nil:
		return f.says
	case who.Password != "right":
		return login.ErrWrong
	}
	f.sits = map[string]officer.Officer{"lan": callstest.Lan, "hoa": callstest.Hoa}[who.Officer]
	f.last = who.Officer
	return nil
}

func (f *fakeSeat) Lock(context.Context) error { f.sits = officer.Officer{}; f.locked++; return nil }
func (f *fakeSeat) Meet(context.Context) error { return f.meets }
func (f *fakeSeat) Officer() officer.Officer   { return f.sits }
func (f *fakeSeat) Last() string               { return f.last }
func (f *fakeSeat) Wait(string) time.Duration  { return f.wait }

// entrance is a window whose officer has still to log in.
type entrance struct {
	*window
	seat *fakeSeat
	gate *Gate
}

func newEntrance(t testing.TB, lang string, size fyne.Size, waiting ...string) *entrance {
	t.Helper()
	w := newWindow(t, lang, size, waiting...)
	e := &entrance{window: w, seat: &fakeSeat{}}
	w.Session.Sits = func() string { return e.seat.sits.ID }
	e.gate = NewGate(w.screen, e.seat, func() fyne.Canvas { return w.canvas }, 10*time.Minute)
	w.Session.Changed, w.filed.Navigator.Changed = e.gate.Draw, e.gate.Draw
	win := test.NewTempWindow(t, e.gate.Box)
	win.SetPadded(false)
	win.Resize(size)
	w.canvas = win.Canvas()
	e.gate.Start()
	return e
}

// strike lets keys go down where the keyboard is now.
func (e *entrance) strike(names ...fyne.KeyName) {
	for _, name := range names {
		e.Clock = e.Clock.Add(5 * time.Second)
		stroke(e.canvas, name, e.gate.OnKey, e.gate.OnRepeatedKey)
	}
}

// stroke is one stroke of a key as Fyne tells of it: it goes down for whoever has the keyboard, and is typed for whoever has it then.
func stroke(canvas fyne.Canvas, name fyne.KeyName, down, typed func(*fyne.KeyEvent)) {
	key := &fyne.KeyEvent{Name: name}
	if field, ok := canvas.Focused().(desktop.Keyable); ok {
		field.KeyDown(key)
	} else {
		down(key)
	}
	if field := canvas.Focused(); field != nil {
		field.TypedKey(key)
	} else {
		typed(key)
	}
}

func (e *entrance) write(text string) {
	e.Helper()
	if e.canvas.Focused() == nil {
		e.Fatalf("nothing has the keyboard for %q", text)
	}
	for _, r := range text {
		e.canvas.Focused().TypedRune(r)
	}
}

// login types a name and a password from scratch.
func (e *entrance) login(id, password string) {
	e.Helper()
	e.gate.login.officer.SetText("")
	e.gate.login.wake()
	e.write(id)
	e.strike(fyne.KeyReturn)
	e.write(password)
	e.strike(fyne.KeyReturn)
}

func (e *entrance) wantOpen(when string, open bool) {
	e.Helper()
	if shut := e.gate.login.box.Visible(); shut == open || e.gate.open != open {
		e.Errorf("%s the desk is open: %v, and the login is shown: %v", when, e.gate.open, shut)
	}
}

func (e *entrance) wantNotice(part string) {
	e.Helper()
	e.gate.Draw()
	if got := e.gate.login.notice.Words(); !strings.Contains(got, part) || part == "" && got != "" {
		e.Errorf("the login says %q, want %q", got, part)
	}
}

func TestNothingIsDoneBeforeSomebodyLogsIn(t *testing.T) {
	e := newEntrance(t, "vi", usual, "A001")
	e.wantOpen("at first", false)
	e.strike(fyne.KeyF2, fyne.KeyF8)
	e.gate.OnScan(nguyet)
	e.gate.OnRune('k')
	e.WantWritten()
	if e.filed.Place != navigation.Queue {
		t.Error("a card was scanned at a desk where nobody sits")
	}
	e.login("lan", "right")
	e.wantOpen("after the login", true)
	if got := e.screen.header.officer.Words(); !strings.Contains(got, "Nguyễn Thị Lan") {
		t.Errorf("the header names %q", got)
	}
	e.strike(fyne.KeyF2)
	e.WantWritten("called A001")
}

func TestWhoWasLockedOutTypesOnlyThePassword(t *testing.T) {
	e := newEntrance(t, "vi", usual)
	e.login("lan", "right")
	e.Clock = e.Clock.Add(11 * time.Minute)
	e.gate.Draw()
	e.wantOpen("after eleven minutes", false)
	e.write("right")
	e.strike(fyne.KeyReturn)
	e.wantOpen("after one word", true)
}

func TestSentencesOfTheLogin(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		says string
	}{
		{"a wrong password", nil, "mật khẩu chưa đúng"},
		{"a technician", login.ErrMayNot, "không được giao phục vụ"},
		{"the first time, without central", login.ErrFirst, "cần có kết nối"},
		{"too often", login.WaitError{Wait: 90 * time.Second}, "1:30"},
		{"a broken disk", errors.New("disk"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := newEntrance(t, "vi", usual)
			e.seat.says = tt.err
			e.login("lan", "wrong")
			e.wantOpen("after it", false)
			if tt.says != "" {
				e.wantNotice(tt.says)
			}
			if e.gate.login.password.Text != "" || e.canvas.Focused() != e.gate.login.password {
				t.Error("the password is not asked for anew")
			}
		})
	}
	t.Run("no officers yet", func(t *testing.T) {
		e := newEntrance(t, "vi", usual)
		e.seat.meets = login.ErrNobody
		e.Clock = e.Clock.Add(2 * time.Minute)
		e.wantNotice("central officer add")
	})
}

func TestWaitIsCountedDown(t *testing.T) {
	e := newEntrance(t, "vi", usual)
	e.seat.wait = 30 * time.Second
	e.wantNotice("0:30")
	e.login("lan", "right")
	e.wantOpen("while it waits", false)
	e.seat.wait = 0
	e.wantNotice("")
	e.strike(fyne.KeyReturn) // what was typed meanwhile
	e.wantOpen("afterwards", true)
}

func TestCapsLockIsSaid(t *testing.T) {
	e := newEntrance(t, "vi", usual)
	password := e.gate.login.password
	type1 := func(shift bool, r rune) {
		if shift {
			password.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		}
		password.TypedRune(r)
		password.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	for _, tt := range []struct {
		name  string
		shift bool
		r     rune
		on    bool
	}{
		{"a small letter", false, 'a', false}, {"a capital by Shift", true, 'A', false},
		{"a capital without", false, 'A', true}, {"a digit tells nothing", false, '1', true},
		{"a small letter by Shift", true, 'đ', true}, {"a small letter again", false, 'đ', false},
	} {
		type1(tt.shift, tt.r)
		e.gate.Draw()
		if got := strings.Contains(e.gate.login.notice.Words(), "Caps Lock"); got != tt.on {
			t.Errorf("%s: says so %v, want %v", tt.name, got, tt.on)
		}
	}
}

func TestLockKeepsWhoIsServed(t *testing.T) {
	e := newEntrance(t, "vi", usual, "A001", "A002")
	e.login("lan", "right")
	e.strike(fyne.KeyF2, keyLock)
	e.wantOpen("after F12", false)
	e.WantAt("A001")
	if e.canvas.Focused() != fyne.Focusable(e.gate.login.officer) || e.gate.login.officer.Text != "" {
		t.Error("who sits down next has to take another's name away first")
	}
	if got := e.gate.login.serving.Words(); !strings.Contains(got, "A001") {
		t.Errorf("the login says of the person at the desk: %q", got)
	}
	e.strike(fyne.KeyF9)
	e.login("hoa", "right") // the next shift
	e.WantAt("A001")
	e.strike(fyne.KeyF9)
	e.WantWritten("called A001", "finished A001")
}

func TestDeskLocksItself(t *testing.T) {
	e := newEntrance(t, "vi", usual, "A001")
	e.login("lan", "right")
	for range 5 { // work is no absence
		e.Clock = e.Clock.Add(9 * time.Minute)
		e.strike(fyne.KeyF3)
		e.gate.Draw()
		e.wantOpen("at work", true)
	}
	e.Clock = e.Clock.Add(11 * time.Minute)
	e.gate.Draw()
	e.wantOpen("after eleven minutes", false)
	e.wantNotice("tự khóa")
	if e.seat.locked != 1 {
		t.Errorf("locked %d times", e.seat.locked)
	}
}

func TestWhoWasSentAwayIsTold(t *testing.T) {
	e := newEntrance(t, "vi", usual)
	e.login("lan", "right")
	e.seat.meets = login.ErrSentAway
	e.Clock = e.Clock.Add(2 * time.Minute)
	e.gate.Draw()
	e.wantOpen("without a session", false)
	e.wantNotice("Phiên làm việc đã hết")
}

func TestFormIsStillThereAfterALock(t *testing.T) {
	for name, tt := range map[string]struct {
		who  string
		open bool
	}{"the same officer goes on": {"lan", true}, "another one does not see it": {"hoa", false}} {
		t.Run(name, func(t *testing.T) {
			e := newEntrance(t, "vi", usual)
			e.login("lan", "right")
			e.screen.form.Ask("Lý do", []typed.Question{{Label: "counter.ask.reason"}}, func([]string) bool { return true })
			e.write("mất điện")
			e.strike(keyLock)
			e.wantOpen("after F12 in a form", false)
			e.login(tt.who, "right")
			if got := e.screen.form.Box.Visible(); got != tt.open {
				t.Errorf("the form is open: %v", got)
			}
			if tt.open && (e.screen.form.Rows[0].Field().Answer() != "mất điện" || e.canvas.Focused() != fyne.Focusable(e.screen.form.Rows[0].Field())) {
				t.Error("what was typed is gone, or the keyboard is elsewhere")
			}
		})
	}
}

func TestAnotherOfficerDoesNotSeeTheDossierOpened(t *testing.T) {
	e := newEntrance(t, "vi", usual)
	e.login("lan", "right")
	e.filed.Place = navigation.Dossier
	e.strike(keyLock)
	e.login("lan", "right")
	if e.filed.Place != navigation.Dossier {
		t.Error("the same officer has to look for it again")
	}
	e.strike(keyLock)
	e.login("hoa", "right")
	if e.filed.Place != navigation.Queue {
		t.Error("it was opened in another's name")
	}
}

// TestEveryLoginSits looks whether all that the login says has its place, and takes its pictures when asked.
func TestEveryLoginSits(t *testing.T) {
	for size, name := range map[fyne.Size]string{{Width: 1366, Height: 768}: "1366x768", {Width: 1920, Height: 1080}: "1920x1080", {Width: 1024, Height: 700}: "1024x700"} {
		for _, lang := range []string{"vi", "en"} {
			for what, set := range map[string]func(*entrance){
				"first":  func(e *entrance) {},
				"wrong":  func(e *entrance) { e.login("lan", "wrong"); e.gate.login.password.caps = true },
				"wait":   func(e *entrance) { e.gate.login.officer.SetText("lan"); e.seat.wait = 90 * time.Second },
				"nobody": func(e *entrance) { e.gate.login.told = "counter.login.nobody" },
				"offline": func(e *entrance) {
					e.Backend.Down = errors.New("cable")
					e.Look()
					e.gate.login.told = "counter.login.first"
				},
				"locked": func(e *entrance) {
					e.login("lan", "right")
					e.strike(fyne.KeyF2, keyLock)
				},
				"open": func(e *entrance) { e.login("lan", "right"); e.strike(fyne.KeyF2) },
			} {
				t.Run(strings.Join([]string{what, lang, name}, " "), func(t *testing.T) {
					e := newEntrance(t, lang, size, "A001", "A002")
					set(e)
					e.gate.Draw()
					wantFit(t, e.gate.Box)
					e.photograph("login " + what + " " + lang + " " + name)
				})
			}
		}
	}
}
