package server

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/creack/pty"
	"github.com/google/uuid"
	"golang.org/x/sys/unix"

	"motcua/central/admin"
	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/program"
	"motcua/internal/roster"
	"motcua/internal/uplink"
)

const password = "mưa rào tháng sáu"

// verifier is the password's, and cheap: what a real one costs is internal/officer's to test.
var verifier = sync.OnceValues(func() (officer.Verifier, error) {
	v, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	return officer.Verifier(v), err
})

// mustHire makes somebody an officer.
func mustHire(t testing.TB, c *Server, id string, roles ...officer.Role) {
	t.Helper()
	v, err := verifier()
	if err == nil {
		err = c.journal.Write(t.Context(), func(tx *journal.Tx) error {
			return roster.Add(tx, roster.Console, officer.Officer{ID: id, Name: "Cán bộ " + id, Roles: roles}, v)
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// mustLogin logs somebody in at the first counter.
func mustLogin(t testing.TB, c *Server, id string) uplink.Client {
	t.Helper()
	client := mustEnrol(t, c, desk)
	s, err := client.Login(t.Context(), uplink.Credentials{Officer: id, Password: password})
	if err != nil {
		t.Fatal(err)
	}
	client.Session = s.Token
	return client
}

// mustBrowse logs somebody in in a browser and gives the cookie.
func mustBrowse(t testing.TB, c *Server, id string) (cookie string) {
	t.Helper()
	s, err := c.sessions.enter(t.Context(), uplink.Credentials{Officer: id, Password: password}, "10.0.0.9")
	if err != nil {
		t.Fatal(err)
	}
	return s.Token
}

// desk is the counter at which officers of tests sit.
const desk = "counter-01"

// asked is the status of a request that the desk makes in the name of a session, or a browser with its cookie.
func asked(t testing.TB, c *Server, session, method, path, body string) int {
	t.Helper()
	return answered(t, c, session, method, path, body).Code
}

func answered(t testing.TB, c *Server, session, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	return as(t, c, desk, method, path, body, func(r *http.Request) {
		r.Header.Set(uplink.SessionHeader, session)
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: session})
	})
}

// requests are what officers ask of central, with the act each is.
var requests = []struct {
	name, method, path, body string
	act                      officer.Act
	page                     bool
}{
	{"call the next", "POST", "/v1/counters/01/next", "", officer.Serve, false},
	{"a dossier's code", "POST", uplink.PathCodes, `{"id":"` + uuid.NewString() + `","agency":"000.00.00.H25"}`, officer.Serve, false},
	{"look into the register", "POST", uplink.PathLookup, `{"text":"anh nguyet"}`, officer.ReadDossiers, false},
	{"open a dossier", "GET", "/v1/dossiers/none", "", officer.ReadDossiers, false},
	{"read the register of a month", "POST", uplink.PathBook, `{}`, officer.ReadDossiers, false},
	{"see a day's appointments", "GET", uplink.PathAppointments + "?day=2026-11-25", "", officer.Appoint, false},
	{"make an appointment", "POST", uplink.PathAppointments, `{"code":"AAAA2222"}`, officer.Appoint, false},
	{"cancel an appointment", "POST", uplink.PathGiveUp, `"AAAA2222"`, officer.Appoint, false},
	{"check somebody in", "POST", uplink.PathAdmit, `{"code":"AAAA2222"}`, officer.Appoint, false},
	{"printers", "GET", "/printers", "", officer.SeePrinters, true},
	{"who read what", "GET", "/acts", "", officer.SeeActs, true},
	{"what people ask", "GET", "/asked", "", officer.SeeAsked, true},
	{"lines for the dictionary", "GET", "/asked/loi-dan.tsv", "", officer.SeeAsked, true},
	{"what became of appointments", "GET", "/appointments", "", officer.SeeCentres, true},
	{"what the centre is made of", "GET", "/settings", "", officer.SeeSettings, true},
	{"a sheet of it", "GET", "/settings/lines", "", officer.SeeSettings, true},
	{"a change of the hours", "POST", "/settings/hours", "", officer.SteerDay, true},
	{"a change of the lines", "POST", "/settings/lines", "", officer.Steer, true},
	{"who has changed what", "GET", "/changes", "", officer.SeeSettings, true},
	{"the same as a file", "GET", "/changes.csv", "", officer.SeeSettings, true},
	{"the centres of the province", "GET", "/province", "", officer.SeeCentres, true},
}

func TestWhatEachRoleMayAtCentral(t *testing.T) {
	settings := settingsOf(t, t.TempDir(), 1)
	settings.Centres = []centre.Partner{{ID: "ha-nam", Name: "Trung tâm tỉnh"}}
	settings.Centre.Appointments.Taken, settings.Centre.Codes = true, "{agency}-{yymmdd}-{serial}"
	c := mustRun(t, settings)
	for _, role := range officer.Roles() {
		mustHire(t, c, string(role), role)
		sessions := map[bool]string{false: mustLogin(t, c, string(role)).Session, true: mustBrowse(t, c, string(role))}
		for _, r := range requests {
			status := asked(t, c, sessions[r.page], r.method, r.path, r.body)
			if allowed := status != http.StatusForbidden; allowed != role.May(r.act) {
				t.Errorf("%s asks to %s and is answered %d", role, r.name, status)
			}
		}
	}
	for _, r := range requests {
		want := http.StatusForbidden
		if r.page {
			want = http.StatusSeeOther // to the login
		}
		for name, session := range map[string]string{"nobody": "", "a guess": "AAAA"} {
			if status := asked(t, c, session, r.method, r.path, r.body); status != want {
				t.Errorf("%s asks to %s and is answered %d, want %d", name, r.name, status, want)
			}
		}
	}
}

func TestBeforeTheFirstOfficer(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	if all, err := mustEnrol(t, c, desk).Officers(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("a counter is told of %v, %v", all, err)
	}
	for path, want := range map[string]int{uplink.PathLookup: 403, "/v1/counters/01/next": 204} {
		if status := asked(t, c, "", "POST", path, "{}"); status != want {
			t.Errorf("%s is answered %d, want %d", path, status, want)
		}
	}
	if w := as(t, c, "", "GET", "/login", ""); !strings.Contains(w.Body.String(), "central officer add") {
		t.Error("the login page does not say how to make the first officer")
	}
}

func TestLogin(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	mustHire(t, c, "lan", officer.Clerk)
	mustHire(t, c, "minh", officer.Admin)
	for _, tt := range []struct {
		name string
		who  uplink.Credentials
		want int
	}{
		{"as it should be", uplink.Credentials{Officer: "lan", Password: password}, 200},
		{"a capital and a space", uplink.Credentials{Officer: " Lan ", Password: password}, 200},
		{"a wrong password", uplink.Credentials{Officer: "lan", Password: "wrong"}, 403},
		{"no password", uplink.Credentials{Officer: "lan"}, 403},
		{"a name that nobody has", uplink.Credentials{Officer: "nobody", Password: password}, 403},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := mustEnrol(t, c, desk).Login(t.Context(), tt.who)
			switch {
			case tt.want == 200 && (err != nil || s.Officer.ID != "lan" || s.Token == "" || !s.Until.After(time.Now())):
				t.Errorf("%+v, %v", s, err)
			case tt.want != 200 && !uplink.IsRefused(err, uplink.WrongLogin):
				t.Errorf("%v, want %d", err, tt.want)
			}
		})
	}
	t.Run("no body", func(t *testing.T) {
		if status := asked(t, c, "", "POST", uplink.PathLogin, "lan"); status != 400 {
			t.Errorf("answered %d", status)
		}
	})
}

