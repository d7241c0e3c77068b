package flow

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/health"
	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/kiosk/device"
	"motcua/kiosk/pin"
	"motcua/kiosk/settings"
	"motcua/kiosk/shell"
)

// PIN of the tests' technician.
const testPIN = "246810"

// overlayHarness is a kiosk for visitors with all that lies over its screens.
type overlayHarness struct {
	*harness
	overlays                 *shell.Overlays
	called, restarted, slips int
	spoken                   []string
	calls                    []hall.HelpCall
	power                    []bool
}

func mustOpenOverlays(t testing.TB, size fyne.Size, centre centre.Centre) *overlayHarness {
	t.Helper()
	w := &overlayHarness{harness: mustOpenKiosk(t, size, centre)}
	keeper := pin.New(filepath.Join(t.TempDir(), "technician.json"))
	if err := keeper.Set(testPIN); err != nil {
		t.Fatal(err)
	}
	w.overlays = &shell.Overlays{
		Context: t.Context(), Window: w.window.Window, Run: ui.Inline, Now: func() time.Time { return w.clock }, Say: w.speaker,
		Hours: settings.Hours{Open: 7 * 60, Close: 17*60 + 30}, Power: func(on bool) { w.power = append(w.power, on) },
		Tech: shell.Technician{
			Lock: keeper, Checks: someChecks(), Log: someLog().Last, Print: func() error { w.slips++; return nil }, Restart: func() { w.restarted++ },
		},
		Help: &shell.HelpCalls{
			Device: "kiosk-7", Open: func() []hall.HelpCall { return w.calls }, Now: func() time.Time { return w.clock },
			Call:  func() error { w.called++; return w.refuses },
			Voice: func(_ i18n.Localizer, text string) { w.spoken = append(w.spoken, text) },
		},
	}
	redraw := w.overlays.Redraw
	w.window.on = ui.OnHeader{
		Crest: w.overlays.OnCrest, Help: w.overlays.OnHelp,
		Eyes: func() { w.OnDisplay(ui.Large); redraw() }, Contrast: func() { w.OnDisplay(ui.Contrast); redraw() },
		Reach: func() { w.OnReach(); redraw() }, Language: func() { w.OnLanguage(); redraw() },
	}
	w.draw()
	return w
}

// pass lets seconds pass for both.
func (w *overlayHarness) pass(seconds int) {
	for range seconds {
		w.harness.pass(1)
		w.overlays.OnTick()
	}
}

// wake touches the sleeping kiosk.
func (w *overlayHarness) wake() {
	each(w.window.Seen().Content, func(o fyne.CanvasObject) {
		if patch, ok := o.(*ui.TapArea); ok {
			test.Tap(patch)
		}
	})
}

func someChecks() []health.Check {
	says := func(part string, state health.State, id string, args i18n.Args) health.Check {
		return health.Check{Part: part, Look: func(context.Context) health.Finding {
			return health.Finding{Part: part, State: state, Says: id, Args: args}
		}}
	}
	return []health.Check{
		health.Printer(func(context.Context) (drivers.Status, bool) { return drivers.PaperOut, true }),
		says("scanner", health.Broken, "health.scanner.gone", i18n.Args{"Device": "usb-Newland_NLS-FM430-if00"}),
		says("central", health.Broken, "health.central.gone", i18n.Args{"Address": "https://10.0.0.2:8686"}),
		says("clock", health.Broken, "health.clock.behind", i18n.Args{"Days": 36500, "Now": "09:00:00 23/11/2026"}),
		says("disk", health.Broken, "health.disk.full", i18n.Args{"Free": "0.1 GB", "Folder": "/var/lib/motcua/kiosk"}),
		says("settings", health.Broken, "health.settings.wrong", i18n.Args{"Error": "/etc/motcua/kiosk.toml:12: printer.profile: unknown printer"}),
		says("version", health.Good, "health.version.is", i18n.Args{"Program": "40bbb50a12", "Go": "go1.26", "Fyne": "v2.8.1"}),
	}
}

func someLog() *device.LogBuffer {
	l := &device.LogBuffer{}
	for _, line := range []string{
		`{"time":"2026-11-23T08:55:01Z","level":"INFO","msg":"printer","status":"paper_out"}`,
		`{"time":"2026-11-23T08:56:01Z","level":"DEBUG","msg":"screen"}`,
		`{"time":"2026-11-23T08:57:01Z","level":"WARN","msg":"central is gone","err":"Get \"https://10.0.0.2:8686/v1/bell\": dial tcp 10.0.0.2:8686: connect: no route to host"}`,
	} {
		_, _ = l.Write([]byte(line))
	}
	return l
}

// mustTouchCrest touches the crest so often.
func (w *overlayHarness) mustTouchCrest(t testing.TB, times int) {
	t.Helper()
	for range times {
		w.overlays.OnCrest(0)
	}
}

