//go:build !race

package screens

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"motcua/assets"
	"motcua/counter/calls/callstest"
	"motcua/counter/desk"
	"motcua/counter/settings"
	"motcua/drivers"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui/uitest"
	"motcua/internal/uplink"
)

// TestDossierScreensFit looks for words that are cut off on every screen of the dossiers.
func TestDossierScreensFit(t *testing.T) {
	sizes := []fyne.Size{settings.LeastWindow, usual, fyne.NewSize(1920, 1080)}
	if *album != "" {
		sizes = []fyne.Size{settings.LeastWindow, fyne.NewSize(1366, 768), fyne.NewSize(1920, 1080)}
	}
	for _, size := range sizes {
		for _, lang := range i18n.Languages() {
			if lang != i18n.Vietnamese && size != settings.LeastWindow && *album == "" {
				continue // the tightest window shows what does not fit
			}
			for name, reach := range dossierScreens {
				t.Run(fmt.Sprintf("%s/%gx%g/%s", lang, size.Width, size.Height, name), func(t *testing.T) {
					o := newOfficer(t, lang, size)
					reach(o)
					o.screen.draw()
					wantFit(t, o.screen.box)
					o.photograph(fmt.Sprintf("%s-%gx%g-%s", strings.ReplaceAll(name, " ", "-"), size.Width, size.Height, lang))
				})
			}
		}
	}
}

func TestAppointmentScreensFit(t *testing.T) {
	screens := map[string]func(*hands, *fakeAppointments){
		"queue":        func(o *hands, _ *fakeAppointments) { o.press(fyne.KeyF2) },
		"appointments": func(o *hands, _ *fakeAppointments) { o.press(keyAppointments, fyne.KeyDown, fyne.KeyDown) },
		"empty":        func(o *hands, _ *fakeAppointments) { o.press(keyAppointments, fyne.KeyRight) },
		"new":          func(o *hands, _ *fakeAppointments) { o.press(keyAppointments); o.scan(nguyet) },
		"full": func(o *hands, f *fakeAppointments) {
			o.press(keyAppointments)
			o.scan(nguyet)
			f.no = &uplink.Refusal{Reason: uplink.SlotClosed}
			o.fill("A", "25/11/2026", "9:30", "")
		},
		"made": func(o *hands, _ *fakeAppointments) {
			o.press(keyAppointments, fyne.KeyReturn)
			o.fill("A", "23/11/2026", "9:30", "")
		},
		"no paper": func(o *hands, _ *fakeAppointments) {
			o.filed.printerIs = drivers.PaperOut
			o.press(keyAppointments, fyne.KeyReturn)
			o.fill("A", "23/11/2026", "9:30", "")
		},
		"move":    func(o *hands, _ *fakeAppointments) { o.press(keyAppointments, fyne.KeyDown, fyne.KeyDown, keyMove) },
		"sure":    func(o *hands, _ *fakeAppointments) { o.press(keyAppointments, fyne.KeyDown, fyne.KeyDown, keyCancel) },
		"offline": func(o *hands, f *fakeAppointments) { f.no = errors.New("gone"); o.press(keyAppointments) },
		"revoked": func(o *hands, f *fakeAppointments) { f.no = &uplink.Refusal{Status: 401}; o.press(keyAppointments) },
		"unsure": func(o *hands, f *fakeAppointments) {
			o.press(keyAppointments, fyne.KeyReturn)
			f.lost = true
			o.fill("A", "25/11/2026", "9:30", "")
		},
		"no session": func(o *hands, f *fakeAppointments) {
			f.no = &uplink.Refusal{Reason: uplink.NoSession}
			o.press(keyAppointments)
		},
	}
	for _, size := range []fyne.Size{settings.LeastWindow, usual, fyne.NewSize(1920, 1080)} {
		for _, lang := range i18n.Languages() {
			for name, reach := range screens {
				t.Run(fmt.Sprintf("%s/%gx%g/%s", lang, size.Width, size.Height, name), func(t *testing.T) {
					o, f := newAppointmentsOfficer(t, lang, size)
					reach(o, f)
					o.screen.draw()
					wantFit(t, o.screen.box)
					o.photograph(fmt.Sprintf("diary-%s-%gx%g-%s", strings.ReplaceAll(name, " ", "-"), size.Width, size.Height, lang))
				})
			}
		}
	}
}

