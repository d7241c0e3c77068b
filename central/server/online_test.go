package server

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/booking"
	"motcua/internal/hall"
	"motcua/internal/officer"
	"motcua/internal/proofofwork"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// TestAnAppointmentFromTheWebToItsNumber: somebody books on the public pages, an officer sees it in the diary of a counter and moves it, its page
// says so, and the kiosk's check-in gives the number for the code that the page shows.
func TestAnAppointmentFromTheWebToItsNumber(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 1)
	s.PublicListen = "127.0.0.1:0"
	s.Centre.Appointments = queue.CheckIn{Taken: true, Before: 30, After: 15, Length: 30}
	s.Booking = booking.Rules{On: true, PerCounter: 1, Share: 100, Days: 14, Before: 60, Most: 2, PerAddress: 5}
	now := time.Date(2026, 11, 25, 7, 0, 0, 0, queue.Zone)
	c := mustRun(t, s, func(c *Server) { c.now = func() time.Time { return now } })
	mustHire(t, c, "lan", officer.Clerk)
	counter, kiosk := mustLogin(t, c, "lan"), mustEnrol(t, c, "kiosk-1")
	public := "http://" + c.public.Addr().String()

	own := mustBookOnline(t, public, "2026-11-25", "09:00")
	day := workday.DateOf(now)
	entries, err := counter.Appointments(t.Context(), day)
	if err != nil || len(entries) != 1 || !entries[0].Online || entries[0].Whose != "N. V. An · ••• ••• 678" {
		t.Fatalf("the diary has %+v, %v", entries, err)
	}
	code := entries[0].Code
	if page := mustRead(t, own); !strings.Contains(page, queue.SpellAppointmentCode(code)) {
		t.Errorf("the page does not show %s", code)
	}
	moved := hall.Booking{Code: code, Service: "ho-tich", From: day.At(9*60 + 30), Move: true}
	if _, err := counter.Appoint(t.Context(), moved); err != nil {
		t.Fatal(err)
	}
	if page := mustRead(t, own); !strings.Contains(page, "09:30–10:00") || !strings.Contains(page, "đã được trung tâm đổi giờ") {
		t.Error("the page does not tell of the new time")
	}
	now = day.At(9*60 + 10)
	coming, err := kiosk.CheckIn(t.Context(), hall.CheckInRequest{Code: code})
	if err != nil || coming.Arrival != queue.OnTime {
		t.Fatalf("%+v, %v", coming, err)
	}
	number, err := kiosk.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1, Appointment: code})
	if err != nil || !number.Slot.Equal(moved.From) {
		t.Fatalf("%+v, %v", number, err)
	}
	if page := mustRead(t, own); !strings.Contains(page, "đã lấy số "+number.Number) {
		t.Error("the page does not tell the number")
	}
}

// mustBookOnline books for somebody as their browser does, and returns the address of the appointment's page.
func mustBookOnline(t *testing.T, public, day, at string) string {
	t.Helper()
	form := mustRead(t, public+"/dat-lich?service=ho-tich&day="+day+"&at="+at)
	challenge := regexp.MustCompile(`data-challenge="([^"]+)"`).FindStringSubmatch(form)
	if challenge == nil {
		t.Fatal(form)
	}
	resp, err := http.PostForm(public+"/dat-lich", url.Values{
		"service": {"ho-tich"}, "day": {day}, "at": {at}, "name": {"Nguyễn Văn An"}, "phone": {"0912 345 678"}, "who": {"035090001234"}, "work": {challenge[1]}, "solution": {proofofwork.Solve(challenge[1])},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Request.URL.Path, "/lich-hen/") {
		t.Fatalf("%s at %s", resp.Status, resp.Request.URL)
	}
	return public + resp.Request.URL.Path
}

func mustRead(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// onMonday sets a central's clock to nine o'clock of a working day, from where it goes on.
func onMonday(c *Server) {
	begun := time.Now()
	c.now = func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, queue.Zone).Add(time.Since(begun)) }
}

// mustReserve starts a central whose numbers are taken from home.
func mustReserve(t *testing.T) (c *Server, public string) {
	t.Helper()
	s := settingsOf(t, t.TempDir(), 1)
	s.PublicListen = "127.0.0.1:0"
	s.Centre.Name = queue.Name{"vi": "Trung tâm Phục vụ hành chính công phường Hà Nam", "en": "Hà Nam Ward Public Administration Service Centre"}
	s.Centre.Services = append(s.Centre.Services, queue.Service{ID: "dat-dai", Letter: "B", Name: queue.Name{"vi": "Đất đai – Môi trường", "en": "Land – Environment"}, Quota: 2})
	s.Centre.Classes = []queue.Class{{ID: "cao-tuoi", Name: queue.Name{"vi": "Người từ 75 tuổi", "en": "75 and older"}, HeadStart: 30}}
	s.Centre.Reservations = queue.Reserving{
		Taken: true, Days: 6, PerPerson: 2, Most: 30, Share: 40, From: 8 * 60, Until: 16 * 60, Elderly: "cao-tuoi", PerAddress: 40, PerDevice: 6,
	}
	s.Citizens.Proof = "card"
	c = mustRun(t, s, onMonday)
	return c, "http://" + c.public.Addr().String()
}