// mustKnock is the technician's gesture: three touches, and one that is held.
func (w *overlayHarness) mustKnock(t testing.TB) {
	t.Helper()
	w.mustTouchCrest(t, 3)
	w.clock = w.clock.Add(shell.CrestHold)
	w.overlays.OnCrest(shell.CrestHold)
}

func (w *overlayHarness) mustTypePIN(t testing.TB, pin string) {
	t.Helper()
	for _, digit := range pin {
		w.window.mustTap(t, "pin."+string(digit))
	}
	w.window.mustTap(t, "pin.open")
}

func TestTheTechnicianComesByGestureAndPIN(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	s := w.window
	w.mustKnock(t)
	s.mustShow(t, "pin")
	w.mustTypePIN(t, "111111")
	s.mustShow(t, "pin")
	if !s.says("Sai mã PIN.") {
		t.Error("nobody is told that the PIN is wrong")
	}
	w.mustTypePIN(t, testPIN)
	s.mustShow(t, "technician")
	if !s.says("Máy in: Hết giấy") {
		t.Error("the printer's state is not in words")
	}
	s.mustTap(t, "part.printer")
	s.mustTap(t, "tech.restart")
	if w.slips != 1 || w.restarted != 1 {
		t.Errorf("%d slips, %d restarts; want one of each", w.slips, w.restarted)
	}
	s.mustTap(t, "tech.log")
	s.mustShow(t, "technician.log")
	s.mustTap(t, "tech.close")
	s.mustShow(t, "home")
}

// TestAChildDoesNotComeUponThePINPad: neither by tapping as much as it likes, nor by leaning on the crest.
func TestAChildDoesNotComeUponThePINPad(t *testing.T) {
	for name, plays := range map[string]func(w *overlayHarness){
		"taps and taps": func(w *overlayHarness) { w.mustTouchCrest(t, 40) },
		"leans on it":   func(w *overlayHarness) { w.overlays.OnCrest(time.Minute) },
		"taps, and later leans on it": func(w *overlayHarness) {
			w.mustTouchCrest(t, 9)
			w.pass(10)
			w.overlays.OnCrest(shell.CrestHold)
		},
		"taps slowly": func(w *overlayHarness) {
			for range 5 {
				w.pass(2)
				w.overlays.OnCrest(0)
			}
			w.clock = w.clock.Add(shell.CrestHold)
			w.overlays.OnCrest(shell.CrestHold)
		},
		"holds too short": func(w *overlayHarness) {
			w.mustTouchCrest(t, 3)
			w.clock = w.clock.Add(shell.CrestHold)
			w.overlays.OnCrest(shell.CrestHold - time.Second)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := mustOpenOverlays(t, portrait, district())
			plays(w)
			w.window.mustShow(t, "home")
		})
	}
}

func TestGuessingThePINMustWait(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	w.mustKnock(t)
	for range 3 {
		w.mustTypePIN(t, "111111")
	}
	w.mustTypePIN(t, testPIN)
	w.window.mustShow(t, "pin")
	if !w.window.says("Sai nhiều lần. Thử lại sau 30 giây.") {
		t.Error("nobody is told to wait")
	}
	w.pass(30)
	w.mustTypePIN(t, testPIN)
	w.window.mustShow(t, "technician")
}

func TestAnAbandonedPINPadGoes(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	w.mustKnock(t)
	w.window.mustTap(t, "pin.1")
	w.pass(61)
	w.window.mustShow(t, "home")
}

func TestHelpExplainsReadsAndCalls(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	s := w.window
	s.mustTap(t, "find")
	s.mustTap(t, "help")
	s.mustShow(t, "help")
	s.mustTap(t, "listen")
	if len(w.spoken) != 1 || !strings.HasPrefix(w.spoken[0], "Gõ vài chữ") {
		t.Errorf("spoken %q", w.spoken)
	}
	s.mustTap(t, "call")
	if w.called != 1 || !s.says("Đã gọi cán bộ") {
		t.Errorf("%d calls", w.called)
	}
	w.calls = []hall.HelpCall{{Device: "kiosk-3"}, {Device: "kiosk-7", Coming: true}}
	w.pass(1)
	if !s.says("Cán bộ đang đến") {
		t.Error("nobody is told that help comes")
	}
	s.mustTap(t, "back")
	if s.mustShow(t, "finding"); !s.says("Đang đến") {
		t.Error("without the help's own screen nothing shows that somebody comes")
	}
	w.pass(121)
	if s.says("Đang đến") {
		t.Error("the next visitor is told that somebody comes")
	}
}

