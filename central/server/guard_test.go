package server

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"motcua/central/admin"
	"motcua/central/ratelimit"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// asks are central's questions as each kind of device would put them about itself, and the kinds that may.
var asks = []struct {
	method, path, body string
	may                string
}{
	{"POST", uplink.PathTickets, `{}`, "kiosk"},
	{"POST", "/v1/counters/01/next", "", "counter"},
	{"POST", "/v1/counters/01/slip", `"A001"`, "counter"},
	{"POST", uplink.PathEvents + "?origin=SELF&incarnation=1", "[]", "kiosk counter rating centre"},
	{"GET", uplink.PathEvents + "?origin=SELF&incarnation=1&after=0", "", "kiosk counter rating centre"},
	{"GET", uplink.PathChanges + "?after=0", "", "centre"},
	{"GET", uplink.PathPartners, "", "centre"},
	{"GET", uplink.PathHall, "", "kiosk counter rating"},
	{"GET", uplink.PathSeals, "", "kiosk counter rating"},
	{"GET", uplink.PathErasures, "", "kiosk counter rating"},
	{"POST", uplink.PathCodes, `{}`, "counter"},
	{"POST", uplink.PathLookup, `{}`, "counter"},
	{"GET", "/v1/dossiers/none", "", "counter"},
	{"GET", "/v1/dossiers/none/stand", "", "counter"},
	{"POST", uplink.PathBook, `{}`, "counter"},
	{"POST", uplink.PathLogin, `no JSON`, "counter"},
	{"GET", uplink.PathOfficers, "", "counter"},
	{"POST", uplink.PathInquire, `{"codes":["none"]}`, "kiosk"},
	{"POST", uplink.PathServed, `{}`, "kiosk"},
	{"POST", uplink.PathCheckIn, `{"code":"NONE"}`, "kiosk"},
	{"GET", uplink.PathAppointments + "?day=2026-11-25", "", "counter"},
	{"POST", uplink.PathAppointments, `{"code":"AAAA2222"}`, "counter"},
	{"POST", uplink.PathGiveUp, `"AAAA2222"`, "counter"},
	{"POST", uplink.PathAdmit, `{"code":"AAAA2222"}`, "counter"},
	{"GET", "/v1/catalogue/none?from=0", "", "kiosk counter"},
}

func TestEachKindOfDeviceAsksItsOwn(t *testing.T) {
	c := mustRun(t, settingsOf(t, t.TempDir(), 1), func(c *Server) { c.guard.guesses = ratelimit.New(1000, 1000) })
	mustHire(t, c, "lan", officer.Clerk)
	atDesk := mustLogin(t, c, "lan").Session
	for _, ask := range asks {
		for _, device := range []string{"", "kiosk-1", "counter-01", "rating-01", "centre-ha-nam"} {
			kind, _, _ := strings.Cut(device, "-")
			t.Run(ask.method+" "+ask.path+" by "+device, func(t *testing.T) {
				w := as(t, c, device, ask.method, strings.ReplaceAll(ask.path, "SELF", device), ask.body, func(r *http.Request) {
					if device == desk {
						r.Header.Set(uplink.SessionHeader, atDesk)
					}
				})
				switch may := slices.Contains(strings.Fields(ask.may), kind); {
				case device == "" && w.Code != http.StatusUnauthorized, device != "" && !may && w.Code != http.StatusForbidden:
					t.Errorf("let in: %d %s", w.Code, w.Body)
				case may && (w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden):
					t.Errorf("refused: %d %s", w.Code, w.Body)
				case w.Code >= 400 && !strings.Contains(w.Body.String(), `"error":"`):
					t.Errorf("no sentence: %d %s", w.Code, w.Body)
				}
			})
		}
	}
	if len(asks)+1 != len(c.deviceRoutes()) { // the bell does not end
		t.Errorf("%d questions are tested, central answers %d", len(asks)+1, len(c.deviceRoutes()))
	}
}