// TestStrangersLockNobodyOut: who guesses an officer's password in a browser waits there; at her counter she is let in.
func TestStrangersLockNobodyOut(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	mustHire(t, c, "lan", officer.Clerk)
	for range 2 * officer.PerOfficer.Free {
		_, err := c.sessions.enter(t.Context(), uplink.Credentials{Officer: "lan", Password: "guess"}, "10.0.0.9")
		if waiting := (waitError{}); err == nil || !errors.Is(err, errWrong) && !errors.As(err, &waiting) {
			t.Fatal(err)
		}
	}
	if _, err := c.sessions.enter(t.Context(), uplink.Credentials{Officer: "lan", Password: password}, "10.0.0.9"); !errors.As(err, &waitError{}) {
		t.Errorf("who guesses does not wait: %v", err)
	}
	if _, err := c.sessions.enter(t.Context(), uplink.Credentials{Officer: "lan", Password: password}, "10.0.0.10"); err != nil {
		t.Errorf("in her own browser: %v", err)
	}
	mustLogin(t, c, "lan")
}

// TestAKnownDeskPassesByAllWhoGuess: its login waits for no browser's.
func TestAKnownDeskPassesByAllWhoGuess(t *testing.T) {
	l := newLanes()
	for i := range 40 {
		go func() { _, _ = l.enter(t.Context(), fmt.Sprintf("10.0.0.%d", i)) }() // and none of them leaves
	}
	leave, err := l.enter(t.Context(), "counter-05")
	if err != nil {
		t.Fatal(err)
	}
	leave()
}

