package screens

import (
	"errors"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"motcua/counter/desk"
	"motcua/counter/navigation"
	"motcua/counter/typed"
	"motcua/counter/widgets"
	"motcua/internal/hall"
	"motcua/internal/officer"
	"motcua/internal/queue"
)

// secret is a password as one types it.
const secret = "lanSongDay-2026"

// deskScreens are the screens and cards of a desk, each with how an officer comes to it.
func deskScreens() map[string]func(*hands) {
	all := maps.Clone(dossierScreens)
	all["queue"] = func(o *hands) { o.press(fyne.KeyF2) }
	all["transfer"] = func(o *hands) { o.press(fyne.KeyF2, fyne.KeyF7) }
	all["withdraw"] = func(o *hands) { o.birth(nguyet); o.press(keyWithdraw); o.type1("Không cần nữa") }
	all["a word half typed"] = func(o *hands) { o.press(keyIntake); o.write("khai") }
	all["help is called"] = func(o *hands) { o.screen.SeeHelp([]hall.HelpCall{{Device: "kiosk-1"}}) }
	return all
}

// type1 types into the field that has the keyboard.
func (o *hands) type1(text string) {
	for _, r := range text {
		o.canvas.Focused().TypedRune(r)
	}
}

// deskSeen is what of a desk can be changed from outside.
type deskSeen struct {
	place                navigation.Place
	written              int
	asked                int
	log                  string
	query, search, typed string
	form, transfer       bool
	status               int
	help                 string
}

func (e *entrance) seen() deskSeen {
	e.Helper()
	c, d := e.filed, e.screen
	s := deskSeen{place: c.Place, written: len(e.Backend.Written), asked: e.Backend.Asked, log: e.log(), search: c.Register.Text,
		form: d.form.Box.Visible(), transfer: d.transfer.box.Visible(), status: int(c.Page.Dossier.Status), help: d.help.device}
	if c.Intake.Current != nil {
		s.query = c.Intake.Current.Query
	}
	for _, row := range d.form.Rows {
		s.typed += row.Field().Answer() + "|"
	}
	return s
}

// log is all that the desk's journal has.
func (e *entrance) log() string {
	e.Helper()
	events, err := e.filed.journal.After(e.Context(), 0, 10000)
	if err != nil {
		e.Fatal(err)
	}
	var log strings.Builder
	for _, event := range events {
		log.WriteString(event.Kind + " " + event.Subject + " " + string(event.Body) + "\n")
	}
	return log.String()
}

// assault types, clicks, turns the wheel and scans.
func (e *entrance) assault() {
	typed := func(text string) {
		for _, r := range text {
			if field := e.canvas.Focused(); field != nil {
				field.TypedRune(r)
			} else {
				e.gate.OnRune(r)
			}
		}
	}
	typed(secret)
	e.strike(fyne.KeyReturn)
	for x := float32(20); x < usual.Width; x += 130 {
		for y := float32(20); y < usual.Height; y += 70 {
			at := fyne.NewPos(x, y)
			test.TapCanvas(e.canvas, at)
			test.Scroll(e.canvas, at, 0, -30)
			widgets.ClearOverlays(e.canvas)
		}
	}
	for _, key := range []fyne.KeyName{
		fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12,
		fyne.KeyInsert, fyne.KeyEscape, fyne.KeyReturn, fyne.KeyTab, fyne.KeyDown, fyne.KeyLeft, fyne.KeyBackspace, fyne.KeyPageDown, fyne.Key1, fyne.KeyReturn,
	} {
		e.strike(key)
		typed("1")
	}
	fyne.CurrentApp().Clipboard().SetContent(secret)
	if field, ok := e.canvas.Focused().(fyne.Shortcutable); ok {
		field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	}
	e.gate.OnScan(nguyet)
	e.gate.OnScan("000.00.00.H25-261123-6161")
	typed(nguyet)
	e.strike(fyne.KeyReturn)
}

// TestAMenuIsGoneUnderALock opens the menu of a field, which has a keyboard focus of its own.
func TestAMenuIsGoneUnderALock(t *testing.T) {
	e := newEntrance(t, "vi", usual)
	e.login("lan", "right")
	e.screen.form.Ask("Lý do", []typed.Question{{Label: "counter.ask.reason"}}, func([]string) bool { return true })
	e.screen.form.Rows[0].Line.TappedSecondary(&fyne.PointEvent{})
	if e.canvas.Overlays().Top() == nil {
		t.Fatal("no menu opened")
	}
	e.gate.lock("")
	if e.canvas.Overlays().Top() != nil || e.canvas.Focused() != fyne.Focusable(e.gate.login.officer) {
		t.Error("the menu lies over the locked desk, or has the keyboard")
	}
}