// TestEverythingFits looks for words that are cut off, in every state, at every size, in every language.
func TestEverythingFits(t *testing.T) {
	states := map[string]func(*window){
		"nobody called":   func(*window) {},
		"called":          func(w *window) { w.strike(fyne.KeyF2) },
		"finish and call": func(w *window) { w.strike(fyne.KeyF2, fyne.KeyF10) },
		"closed key":      func(w *window) { w.strike(fyne.KeyF2, fyne.KeyF2) },
		"transfer":        func(w *window) { w.strike(fyne.KeyF2, fyne.KeyF7) },
		"unknown counter": func(w *window) {
			w.Session.Desk = desk.New("99", nil)
			w.Look()
			w.strike(fyne.KeyF2)
		},
		"conflict": func(w *window) {
			v, _ := w.Backend.Hall(w.Context())
			v.Desks[0].Conflicts = []hall.Conflict{{Ticket: "t1", Number: "AA7005", Turn: 1, Did: queue.Call, Stands: "03", There: queue.Finish}}
			w.See(v, true)
		},
		"not enrolled": func(w *window) { w.stands(uplink.NotEnrolled, uplink.ErrNotEnrolled) },
		"revoked":      func(w *window) { w.stands(uplink.Refused, &uplink.Refusal{Status: http.StatusUnauthorized}) },
		"strange":      func(w *window) { w.stands(uplink.WrongServer, uplink.ErrStranger) },
		"why, class":   func(w *window) { w.calledFor(queue.Why{Reason: queue.HeadStart}) },
		"why, passed":  func(w *window) { w.calledFor(queue.Why{Reason: queue.LetPass, After: 3}) },
		"why, again":   func(w *window) { w.calledFor(queue.Why{Reason: queue.SteppedBack, From: "03"}) },
		"why, slot":    func(w *window) { w.calledFor(queue.Why{Reason: queue.BySlot}) },
		"offline":      func(w *window) { w.Backend.Down = errors.New("gone"); w.Look(); w.strike(fyne.KeyF2) },
		"offline, empty": func(w *window) {
			w.Backend.Line = nil
			w.Look()
			w.Backend.Down = errors.New("gone")
			w.Look()
			w.strike(fyne.KeyF2)
		},
	}
	for _, size := range []fyne.Size{settings.LeastWindow, usual, fyne.NewSize(1920, 1080)} {
		for _, lang := range i18n.Languages() {
			for name, reach := range states {
				t.Run(fmt.Sprintf("%s/%gx%g/%s", lang, size.Width, size.Height, name), func(t *testing.T) {
					w := newWindow(t, lang, size, "A001", "AA7002", "A003", "A004", "A005", "A006", "A007", "A008", "A009", "A010", "A011", "A012")
					reach(w)
					wantFit(t, w.screen.box)
					w.photograph(fmt.Sprintf("desk-%s-%gx%g-%s", strings.ReplaceAll(name, " ", "-"), size.Width, size.Height, lang))
				})
			}
		}
	}
}

// TestEverySentenceFits puts each sentence that the desk may say where it is read, at the smallest size.
func TestEverySentenceFits(t *testing.T) {
	args := i18n.Args{
		"Number": "AA7005", "Present": "AA7002", "Counter": "05", "Stands": "03", "Behind": 3, "Times": 12, "Was": "AA7002", "Day": "25/11/2026",
		"Service": callstest.Centre.Services[1].Name.In(i18n.Vietnamese), "Standing": "Máy này chưa đăng ký với máy chủ",
	}
	raw, err := assets.Translations.ReadFile("translations/vi.json")
	if err != nil {
		t.Fatal(err)
	}
	var sentences map[string]string
	if err := json.Unmarshal(raw, &sentences); err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`^counter\.(closed\.\w+\.why|(failed|slip|central|done)\.\w+)$`)
	ids := slices.DeleteFunc(slices.Sorted(maps.Keys(sentences)), func(id string) bool { return !said.MatchString(id) })
	if len(ids) == 0 {
		t.Fatal("no sentence of the desk's was found")
	}
	for _, lang := range i18n.Languages() {
		for _, id := range ids {
			t.Run(lang+"/"+id, func(t *testing.T) {
				w := newWindow(t, lang, settings.LeastWindow, "A001", "AA7002")
				w.Session.Warn(id, args)
				w.screen.draw()
				wantFit(t, w.screen.box)
			})
		}
	}
}

// TestALockedDeskDoesNotAct locks each screen and card of the desk, by F12 and by itself, a minute after Fyne last drew the login, and then does
// all that one can do to a window: nothing reaches the desk, and nothing is written.
func TestALockedDeskDoesNotAct(t *testing.T) {
	screens := deskScreens()
	for _, name := range slices.Sorted(maps.Keys(screens)) {
		for how, lock := range map[string]func(*entrance){
			"F12":  func(e *entrance) { e.strike(keyLock) },
			"idle": func(e *entrance) { e.Clock = e.Clock.Add(11 * time.Minute); e.gate.Draw() },
		} {
			t.Run(name+"/"+how, func(t *testing.T) {
				e := newEntrance(t, "vi", usual, "A001", "A002")
				e.login("lan", "right")
				screens[name](&hands{window: e.window})
				e.gate.touch()
				uitest.ForgetRenderers(t)
				lock(e)
				e.wantOpen("after the lock", false)
				before := e.seen()
				e.assault()
				e.wantOpen("after all that", false)
				if after := e.seen(); after != before {
					t.Errorf("the locked desk was\n%+v\nand is\n%+v", before, after)
				}
				if log := e.log(); strings.Contains(log, secret) {
					t.Error("the password is in the journal")
				}
			})
		}
	}
}

// TestEveryDeskScreenOutlivesItsRenderers draws each screen, and again after Fyne has forgotten how.
func TestEveryDeskScreenOutlivesItsRenderers(t *testing.T) {
	screens := deskScreens()
	for _, name := range slices.Sorted(maps.Keys(screens)) {
		t.Run(name, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			screens[name](o)
			o.screen.draw()
			uitest.MustOutlive(t, name, o.canvas)
		})
	}
	t.Run("appointments", func(t *testing.T) {
		o, _ := newAppointmentsOfficer(t, "vi", usual)
		o.press(keyAppointments)
		uitest.MustOutlive(t, "appointments", o.canvas)
	})
	t.Run("login", func(t *testing.T) {
		e := newEntrance(t, "vi", usual, "A001")
		e.login("lan", "right")
		e.strike(fyne.KeyF2, keyLock)
		uitest.MustOutlive(t, "login", e.canvas)
	})
}