func TestNoDeviceSpeaksForAnother(t *testing.T) {
	c := mustServe(t, t.TempDir(), 2)
	for _, tt := range []struct{ name, device, method, path, body string }{
		{"a kiosk takes a number as another", "kiosk-1", "POST", uplink.PathTickets, `{"id":"0190c5a0-0000-7000-8000-000000000001","service":"ho-tich","kiosk":2}`},
		{"a counter calls to another", "counter-01", "POST", "/v1/counters/02/next", ""},
		{"a counter calls a slip to another", "counter-01", "POST", "/v1/counters/02/slip", `"A001"`},
		{"a counter brings another's events", "counter-01", "POST", uplink.PathEvents + "?origin=counter-02&incarnation=1", "[]"},
		{"a kiosk brings central's", "kiosk-1", "POST", uplink.PathEvents + "?origin=central&incarnation=1", "[]"},
		{"a rating screen takes a desk's events", "rating-01", "GET", uplink.PathEvents + "?origin=counter-01&incarnation=1&after=0", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if w := as(t, c, tt.device, tt.method, tt.path, tt.body); w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), tt.device) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}

// TestADeviceBringsOnlyWhatItsKindDoes has each kind of device push what is another's to say.
func TestADeviceBringsOnlyWhatItsKindDoes(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	for _, tt := range []struct{ device, kind, may string }{
		{"kiosk-1", hall.KindIssued, "yes"}, {"kiosk-2", hall.KindRated, "yes"}, {"kiosk-3", "ticket.requested", "yes"}, {"kiosk-4", "slip.closed", "yes"},
		{"kiosk-5", hall.KindOf(queue.Cancel), "yes"}, {"kiosk-6", journal.KindBackwards, "yes"},
		{"kiosk-7", hall.KindOf(queue.Call), "no"}, {"kiosk-8", "dossier.received", "no"}, {"kiosk-9", roster.KindDeskOpened, "no"}, {"kiosk-10", "whatever", "no"},
		{"counter-01", hall.KindOf(queue.Finish), "yes"}, {"counter-02", "dossier.received", "yes"}, {"counter-03", roster.KindRead, "yes"},
		{"counter-04", registry.KindForgotten, "yes"}, {"counter-05", hall.KindRated, "no"}, {"counter-06", roster.KindAdded, "no"},
		{"counter-07", trust.KindEnrolled, "no"}, {"counter-08", registry.KindRelayed, "no"}, {"counter-09", journal.KindRestored, "no"},
		{"rating-01", hall.KindRated, "yes"}, {"rating-02", hall.KindHelp, "yes"}, {"rating-05", hall.KindHelpGivenUp, "yes"}, {"kiosk-11", hall.KindHelpGivenUp, "yes"}, {"counter-10", hall.KindHelpGivenUp, "no"}, {"rating-03", hall.KindIssued, "no"}, {"rating-04", "dossier.received", "no"},
	} {
		t.Run(tt.device+" "+tt.kind, func(t *testing.T) {
			link, j := mustLink(t, c, tt.device)
			err := j.Write(t.Context(), func(tx *journal.Tx) error {
				_, err := tx.Append(tt.kind, "s", struct{}{})
				if err == nil {
					_, err = tx.Append(hall.KindPrinter, "", hall.PrinterState{Status: "ready"}) // goes on behind it
				}
				return err
			})
			if err == nil {
				err = link.Flush(t.Context())
			}
			if err != nil {
				t.Fatal(err)
			}
			list, _, err := c.journal.Quarantine(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			notItsKind := len(list) > 0 && list[0].Event.Origin == tt.device && strings.Contains(list[0].Reason, "does not bring")
			if notItsKind == (tt.may == "yes") {
				t.Errorf("put aside: %+v", list)
			}
			devices, err := hall.Devices(t.Context(), c.journal.Reader(), c.now())
			if err != nil || !slices.ContainsFunc(devices, func(d hall.Device) bool { return d.Name == tt.device && d.Printer != nil }) {
				t.Errorf("what comes behind it is not heard: %+v, %v", devices, err)
			}
		})
	}
}

func TestStrangersSeeOnlyWhatIsPublic(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	for _, tt := range []struct {
		path   string
		status int
	}{
		{"/", http.StatusOK}, {"/board.json", http.StatusOK}, {pages.Path("hall.css"), http.StatusOK}, {"/t/nobody", http.StatusNotFound},
		{"/printers", http.StatusSeeOther}, {uplink.PathBell, http.StatusUnauthorized},
	} {
		w, r := httptest.NewRecorder(), httptest.NewRequest("GET", tt.path, nil)
		r.RemoteAddr = "10.0.0.9:40000"
		c.Handler().ServeHTTP(w, r)
		if w.Code != tt.status {
			t.Errorf("%s: %d, want %d", tt.path, w.Code, tt.status)
		}
	}
}

// TestTokenThatIsWorthNothing: a token is good until its device is revoked or enrolled anew, and for no longer than a moment after.
func TestTokenThatIsWorthNothing(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(t *testing.T, c *Server)
	}{
		{"the device was stolen and revoked", func(t *testing.T, c *Server) { mustRevoke(t, c, "counter-01") }},
		{"the device was enrolled anew on a new box", func(t *testing.T, c *Server) {
			if _, err := uplink.Enrol(t.Context(), c.Address(), "counter-01", mustInvite(t, c, "counter-01")); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var clock atomic.Int64 // seconds
			c := mustRun(t, settingsOf(t, t.TempDir(), 1), func(c *Server) { c.guard.now = func() time.Time { return time.Unix(clock.Load(), 0) } })
			old := mustEnrol(t, c, "counter-01")
			if _, err := old.Hall(t.Context()); err != nil {
				t.Fatal(err)
			}
			tt.end(t, c)
			clock.Add(int64(Believed / time.Second))
			_, err := old.Hall(t.Context())
			if refusal := (*uplink.Refusal)(nil); !errors.As(err, &refusal) || refusal.Status != http.StatusUnauthorized {
				t.Errorf("the old token is answered: %v", err)
			}
		})
	}
}