// TestAWordHalfScannedIsForgotten locks in the middle of a scan.
func TestAWordHalfScannedIsForgotten(t *testing.T) {
	e := newEntrance(t, "vi", usual)
	e.login("lan", "right")
	var pauses []func()
	e.screen.keyboard.After = func(_ time.Duration, f func()) { pauses = append(pauses, f) }
	for _, r := range nguyet {
		e.gate.OnRune(r)
	}
	e.gate.lock("")
	e.Clock = e.Clock.Add(time.Second)
	for _, pause := range pauses {
		pause()
	}
	if e.filed.Place != navigation.Queue || e.filed.Intake.Current != nil {
		t.Error("the scan was taken after the desk was locked")
	}
}

// TestAPasswordIsNotReadInTheNamesField plays the next officer, who finds the keyboard elsewhere than expected.
func TestAPasswordIsNotReadInTheNamesField(t *testing.T) {
	t.Run("name, Tab, password over another's name", func(t *testing.T) {
		e := newEntrance(t, "vi", usual)
		e.login("lan", "right")
		e.Clock = e.Clock.Add(11 * time.Minute)
		e.gate.Draw()
		e.write("hoa")
		e.strike(fyne.KeyTab)
		e.write(secret)
		if got := e.gate.login.officer.Text; got != "lan" {
			t.Errorf("the name's field reads %q", got)
		}
	})
	t.Run("the password first", func(t *testing.T) {
		e := newEntrance(t, "vi", usual)
		e.write(secret)
		if !e.gate.login.officer.Password {
			t.Error("it stands there in clear text")
		}
		e.wantNotice("không phải mật khẩu")
		e.strike(fyne.KeyReturn)
		e.write("hoa") // over what is marked
		if e.gate.login.officer.Text != "hoa" || e.gate.login.officer.Password {
			t.Errorf("the field has %q, hidden %v", e.gate.login.officer.Text, e.gate.login.officer.Password)
		}
	})
	t.Run("back to the name by Shift and Tab", func(t *testing.T) {
		e := newEntrance(t, "vi", usual)
		e.write("lann")
		e.strike(fyne.KeyTab)
		e.gate.login.password.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		e.strike(fyne.KeyTab)
		e.write("lan")
		if got := e.gate.login.officer.Text; got != "lan" {
			t.Errorf("the name is %q: what was there was not marked", got)
		}
	})
}

// TestCapsLockIsNotSaidOfShift lets Shift be released in another field than it went down in.
func TestCapsLockIsNotSaidOfShift(t *testing.T) {
	e := newEntrance(t, "vi", usual)
	l := e.gate.login
	l.officer.SetText("lan")
	e.strike(fyne.KeyReturn)
	l.password.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	e.strike(fyne.KeyTab) // to the name
	l.officer.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	e.strike(fyne.KeyTab)
	e.write("right")
	e.gate.Draw()
	if strings.Contains(l.notice.Words(), "Caps Lock") {
		t.Error("Caps Lock is said to be on")
	}
}

// TestAStepKeepsItsOfficer locks the desk while central is asked for the next person: the call is whose key it was, and not the next one's.
func TestAStepKeepsItsOfficer(t *testing.T) {
	e := newEntrance(t, "vi", usual, "A001")
	e.login("lan", "right")
	var answers []func()
	e.Session.Run = func(work, show func()) { answers = append(answers, func() { work(); show() }) }
	e.strike(fyne.KeyF2)
	e.gate.lock("")
	e.login("hoa", "right")
	for len(answers) > 0 {
		next := answers[0]
		answers = answers[1:]
		next()
	}
	if e.WantWritten("called A001"); e.Backend.By != "lan" {
		t.Errorf("A001 was called by %q", e.Backend.By)
	}
}

// TestALogbookTakesNothingFromNobody: below the screen too, a step needs its officer.
func TestALogbookTakesNothingFromNobody(t *testing.T) {
	book := mustRegister(t, mustCentral(t).URL, filepath.Join(t.TempDir(), "desk.db"))
	book.Officer = func() officer.Officer { return officer.Officer{} }
	if err := book.Write(t.Context(), desk.Step{Action: queue.Call, Ticket: queue.Ticket{ID: "a"}}); !errors.Is(err, officer.ErrNobody) {
		t.Errorf("a call: %v", err)
	}
	if err := book.Tell(t.Context(), hall.Conflict{Ticket: "a"}); !errors.Is(err, officer.ErrNobody) {
		t.Errorf("a conflict that was read: %v", err)
	}
	if events, err := book.Journal.After(t.Context(), 0, 10); err != nil || len(events) > 0 {
		t.Errorf("%d events were written, %v", len(events), err)
	}
}
