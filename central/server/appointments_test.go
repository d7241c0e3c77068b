package server

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/central/admin"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// TestAnAppointmentFromTheFileToItsNumber imports twice, with a line that cannot be read, and takes the number at a kiosk.
func TestAnAppointmentFromTheFileToItsNumber(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 1)
	s.Centre.Appointments = queue.CheckIn{Taken: true, Before: queue.MostMargin, After: queue.MostMargin}
	c := mustRun(t, s)
	service := c.settings().Centre.Services[0].ID
	now := c.now().In(queue.Zone)
	from := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, queue.Zone)
	file := filepath.Join(t.TempDir(), "a.csv")
	text := "code,service,day,from,to,card\nHN-2041," + service + "," + from.Format(time.DateOnly) + ",00:00,23:59,035090001234\nHN-2042,nowhere,,,\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 made or changed, 0 cancelled, 0 as they were, 1 lines not read", "0 made or changed, 0 cancelled, 1 as they were, 1 lines not read"} {
		var says strings.Builder
		err := admin.Job{Call: program.Call{Say: i18n.In("en")}, Settings: c.settings(), Journal: c.journal, Now: c.now, Says: &says}.Do(t.Context(), "appointments import", file)
		if !errors.Is(err, admin.ErrUnread) || !strings.Contains(says.String(), want) || !strings.Contains(says.String(), file+":3: service:") {
			t.Errorf("said %s, %v; want %s", says.String(), err, want)
		}
	}
	kiosk := mustEnrol(t, c, "kiosk-1")
	coming, err := kiosk.CheckIn(t.Context(), hall.CheckInRequest{Card: "035090001234"})
	if err != nil || coming.Code != "HN2041" || coming.Arrival != queue.OnTime {
		t.Fatalf("%+v, %v", coming, err)
	}
	ask := func() (queue.Ticket, error) {
		return kiosk.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: service, Kiosk: 1, Appointment: coming.Code})
	}
	if ticket, err := ask(); err != nil || !ticket.Slot.Equal(from) {
		t.Fatalf("%+v, %v", ticket, err)
	}
	refusal := &uplink.Refusal{}
	if _, err := ask(); !errors.As(err, &refusal) || refusal.Status != http.StatusUnprocessableEntity {
		t.Errorf("the second number: %v", err)
	}
	if _, err := kiosk.CheckIn(t.Context(), hall.CheckInRequest{Code: "NONE"}); !errors.As(err, &refusal) || refusal.Status != http.StatusNotFound {
		t.Errorf("a code of nobody's: %v", err)
	}
}

// TestTheFileLeavesWhatOfficersDid imports a file again and again, while officers move and cancel what it holds and somebody takes a number.
func TestTheFileLeavesWhatOfficersDid(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 1)
	s.Centre.Appointments = queue.CheckIn{Taken: true, Before: 30, After: 15}
	morning := time.Date(2026, 11, 25, 8, 50, 0, 0, queue.Zone)
	c := mustRun(t, s, func(c *Server) { c.now = func() time.Time { return morning } })
	mustHire(t, c, "lan", officer.Clerk)
	counter, kiosk := mustLogin(t, c, "lan"), mustEnrol(t, c, "kiosk-1")
	service := c.settings().Centre.Services[0].ID
	file := filepath.Join(t.TempDir(), "a.csv")
	wantSaid := func(state string, want ...string) {
		t.Helper()
		text := "code,service,day,from,to,card,state\n"
		for _, code := range []string{"MOVED", "GONE", "USED", "LEFT"} {
			text += code + "," + service + ",2026-11-25,09:00,09:30,035090001234," + state + "\n"
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var says strings.Builder
		err := admin.Job{Call: program.Call{Say: i18n.In("en")}, Settings: c.settings(), Journal: c.journal, Now: c.now, Says: &says}.Do(t.Context(), "appointments import", file)
		for _, want := range want {
			if err != nil || !strings.Contains(says.String(), want) {
				t.Errorf("said %s, %v; want %s", says.String(), err, want)
			}
		}
	}
	wantSaid("", "4 made or changed, 0 cancelled, 0 as they were, 0 lines not read")
	later := morning.Add(2 * time.Hour)
	if _, err := counter.Appoint(t.Context(), hall.Booking{Code: "MOVED", Service: service, From: later, Move: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := counter.GiveUp(t.Context(), "GONE"); err != nil {
		t.Fatal(err)
	}
	if _, err := kiosk.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: service, Kiosk: 1, Appointment: "USED"}); err != nil {
		t.Fatal(err)
	}
	wantSaid("", "0 made or changed, 0 cancelled, 2 as they were, 0 lines not read",
		"appointments: 2 left as officers have moved or cancelled them at a counter, though the file says otherwise\n")
	wantSaid("cancelled", "0 made or changed, 1 cancelled, 1 as they were, 0 lines not read", file+":4: USED: the appointment's number was taken",
		"appointments: 1 left as officers have moved or cancelled them at a counter, though the file says otherwise\n")
	coming := func(code string) hall.CheckInResult {
		met, err := kiosk.CheckIn(t.Context(), hall.CheckInRequest{Code: code})
		if err != nil {
			t.Fatal(err)
		}
		return met
	}
	if a, b := coming("MOVED"), coming("GONE"); !a.From.Equal(later) || a.Arrival == queue.GivenUp || b.Arrival != queue.GivenUp {
		t.Errorf("%+v, %+v; want what the officer did", a, b)
	}
	if a, b := coming("USED"), coming("LEFT"); a.Arrival != queue.Used || b.Arrival != queue.GivenUp {
		t.Errorf("%+v, %+v; want used, and cancelled by the file", a, b)
	}
}

