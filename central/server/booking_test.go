package server

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/hall"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/roster"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// TestAnAppointmentFromTheCounterToItsNumber: an officer makes one and moves it, its person takes the number at the kiosk, and who did
// and read what is on record.
func TestAnAppointmentFromTheCounterToItsNumber(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 1)
	s.Centre.Appointments = queue.CheckIn{Taken: true, Before: 30, After: 15, Length: 20, Most: 1}
	morning := time.Date(2026, 11, 25, 9, 0, 0, 0, queue.Zone)
	c := mustRun(t, s, func(c *Server) { c.now = func() time.Time { return morning } })
	service := c.settings().Centre.Services[0].ID
	mustHire(t, c, "lan", officer.Clerk)
	counter, kiosk := mustLogin(t, c, "lan"), mustEnrol(t, c, "kiosk-1")

	b := hall.Booking{Code: "AAAA2222", Service: service, From: morning.Add(3 * time.Hour), Card: "035090001234"}
	made, err := counter.Appoint(t.Context(), b)
	if err != nil || made.Whose != "035•••••1234" || !made.To.Equal(b.From.Add(20*time.Minute)) {
		t.Fatalf("%+v, %v", made, err)
	}
	if _, err := counter.Appoint(t.Context(), b); err != nil {
		t.Errorf("the same once more: %v", err)
	}
	if _, err := counter.Appoint(t.Context(), hall.Booking{Code: "BBBB2222", Service: service, From: b.From}); !uplink.IsRefused(err, uplink.SlotFull) {
		t.Errorf("a second at the same time: %v", err)
	}
	moved := hall.Booking{Code: "AAAA2222", Service: service, From: morning.Add(20 * time.Minute), Move: true}
	if _, err := counter.Appoint(t.Context(), moved); err != nil {
		t.Fatal(err)
	}
	coming, err := kiosk.CheckIn(t.Context(), hall.CheckInRequest{Card: "035090001234"})
	if err != nil || coming.Code != "AAAA2222" || coming.Arrival != queue.OnTime {
		t.Fatalf("%+v, %v", coming, err)
	}
	number, err := kiosk.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: service, Kiosk: 1, Appointment: "AAAA2222"})
	if err != nil || !number.Slot.Equal(moved.From) {
		t.Fatalf("%+v, %v", number, err)
	}
	if _, err := counter.GiveUp(t.Context(), "AAAA2222"); !uplink.IsRefused(err, uplink.SlotUsed) {
		t.Errorf("cancelled after its number was taken: %v", err)
	}
	if _, err := counter.GiveUp(t.Context(), "CCCC2222"); !uplink.IsRefused(err, uplink.NoAppointment) {
		t.Errorf("nobody's is cancelled: %v", err)
	}
	for range 2 { // one look at it
		entries, err := counter.Appointments(t.Context(), workday.DateOf(morning))
		if err != nil || len(entries) != 1 || entries[0].Number != number.Number || entries[0].Whose != "035•••••1234" {
			t.Errorf("the day has %+v, %v", entries, err)
		}
	}
	wantActs(t, c, "lan", roster.KindReadAppointments, hall.KindAppointed, hall.KindAppointed)
}