// TestWhatARevocationTells: the technician hears whether a device was let in, or had a code only, or is nobody.
func TestWhatARevocationTells(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	mustEnrol(t, c, "kiosk-1")
	code := mustInvite(t, c, "kiosk-7")
	for _, tt := range []struct{ device, says, fails string }{
		{"kiosk-1", "revoke: kiosk-1 is not let in any more; what was signed", ""},
		{"kiosk-7", "revoke: kiosk-7 was not enrolled; the code that was given out for it is good no more\n", ""},
		{"kiosk-7", "", "no such device was ever enrolled, and no code is out for it: kiosk-7"},
		{"kiosk-8", "", "no such device was ever enrolled, and no code is out for it: kiosk-8"},
	} {
		var says strings.Builder
		err := admin.Job{Call: program.Call{Say: i18n.In("en")}, Journal: c.journal, Now: c.now, Says: &says}.Do(t.Context(), "revoke", tt.device)
		if failed := err != nil; failed != (tt.fails != "") || failed && !strings.Contains(err.Error(), tt.fails) || !strings.HasPrefix(says.String(), tt.says) {
			t.Errorf("%s: said %q, %v", tt.device, says.String(), err)
		}
	}
	if _, err := uplink.Enrol(t.Context(), c.Address(), "kiosk-7", code); err == nil {
		t.Error("kiosk-7 is enrolled by a code that was taken back")
	}
}