// mustEnter logs somebody in with a browser.
func mustEnter(t *testing.T, c *Server, id string) *http.Client {
	t.Helper()
	b := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}} // the certificate is known by its pin
	b.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := b.PostForm(c.Address()+"/login", url.Values{"officer": {id}, "password": {password}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	cookies := resp.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("login: %s", resp.Status)
	}
	cookies[0].Expires = time.Time{} // by the clock of the test, which is not the browser's
	at, _ := url.Parse(c.Address())
	b.Jar, _ = cookiejar.New(nil)
	b.Jar.SetCookies(at, cookies)
	return b
}

// TestAGuideChecksIn somebody with a number from home on the page of the staff: in words when it is too early, once, and with the way for the phone
// to follow it; the number is called at a counter like any other, and the page of the place shows it. A counter has the same by its own way.
func TestAGuideChecksIn(t *testing.T) {
	c, public := mustReserve(t)
	mustHire(t, c, "lan", officer.Clerk)
	mustHire(t, c, "tech", officer.Technician)
	code := mustTakeAtHome(t, public, "035090001234")
	guide := mustEnter(t, c, "lan")
	send := func(b *http.Client, who string) (int, string) {
		resp, err := b.PostForm(c.Address()+"/check-in", url.Values{"who": {who}})
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		page, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, string(page)
	}
	for _, tt := range []struct {
		name, who string
		want      int
		says      string
	}{
		{"nobody's code", "AAAA2222", http.StatusNotFound, "Không có lịch hẹn hay số lấy từ nhà nào"},
		{"no code", `"><b>`, http.StatusUnprocessableEntity, "Mã gồm chữ không dấu"},
		{"in time, by what the QR code says", public + "/lay-so/" + code, http.StatusOK, "Đã cấp số"},
		{"again, by the card", "035 090 001 234", http.StatusConflict, "đã lấy số A"},
	} {
		if status, page := send(guide, tt.who); status != tt.want || !strings.Contains(page, tt.says) || strings.Contains(page, "<b>\"") {
			t.Errorf("%s: %d %s", tt.name, status, page)
		}
	}
	if status, page := send(mustEnter(t, c, "tech"), code); status != http.StatusForbidden {
		t.Errorf("a technician: %d %s", status, page)
	}
	called := mustCallNext(t, c, "01")
	if page := mustRead(t, public+"/lay-so/"+code); !strings.Contains(page, called.Number) {
		t.Errorf("the page of the place does not show %s", called.Number)
	}
	second := mustTakeAtHome(t, public, "035090005678")
	a, err := mustLogin(t, c, "lan").Admit(t.Context(), hall.CheckInRequest{Card: "035090005678"})
	if err != nil || !a.Given() || a.Code != second || a.Slip == "" {
		t.Errorf("at a counter: %+v, %v", a, err)
	}
	if page := mustRead(t, public+"/t/"+a.Slip); !strings.Contains(page, a.Number) {
		t.Errorf("the phone does not follow %s", a.Number)
	}
}

// mustTakeAtHome takes a place of today as a browser does, and returns its code.
func mustTakeAtHome(t *testing.T, public, card string) string {
	t.Helper()
	form := mustRead(t, public+"/lay-so?linh-vuc=ho-tich")
	field := func(pattern string) string {
		m := regexp.MustCompile(pattern).FindStringSubmatch(form)
		if m == nil {
			t.Fatal(form)
		}
		return m[1]
	}
	work := field(`name="work" value="([^"]+)"`)
	resp, err := http.PostForm(public+"/lay-so", url.Values{
		"linh-vuc": {"ho-tich"}, "slip": {field(`name="slip" value="([^"]+)"`)}, "ngay": {"2026-11-23"}, "who": {card}, "work": {work}, "solution": {proofofwork.Solve(work)},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	code := strings.TrimPrefix(resp.Request.URL.Path, "/lay-so/")
	if resp.StatusCode != http.StatusOK || len(code) != 8 {
		t.Fatalf("%s at %s", resp.Status, resp.Request.URL)
	}
	return code
}