// TestACallIsSaidToBeHeardOnlyWhenItIs: while it is under way, and when nobody answers, no screen says that staff were called.
func TestACallIsSaidToBeHeardOnlyWhenItIs(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	s := w.window
	w.overlays.Run = w.delay
	s.mustTap(t, "help")
	s.mustTap(t, "call")
	if !s.says("Đang gọi cán bộ…") || s.shows("Đã gọi") {
		t.Error("a call that nobody has heard is called heard")
	}
	w.pass(11)
	if s.mustTap(t, "call"); w.called != 1 {
		t.Errorf("%d calls while one is under way", w.called)
	}
	w.overlays.Run = ui.Inline
	w.later[0]()
	if !s.says("Đã gọi cán bộ") {
		t.Error("a call that was heard is not called so")
	}
	w.refuses = errNoWay
	w.pass(11)
	s.mustTap(t, "call")
	if !s.says("Chưa gọi được") || !s.says("Xin mời đến bàn hướng dẫn.") || s.shows("Đã gọi") {
		t.Error("a call that did not go out is not called so")
	}
}

func TestAHelpThatDoesNotGoOutIsSaid(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	w.refuses = errNoWay
	w.window.mustTap(t, "help")
	w.window.mustTap(t, "call")
	if !w.window.says("Chưa gọi được") {
		t.Error("the citizen waits for nobody")
	}
}

func TestTheNextVisitorFindsNoHelpOfTheLast(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	w.window.mustTap(t, "number")
	w.window.mustTap(t, "service.A")
	w.window.mustTap(t, "help")
	w.pass(20)
	w.window.mustShow(t, "home")
}

func TestHelpFollowsTheLanguage(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	w.window.mustTap(t, "help")
	w.window.mustTap(t, "lang")
	if !w.window.says("Call a member of staff") {
		t.Error("the help does not speak English")
	}
}

// TestHelpNamesButtonsThatAreThere: what is easier to read and to reach already is not offered again.
func TestHelpNamesButtonsThatAreThere(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	s := w.window
	s.mustTap(t, "help")
	if !s.shows("“Chữ to”") || !s.shows("“Hạ thấp”") {
		t.Error("the help tells neither of large type nor of the lower screen")
	}
	s.mustTap(t, "eyes")
	s.mustTap(t, "reach")
	s.mustShow(t, "help")
	if s.shows("“Chữ to”") || s.shows("“Hạ thấp”") {
		t.Error("the help offers what is there already")
	}
}

func TestOutsideItsHoursTheKioskSleeps(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	w.clock = time.Date(2026, 11, 23, 17, 29, 30, 0, nine.Location())
	w.pass(70)
	w.window.mustShow(t, "night")
	if len(w.power) != 1 || w.power[0] {
		t.Errorf("panel's power %v; want off", w.power)
	}
	w.wake()
	w.window.mustShow(t, "home")
	w.pass(62)
	w.window.mustShow(t, "night")
	w.clock = time.Date(2026, 11, 24, 6, 59, 59, 0, nine.Location())
	w.pass(1)
	w.window.mustShow(t, "home")
	if !w.power[len(w.power)-1] {
		t.Error("the panel stays off at opening time")
	}
}

func TestNobodyIsSentToSleep(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	w.clock = time.Date(2026, 11, 23, 18, 0, 0, 0, nine.Location())
	w.window.mustTap(t, "number")
	w.window.mustTap(t, "service.A")
	w.pass(18)
	w.window.mustShow(t, "ticket")
}

func TestThePictureWanders(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	before := ui.Locate(w.window.Native, w.window.Targets()[0])
	w.pass(301)
	after := ui.Locate(w.window.Native, w.window.Targets()[0])
	if before == after {
		t.Error("after five minutes all still stands where it stood")
	}
}

// lookAtOverlays shows help, technician and night.
func (p *photographer) lookAtOverlays(size fyne.Size, look worn, lang string) {
	w := mustOpenOverlays(p.t, size, district())
	w.Lang = lang
	enter := func() {
		w.leave()
		w.visit.Wear(string(look.mode), w.clock)
		w.visit.Lower(look.low, w.clock)
		w.draw()
	}
	enter()
	s := w.window
	s.mustTap(p.t, "help")
	p.look(s, "31-help")
	s.mustTap(p.t, "call")
	p.look(s, "32-help-called")
	w.calls = []hall.HelpCall{{Device: "kiosk-7", Coming: true}}
	w.overlays.OnTick()
	p.look(s, "33-help-coming")
	s.mustTap(p.t, "back")
	w.calls = nil
	for _, screen := range slices.Sorted(maps.Keys(shell.Explained)) { // every explanation has its place
		w.overlays.Explain(screen)
		s.mustFit(p.t)
		w.overlays.Hide()
	}
	w.mustKnock(p.t)
	w.window.mustTap(p.t, "pin.1")
	p.look(s, "34-pin")
	s.mustTap(p.t, "pin.erase")
	for range 3 {
		w.mustTypePIN(p.t, "111111")
	}
	p.look(s, "35-pin-wait")
	w.clock = w.clock.Add(time.Minute)
	enter()
	w.overlays.OpenPanel()
	p.look(s, "36-technician")
	s.mustTap(p.t, "tech.log")
	p.look(s, "37-technician-log")
	s.mustTap(p.t, "tech.close")
	w.clock = time.Date(2026, 11, 23, 19, 12, 0, 0, nine.Location())
	enter()
	w.overlays.Sleep()
	p.look(s, "38-night")
}