func mustRevoke(t testing.TB, c *Server, name string) {
	t.Helper()
	d, err := trust.ParseDevice(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.journal.Write(t.Context(), func(tx *journal.Tx) error { _, err := trust.Revoke(tx, d); return err }); err != nil {
		t.Fatal(err)
	}
}

func TestTokensOutliveCentral(t *testing.T) {
	data := t.TempDir()
	mustEnrol(t, mustServe(t, data, 1), "kiosk-1")
	if _, err := mustEnrol(t, mustServe(t, data, 1), "kiosk-1").Hall(t.Context()); err != nil { // the same token at the second
		t.Error(err)
	}
}

// TestDeviceLearnsHowItStands enrols a device while it runs, and revokes it while it listens.
func TestDeviceLearnsHowItStands(t *testing.T) {
	var clock atomic.Int64 // seconds
	c := mustRun(t, settingsOf(t, t.TempDir(), 1), func(c *Server) { c.guard.now = func() time.Time { return time.Unix(clock.Load(), 0) } })
	folder := t.TempDir()
	j, err := journal.Open(filepath.Join(folder, "kiosk.db"), "kiosk-1", time.Now, journal.Join())
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	changed := make(chan struct{}, 100)
	link, err := uplink.NewLink(t.Context(), uplink.Enrolled(c.Address(), folder, "kiosk-1", time.Now), j, func() { changed <- struct{}{} })
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { link.Run(ctx); close(ended) }()
	defer func() { stop(); <-ended }()
	until := func(standing uplink.TrustState, online bool) {
		t.Helper()
		for {
			if _, on := link.View(); on == online && link.Standing() == standing {
				return
			}
			await(t, changed)
		}
	}
	until(uplink.NotEnrolled, false)
	if err := uplink.EnrolDevice(t.Context(), c.Address(), folder, "kiosk-1", mustInvite(t, c, "kiosk-1"), i18n.In("en"), io.Discard); err != nil {
		t.Fatal(err)
	}
	until(uplink.Trusted, true)
	clock.Add(int64(Believed / time.Second))
	mustRevoke(t, c, "kiosk-1")
	until(uplink.Refused, false)
	file, err := os.Stat(filepath.Join(folder, "credential.json"))
	if err != nil || file.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v; the credential is for its owner only", file, err)
	}
}

func TestCredentialOfAnotherDeviceIsNone(t *testing.T) {
	c, folder := mustServe(t, t.TempDir(), 1), t.TempDir()
	if err := uplink.EnrolDevice(t.Context(), c.Address(), folder, "kiosk-1", mustInvite(t, c, "kiosk-1"), i18n.In("en"), io.Discard); err != nil {
		t.Fatal(err)
	}
	if _, err := uplink.Enrolled(c.Address(), folder, "kiosk-2", time.Now).Hall(t.Context()); !errors.Is(err, uplink.ErrNotEnrolled) {
		t.Errorf("kiosk 2 asks as kiosk 1: %v", err)
	}
}

func TestWhyACodeIsNotTakenIsSaidPlainly(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	enrol := func(address, code string) error {
		return uplink.EnrolDevice(t.Context(), address, t.TempDir(), "kiosk-1", code, i18n.In("vi"), io.Discard)
	}
	used := mustInvite(t, c, "kiosk-1")
	if err := enrol(c.Address(), used); err != nil {
		t.Fatal(err)
	}
	good := mustInvite(t, c, "kiosk-1")
	slip := "A"
	if good[0] == 'A' {
		slip = "B"
	}
	for _, tt := range []struct{ name, address, code, says string }{
		{"a word", c.Address(), "xin-chao", "không phải mã đăng ký"},
		{"a letter too few", c.Address(), good[1:], "16 chữ và số"},
		{"a slip of the finger", c.Address(), slip + good[1:], "so lại từng ký tự"},
		{"used before", c.Address(), used, "mã đã dùng"},
		{"nobody there", "https://127.0.0.1:1", good, "Không kết nối được"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := enrol(tt.address, tt.code); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("says %v, want %q", err, tt.says)
			}
		})
	}
}