func TestWhoGuessesWaits(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	mustHire(t, c, "lan", officer.Clerk)
	client := mustEnrol(t, c, desk)
	var guessing sync.WaitGroup
	statuses := make(chan error, 12)
	for range 12 { // at once: each is counted
		guessing.Go(func() {
			_, err := client.Login(t.Context(), uplink.Credentials{Officer: "lan", Password: "guess"})
			statuses <- err
		})
	}
	guessing.Wait()
	close(statuses)
	count := map[bool]int{}
	for err := range statuses {
		count[uplink.IsRefused(err, uplink.WrongLogin)]++
	}
	if count[true] != int(officer.PerOfficer.Free) {
		t.Errorf("%d of 12 guesses were looked at, want %d", count[true], int(officer.PerOfficer.Free))
	}
	_, err := client.Login(t.Context(), uplink.Credentials{Officer: "lan", Password: password})
	if refusal, ok := err.(*uplink.Refusal); !ok || refusal.Status != http.StatusTooManyRequests || refusal.Wait < 1 || refusal.Wait > 30 {
		t.Errorf("the right password, too early: %v", err)
	}
	v, err := verifier()
	if err == nil {
		err = c.journal.Write(t.Context(), func(tx *journal.Tx) error { return roster.SetPassword(tx, roster.Console, "lan", v) })
	}
	if err != nil {
		t.Fatal(err)
	}
	mustLogin(t, c, "lan") // an administrator lets in whoever is locked out
}

func TestRemovedOfficerIsOutAtOnce(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	mustHire(t, c, "lan", officer.Clerk)
	mustHire(t, c, "hoa", officer.Clerk)
	session := mustLogin(t, c, "lan").Session
	if err := c.journal.Write(t.Context(), func(tx *journal.Tx) error { return roster.Remove(tx, roster.Console, "lan") }); err != nil {
		t.Fatal(err)
	}
	if status := asked(t, c, session, "POST", "/v1/counters/01/next", ""); status != http.StatusForbidden {
		t.Errorf("her session calls the next: %d", status)
	}
	if _, err := mustEnrol(t, c, desk).Login(t.Context(), uplink.Credentials{Officer: "lan", Password: password}); !uplink.IsRefused(err, uplink.WrongLogin) {
		t.Errorf("she logs in: %v", err)
	}
}

func TestVerifiersGoToCountersOnly(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	mustHire(t, c, "lan", officer.Clerk)
	mustHire(t, c, "minh", officer.Admin)
	all, err := mustLogin(t, c, "lan").Officers(t.Context())
	if err != nil || len(all) != 1 || all[0].ID != "lan" {
		t.Fatalf("a counter is told of %+v, %v", all, err)
	}
	if right, err := all[0].Verifier.Matches(password); !right || err != nil {
		t.Errorf("without central she is not let in: %v", err)
	}
	own, life := c.journal.Name()
	for _, path := range []string{uplink.PathChanges + "?after=0", fmt.Sprintf("%s?origin=%s&incarnation=%d&after=0", uplink.PathEvents, own, life)} {
		w := as(t, c, "centre-x", "GET", path, "")
		if body := w.Body.String(); strings.Contains(body, "argon2id") || tokenHash.MatchString(body) {
			t.Errorf("%s tells a verifier", path)
		}
	}
}