// wantActs looks at what somebody has done about appointments, the newest first.
func wantActs(t *testing.T, c *Server, who string, want ...string) {
	t.Helper()
	acts, err := roster.Acts(t.Context(), c.journal.Reader(), time.Time{}, time.Now().AddDate(10, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range acts {
		if a.Officer == who && a.Device == desk && (a.Kind == roster.KindReadAppointments || a.Kind == hall.KindAppointed || a.Kind == hall.KindGivenUp) {
			got = append(got, a.Kind)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("acts %v; want %v", got, want)
	}
}

// TestWhichDayWasReadIsOnRecord: each day once, however often its list is asked for while it is on the screen.
func TestWhichDayWasReadIsOnRecord(t *testing.T) {
	morning := time.Date(2026, 11, 25, 9, 0, 0, 0, queue.Zone)
	c := mustRun(t, settingsOf(t, t.TempDir(), 1), func(c *Server) { c.now = func() time.Time { return morning } })
	mustHire(t, c, "lan", officer.Clerk)
	counter, today := mustLogin(t, c, "lan"), workday.DateOf(morning)
	for _, day := range []workday.Date{today, today.AddDays(1), today, today, today.AddDays(1)} {
		if _, err := counter.Appointments(t.Context(), day); err != nil {
			t.Fatal(err)
		}
	}
	acts, err := roster.Acts(t.Context(), c.journal.Reader(), time.Time{}, time.Now().AddDate(10, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range acts {
		if a.Kind == roster.KindReadAppointments {
			got = append(got, a.Officer+" "+a.Detail)
		}
	}
	if want := []string{"lan 2026-11-26", "lan 2026-11-25"}; !slices.Equal(got, want) {
		t.Errorf("on record are %q; want %q", got, want)
	}
}

// TestTheCentresOwnDaysOff: a list of the settings stands over the one that is shipped, as at the counters.
func TestTheCentresOwnDaysOff(t *testing.T) {
	path := filepath.Join(t.TempDir(), "days.csv")
	if err := os.WriteFile(path, []byte("date,name,kind\n2026-11-26,Ngày truyền thống,holiday\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := settingsOf(t, t.TempDir(), 1)
	s.Centre.Appointments, s.Holidays = queue.CheckIn{Taken: true}, path
	morning := time.Date(2026, 11, 25, 9, 0, 0, 0, queue.Zone)
	c := mustRun(t, s, func(c *Server) { c.now = func() time.Time { return morning } })
	mustHire(t, c, "lan", officer.Clerk)
	counter, b := mustLogin(t, c, "lan"), hall.Booking{Code: "AAAA2222", Service: c.settings().Centre.Services[0].ID, From: morning.AddDate(0, 0, 1)}
	if _, err := counter.Appoint(t.Context(), b); !uplink.IsRefused(err, uplink.SlotClosed) {
		t.Errorf("on a day off of the centre's own: %v", err)
	}
	b.From = morning.AddDate(0, 0, 2)
	if _, err := counter.Appoint(t.Context(), b); err != nil {
		t.Errorf("the day after: %v", err)
	}
}

// TestAListOfDaysOffThatIsNone ends central at its start, with the file's name.
func TestAListOfDaysOffThatIsNone(t *testing.T) {
	folder := t.TempDir()
	broken := filepath.Join(folder, "days.csv")
	if err := os.WriteFile(broken, []byte("date,name,kind\n2026-02-30,Tết,holiday\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{broken, filepath.Join(folder, "none.csv")} {
		s := settingsOf(t, t.TempDir(), 1)
		s.Holidays = path
		c, err := Open(s)
		if err == nil {
			c.Close()
		}
		if err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestACounterIsToldWhyThereIsNoAppointment(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1) // which takes none
	mustHire(t, c, "lan", officer.Clerk)
	counter := mustLogin(t, c, "lan")
	service := c.settings().Centre.Services[0].ID
	later := time.Now().Add(time.Hour)
	for _, tt := range []struct {
		name   string
		asked  hall.Booking
		reason uplink.Reason
		status int
	}{
		{"a centre without a diary", hall.Booking{Code: "AAAA2222", Service: service, From: later}, uplink.TakesNoAppointments, 422},
		{"no code", hall.Booking{Service: service, From: later}, "", 400},
		{"a code in small letters", hall.Booking{Code: "aaaa2222", Service: service, From: later}, "", 400},
		{"half a card", hall.Booking{Code: "AAAA2222", Service: service, From: later, Card: "03509"}, "", 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var refusal *uplink.Refusal
			if _, err := counter.Appoint(t.Context(), tt.asked); !errors.As(err, &refusal) || refusal.Status != tt.status || refusal.Reason != tt.reason {
				t.Errorf("%v; want %d, %q", err, tt.status, tt.reason)
			}
		})
	}
	stranger := counter
	stranger.Session = ""
	if _, err := stranger.Appointments(t.Context(), workday.DateOf(later)); !uplink.IsRefused(err, uplink.NoSession) {
		t.Errorf("nobody asks: %v", err)
	}
}
