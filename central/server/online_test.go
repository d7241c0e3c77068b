package server

import (
	"io"
	"net/http"
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