// tokenHash is the hash of a session's token as JSON has it; an event's own is in base 64.
var tokenHash = regexp.MustCompile(`"hash":"[0-9a-f]{64}"`)

func TestEveryReadingIsWrittenDown(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	mustHire(t, c, "lan", officer.Clerk)
	lan := mustLogin(t, c, "lan").Session
	id := mustReceive(t, c, "Nguyễn Thị Ánh Nguyệt")
	for _, text := range []string{"a", "an", "anh nguyet"} {
		asked(t, c, lan, "POST", uplink.PathLookup, fmt.Sprintf(`{"text":%q}`, text))
	}
	asked(t, c, lan, "GET", "/v1/dossiers/"+id, "")
	events, err := c.journal.After(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range events {
		if !strings.HasPrefix(e.Kind, "read.") {
			continue
		}
		var r roster.Reading
		if err := e.Read(&r); err != nil || r.Officer != "lan" {
			t.Errorf("%+v, %v", r, err)
		}
		got = append(got, e.Kind+" "+e.Subject+" "+r.Code)
		if bytes.Contains(bytes.ToLower(e.Body), []byte("nguy")) {
			t.Errorf("%s tells whom: %s", e.Kind, e.Body)
		}
	}
	want := []string{"read.register  ", "read.dossier " + id + " 000.00.00.H25-261123-0001"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("written down: %q, want %q", got, want)
	}
}

// mustReceive lets a desk push a dossier.
func mustReceive(t testing.TB, c *Server, owner string) (id string) {
	t.Helper()
	id = uuid.NewString()
	link, j := mustLink(t, c, desk)
	err := j.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := tx.Append("dossier.received", id, map[string]any{
			"officer": "Cán bộ lan", "login": "lan", "code": "000.00.00.H25-261123-0001", "applicant": map[string]any{"owner": map[string]any{"name": owner}},
		})
		return err
	})
	if err == nil {
		err = link.Flush(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestOfficerCommands(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	for _, tt := range []struct {
		name, typed string
		args        []string
		says, wrong string
	}{
		{"the first", password + "\n", []string{"add", "lan", "Nguyễn Thị Lan", "officer"}, "officer: lan (Nguyễn Thị Lan) is let in\n", ""},
		{"the same login name", password + "\n", []string{"add", "lan", "Trần Thị Lan", "officer"}, "", "is or was somebody's"},
		{"a password of her name", "lan-lan-lan\n", []string{"password", "lan"}, "", "own name"},
		{"no password", "", []string{"password", "lan"}, "", "too short"},
		{"a role that does not exist", password + "\n", []string{"add", "hoa", "Hoa", "boss"}, "", "the roles are"},
		{"marks in a login name", password + "\n", []string{"add", "hòa", "Hòa", "officer"}, "", "login name"},
		{"two roles", "", []string{"role", "lan", "officer, technician"}, "officer: lan is officer, technician now\n", ""},
		{"a list", "", []string{"list"}, "lan                  Nguyễn Thị Lan                 officer, technician\nofficers: 1\n", ""},
		{"somebody else's password", password + "\n", []string{"password", "hoa"}, "", "no such officer: hoa"},
		{"out", "", []string{"remove", "lan"}, "officer: lan is let in no more\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			typeIn(t, tt.typed)
			var says strings.Builder
			err := admin.Job{Call: program.Call{Say: i18n.In("en")}, Journal: c.journal, Says: &says}.Do(t.Context(), "officer "+tt.args[0], tt.args[1:]...)
			if tt.wrong == "" && err != nil || tt.wrong != "" && (err == nil || !strings.Contains(err.Error(), tt.wrong)) || says.String() != tt.says {
				t.Errorf("says %q, %v; want %q, %q", says.String(), err, tt.says, tt.wrong)
			}
		})
	}
}

// typeIn makes a text the program's standard input.
func typeIn(t testing.TB, text string) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := write.WriteString(text); err != nil {
		t.Fatal(err)
	}
	write.Close()
	was := os.Stdin
	os.Stdin = read
	t.Cleanup(func() { os.Stdin = was; read.Close() })
}

