package reservations

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/central/citizen"
	"motcua/central/settings"
	"motcua/internal/hall"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/proofofwork"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

func TestMain(m *testing.M) { journaltest.Main(m) }

// home is a centre whose places are taken on its pages, on a Monday at half past seven.
type home struct {
	testing.TB
	address string
	room    *Room
	clock   time.Time
	outbox  string
}

func mustOpen(t testing.TB, change func(*settings.Settings)) *home {
	t.Helper()
	s, err := settings.Load("")
	if err != nil {
		t.Fatal(err)
	}
	h := &home{TB: t, clock: time.Date(2026, 11, 23, 7, 30, 0, 0, queue.Zone), outbox: filepath.Join(t.TempDir(), "messages")}
	s.Centre.Reservations.Taken, s.Centre.Reservations.Elderly = true, "cao-tuoi"
	s.Citizens.Messages.File = h.outbox
	if change != nil {
		change(&s)
	}
	j, err := journal.Open(journaltest.Place(t, "central"), hall.Central, func() time.Time { return h.clock }, hall.Fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	calendar, err := workday.New(workday.Standard)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	h.address, s.Centre.PublicURL = server.URL, server.URL
	now := func() time.Time { return h.clock }
	door := citizen.New(s, identity.Key("a key of a centre that is 32 long"), now)
	h.room = New(func() settings.Settings { return s }, j, calendar, now, door)
	for _, routes := range []map[string]http.Handler{h.room.Routes(), door.Routes()} {
		for pattern, do := range routes {
			mux.Handle(pattern, do)
		}
	}
	return h
}

// browser is somebody's, with or without cookies.
func (h *home) browser(cookies bool) *http.Client {
	c := &http.Client{}
	if cookies {
		c.Jar, _ = cookiejar.New(nil)
	}
	return c
}

// page returns a page and where the browser came to.
func page(t testing.TB, resp *http.Response, err error) (status int, body, at string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(raw), resp.Request.URL.Path
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([a-z-]+)"(?: value="([^"]*)")?>`)

// fields returns what a page's form carries, its work done.
func fields(body string) url.Values {
	v := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(body, -1) {
		v.Set(m[1], m[2])
	}
	if work := v.Get("work"); work != "" {
		v.Set("solution", proofofwork.Solve(work))
	}
	return v
}

// form opens the form of the first line.
func (h *home) form(b *http.Client) url.Values {
	h.Helper()
	resp, err := b.Get(h.address + Path + "?linh-vuc=ho-tich")
	status, body, _ := page(h, resp, err)
	if status != http.StatusOK {
		h.Fatalf("form: %d %s", status, body)
	}
	v := fields(body)
	v.Set("ngay", "2026-11-23")
	return v
}

// send sends a form.
func (h *home) send(b *http.Client, path string, v url.Values) (status int, body, at string) {
	h.Helper()
	resp, err := b.PostForm(h.address+path, v)
	return page(h, resp, err)
}

// takes takes a place with the n-th card.
func (h *home) takes(b *http.Client, n int) (status int, body, at string) {
	h.Helper()
	v := h.form(b)
	v.Set("who", fmt.Sprintf("0350900%05d", n))
	return h.send(b, Path, v)
}

// TestTakenAndGivenBack: from the form to the page of the place, once though the form is sent twice, found by code and card, and given back.
func TestTakenAndGivenBack(t *testing.T) {
	h := mustOpen(t, nil)
	b := h.browser(true)
	v := h.form(b)
	v.Set("who", "035 090 001 234")
	v.Set("cao-tuoi", "1")
	status, body, at := h.send(b, Path, v)
	code := strings.TrimPrefix(at, Path+"/")
	if status != http.StatusOK || len(code) != 8 || !strings.Contains(body, queue.SpellAppointmentCode(code)) || !strings.Contains(body, "<svg") || !strings.Contains(body, "Người cao tuổi") {
		t.Fatalf("%d at %s: %s", status, at, body)
	}
	if strings.Contains(body, "035090001234") || strings.Contains(body, "035 090") {
		t.Error("the page tells the card's number")
	}
	if _, _, again := h.send(b, Path, v); again != at {
		t.Errorf("sent twice: %s and %s", at, again)
	}
	mark := h.room.door.Mark(identity.Person{Kind: identity.Card, ID: "035090001234"})
	h.clock = h.clock.Add(time.Hour)
	for _, s := range []hall.CheckInRequest{{Code: code}, {Card: "035090001234", Mark: mark}} {
		if c, err := hall.CheckIn(t.Context(), h.room.journal.Reader(), h.room.settings().Centre, s, h.clock); err != nil || c.Code != code || c.Arrival != queue.OnTime {
			t.Errorf("%+v: %+v, %v", s, c, err)
		}
	}
	if status, body, _ := h.send(b, at+"/tra", nil); status != http.StatusOK || !strings.Contains(body, "đã trả lại") {
		t.Errorf("given back: %d %s", status, body)
	}
}

func TestWhatTheFormRefuses(t *testing.T) {
	h := mustOpen(t, nil)
	good := func() url.Values {
		v := h.form(h.browser(false))
		v.Set("who", "035090001234")
		return v
	}
	for _, tt := range []struct {
		name   string
		change func(url.Values)
		want   string
	}{
		{"no work", func(v url.Values) { v.Del("solution") }, "cần JavaScript"},
		{"work that is none", func(v url.Values) { v.Set("solution", "x") }, "mở đã lâu"},
		{"work of another", func(v url.Values) { v.Set("work", "1.1.x.y") }, "mở đã lâu"},
		{"no code of ours", func(v url.Values) { v.Set("slip", "x") }, "mở đã lâu"},
		{"no day", func(v url.Values) { v.Del("ngay") }, "chọn ngày"},
		{"a Sunday", func(v url.Values) { v.Set("ngay", "2026-11-29") }, "không lấy số được"},
		{"half a card", func(v url.Values) { v.Set("who", "0350900") }, "gồm 12 chữ số"},
		{"markup", func(v url.Values) { v.Set("who", `"><script>alert(1)</script>`) }, "gồm 12 chữ số"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := good()
			tt.change(v)
			status, body, _ := h.send(h.browser(false), Path, v)
			if status < 400 || !strings.Contains(body, tt.want) || strings.Contains(body, "<script>") {
				t.Errorf("%d %s", status, body)
			}
		})
	}
	if n, err := journal.Column(t.Context(), h.room.journal.Reader(), `SELECT code FROM reservations`); err != nil || len(n) > 0 {
		t.Errorf("%v were taken, %v", n, err)
	}
}