// TestWhoMistypesIsHeardButNotWhoGuesses: some wrong codes hold nobody up; with many a kiosk waits, while numbers and cards are as before.
func TestWhoMistypesIsHeardButNotWhoGuesses(t *testing.T) {
	morning := time.Date(2026, 11, 25, 9, 0, 0, 0, queue.Zone)
	var later atomic.Int64
	s := settingsOf(t, t.TempDir(), 1)
	s.Centre.Appointments = queue.CheckIn{Taken: true}
	c := mustRun(t, s, func(c *Server) { c.now = func() time.Time { return morning.Add(time.Duration(later.Load())) } })
	service := c.settings().Centre.Services[0].ID
	err := c.journal.Write(t.Context(), func(tx *journal.Tx) error {
		for code, card := range map[string]string{"HN2041": "", "HN2042": "035090001234", "HN2043": ""} {
			a := queue.Appointment{Code: code, Service: service, From: morning, To: morning.Add(time.Hour), Person: card}
			if _, err := hall.Appoint(t.Context(), tx, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	kiosk := mustEnrol(t, c, "kiosk-1")
	wantMeet := func(s hall.CheckInRequest, status int) {
		t.Helper()
		if _, err := kiosk.CheckIn(t.Context(), s); statusOf(err) != status {
			t.Fatalf("%+v: %v; want %d", s, err, status)
		}
	}
	take := func(appointment string) int {
		_, err := kiosk.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: service, Kiosk: 1, Appointment: appointment})
		return statusOf(err)
	}
	for range 3 {
		wantMeet(hall.CheckInRequest{Code: "HN2014"}, http.StatusNotFound)
	}
	wantMeet(hall.CheckInRequest{Code: "HN2041"}, http.StatusOK)
	for range miscodes - 4 {
		wantMeet(hall.CheckInRequest{Code: "HN2014"}, http.StatusNotFound)
	}
	if got := take("HN2014"); got != http.StatusNotFound {
		t.Errorf("a number for nobody's appointment: %d", got)
	}
	wantMeet(hall.CheckInRequest{Code: "HN2014"}, http.StatusTooManyRequests)
	wantMeet(hall.CheckInRequest{Code: "HN2041"}, http.StatusTooManyRequests) // or the wait would tell right codes from wrong ones
	wantMeet(hall.CheckInRequest{Card: "035090005678"}, http.StatusNotFound)
	wantMeet(hall.CheckInRequest{Card: "035090001234"}, http.StatusOK)
	if got := take("HN2042"); got != http.StatusOK {
		t.Errorf("whoever came by card is held up by others' codes: %d", got)
	}
	if got := take("HN2041"); got != http.StatusOK {
		t.Errorf("whoever typed a good code before is held up: %d", got)
	}
	if got := take("HN2043"); got != http.StatusTooManyRequests {
		t.Errorf("guessing goes on where numbers are taken: %d", got)
	}
	if got := take(""); got != http.StatusOK {
		t.Errorf("an ordinary number: %d", got)
	}
	later.Store(int64(miscodeEvery + time.Second))
	wantMeet(hall.CheckInRequest{Code: "HN2043"}, http.StatusOK)
}

// statusOf is how central answered.
func statusOf(err error) int {
	var refusal *uplink.Refusal
	switch {
	case err == nil:
		return http.StatusOK
	case errors.As(err, &refusal):
		return refusal.Status
	}
	return 0
}