func TestTerminalDoesNotShowThePassword(t *testing.T) {
	keyboard, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer keyboard.Close()
	was := os.Stdin
	os.Stdin = terminal
	t.Cleanup(func() { os.Stdin = was; terminal.Close() })
	fd := int(terminal.Fd())
	says := &prompts{typed: func(n int) {
		for echoes(fd) {
			time.Sleep(time.Millisecond) // until the program is ready to be typed into
		}
		fmt.Fprintf(keyboard, "%s\n", []string{"trau gio den sach", "trau gio den sanh"}[n])
	}}
	if _, err := program.AskTwice(i18n.In("en"), says, "officer.password", i18n.Args{"ID": "lan"}); !errors.Is(err, program.ErrTwice) {
		t.Errorf("two different passwords: %v", err)
	}
	terminal.Close()
	shown := make([]byte, 1000)
	n, _ := keyboard.Read(shown)
	if bytes.Contains(shown[:n], []byte("trau")) {
		t.Errorf("the terminal shows %q", shown[:n])
	}
}

func echoes(terminal int) bool {
	state, err := unix.IoctlGetTermios(terminal, unix.TCGETS)
	return err == nil && state.Lflag&unix.ECHO != 0
}

// prompts types an answer to each prompt.
type prompts struct {
	n     int
	typed func(n int)
}

func (p *prompts) Write(b []byte) (int, error) {
	if bytes.HasSuffix(b, []byte(": ")) {
		p.n++
		go p.typed(p.n - 1)
	}
	return len(b), nil
}

func TestTechnicianSeesThePrinters(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	mustHire(t, c, "tung", officer.Technician)
	page := answered(t, c, mustBrowse(t, c, "tung"), "GET", "/printers", "").Body.String()
	for _, want := range []string{"Thiết bị trong sảnh", "Chưa có thiết bị", "Cán bộ tung", "Đăng xuất"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "/acts") {
		t.Error("the page leads to one that a technician may not see")
	}
}

func TestSessionIsGoodOnItsOwnDeviceOnly(t *testing.T) {
	c := mustServe(t, t.TempDir(), 2)
	mustHire(t, c, "lan", officer.Clerk)
	session := mustLogin(t, c, "lan").Session
	w := as(t, c, "counter-02", "POST", uplink.PathLookup, "{}", func(r *http.Request) { r.Header.Set(uplink.SessionHeader, session) })
	if w.Code != http.StatusForbidden {
		t.Errorf("on another counter it is answered %d", w.Code)
	}
	if status := asked(t, c, session, "GET", "/printers", ""); status != http.StatusSeeOther {
		t.Errorf("as the cookie of a browser it is answered %d", status)
	}
	if status := asked(t, c, mustBrowse(t, c, "lan"), "POST", uplink.PathLookup, "{}"); status != http.StatusForbidden {
		t.Errorf("a browser's at the desk is answered %d", status)
	}
}

func TestPageLeftAloneEnds(t *testing.T) {
	morning := time.Date(2026, 11, 23, 7, 30, 0, 0, time.UTC)
	for _, tt := range []struct {
		name  string
		visit []time.Duration // after the login; a negative one is the page's own
		over  bool
	}{
		{"at once", []time.Duration{0}, false},
		{"half an hour after the login", []time.Duration{30 * time.Minute}, true},
		{"somebody comes back in time", []time.Duration{20 * time.Minute, 40 * time.Minute}, false},
		{"the page alone asks in time", []time.Duration{-20 * time.Minute, 40 * time.Minute}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, over := newPresence(), false
			for _, v := range tt.visit {
				over = s.idle("token", morning, morning.Add(v.Abs()), v >= 0)
			}
			if over != tt.over {
				t.Errorf("the session is over: %v", over)
			}
		})
	}
}

func TestFormFromAnotherSiteIsRefused(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	for _, path := range []string{"/login", "/logout"} {
		w := as(t, c, "", "POST", path, "", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") })
		if w.Code != http.StatusForbidden {
			t.Errorf("%s is answered %d", path, w.Code)
		}
	}
}