// TestNobodyTakesAll: one browser, one address and who keeps no cookies each have their own end, and the work is no stranger's to use again.
func TestNobodyTakesAll(t *testing.T) {
	h := mustOpen(t, func(s *settings.Settings) {
		s.Centre.Reservations.PerDevice, s.Centre.Reservations.PerAddress, s.Centre.Reservations.Most = 2, 5, 100
	})
	taken := func(b *http.Client, from, n int) (got int) {
		for i := range n {
			if status, _, at := h.takes(b, from+i); status == http.StatusOK && at != Path {
				got++
			}
		}
		return got
	}
	if got := taken(h.browser(true), 0, 3); got != 2 {
		t.Errorf("one browser took %d, want 2", got)
	}
	if got := taken(h.browser(false), 10, 3); got != 2 {
		t.Errorf("without cookies %d were taken, want 2", got)
	}
	if got := taken(h.browser(true), 20, 2); got != 1 {
		t.Errorf("another browser took %d, want the address's last", got)
	}
	h.clock = h.clock.Add(25 * time.Hour)
	if free, err := h.room.book().Free(t.Context(), h.room.journal.Reader(), h.room.settings().Centre.Services[0], "2026-11-23"); err != nil || free != 95 {
		t.Errorf("%d places are left, %v", free, err)
	}
}

// TestByTheCodeOnAPhone: the code goes to the phone, a wrong one is told, and what is kept is a mark.
func TestByTheCodeOnAPhone(t *testing.T) {
	h := mustOpen(t, func(s *settings.Settings) { s.Citizens.Proof = identity.Phone })
	b := h.browser(true)
	v := h.form(b)
	v.Set("who", "0912.345.678")
	status, body, _ := h.send(b, Path, v)
	if status != http.StatusOK || !strings.Contains(body, "••• ••• 678") {
		t.Fatalf("%d %s", status, body)
	}
	said, err := os.ReadFile(h.outbox)
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`^\+84912345678 (\d{6}) la ma`).FindStringSubmatch(string(said))
	if code == nil || strings.Contains(body, code[1]) {
		t.Fatalf("the message is %q", said)
	}
	v = fields(body)
	v.Set("code", "000000")
	if code[1] == "000000" {
		v.Set("code", "000001")
	}
	if status, body, _ = h.send(b, "/xac-minh", v); status != http.StatusUnprocessableEntity || !strings.Contains(body, "Mã chưa đúng") {
		t.Errorf("a wrong code: %d %s", status, body)
	}
	v.Set("code", " "+code[1]+" ")
	_, body, at := h.send(b, "/xac-minh", v)
	place, err := hall.FindReservation(t.Context(), h.room.journal.Reader(), strings.TrimPrefix(at, Path+"/"))
	if err != nil || !identity.IsMark(place.Person) {
		t.Fatalf("at %s: %+v, %v: %s", at, place, err, body)
	}
	if places, err := h.room.journal.Places(t.Context(), "912345678"); err != nil || len(places) > 0 {
		t.Errorf("the journal holds the phone: %v, %v", places, err)
	}
	for i := range 4 { // messages cost money
		v := h.form(b)
		v.Set("who", "0912345678")
		if _, body, _ = h.send(b, Path, v); strings.Contains(body, "đã gửi nhiều mã") != (i == 3) {
			t.Errorf("message %d: %s", i+2, body)
		}
	}
}

func TestCodesAreNotGuessed(t *testing.T) {
	h := mustOpen(t, nil)
	b := h.browser(false)
	var last int
	for i := range missBurst + 1 {
		resp, err := b.Get(fmt.Sprintf("%s%s/AAAA%04d", h.address, Path, i))
		last, _, _ = page(t, resp, err)
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the last guess is answered %d", last)
	}
}

// TestLiveNumbers: a number that is live at once has its phone page.
func TestLiveNumbers(t *testing.T) {
	h := mustOpen(t, func(s *settings.Settings) {
		s.Citizens.Proof, s.Centre.Reservations.Live = identity.Phone, true
	})
	h.clock = h.clock.Add(2 * time.Hour)
	b := h.browser(true)
	v := h.form(b)
	v.Set("who", "0912345678")
	_, body, _ := h.send(b, Path, v)
	said, _ := os.ReadFile(h.outbox)
	v = fields(body)
	v.Set("code", regexp.MustCompile(` (\d{6}) `).FindString(string(said)))
	if _, body, _ = h.send(b, "/xac-minh", v); !strings.Contains(body, "A001") || !strings.Contains(body, `href="/t/A001-`) {
		t.Errorf("the page: %s", body)
	}
	if err := errors.Join(h.room.goLive(t.Context()), h.room.goLive(t.Context())); err != nil {
		t.Error(err)
	}
}
