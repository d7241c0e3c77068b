package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// TestKillInTheMiddle takes tickets and ends kiosk, central or both as a power cut would, at one moment after the touch after the other.
// Every request that reached the kiosk's disk must end in one number, in line once, and on paper: once without the word reprint.
func TestKillInTheMiddle(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation)
	victims := [][]string{{"kiosk"}, {"central"}, {"kiosk", "central"}}
	for i := range 12 {
		h.mustShowServices(t)
		if _, err := h.kiosk.touch("service.A"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i) * 45 * time.Millisecond) // the moment of the cut, not a wait: a slip takes half a second
		h.mustKillAndStart(t, victims[i%len(victims)])
	}
	h.mustShowServices(t)
	h.wantAllSettled(t, h.mustSettle(t))
	from := h.kiosk.cues.length()
	if _, err := h.kiosk.touch("service.B"); err != nil { // and the hall goes on
		t.Fatal(err)
	}
	if err := h.kiosk.awaitScreen(t.Context(), from, "ticket"); err != nil {
		t.Error(err)
	}
}

// mustShowHome waits for the first screen, leaving the ticket of a resumed visit.
func (h *sampleHall) mustShowHome(t testing.TB) {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		from := h.kiosk.cues.length()
		switch h.kiosk.newest() {
		case "home":
			if err := h.kiosk.awaitStill(); err != nil {
				t.Fatal(err)
			}
			if h.kiosk.newest() == "home" && h.kiosk.shows.has([]string{"number"}) {
				return
			}
		case "ticket":
			h.mustGoHome(t, from, "done")
		default:
			if h.kiosk.shows.has([]string{"first"}) { // the second touch of done has opened it
				h.mustGoHome(t, from, "first")
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	t.Fatalf("the kiosk never came back to its first screen, it shows %s", h.kiosk.newest())
}

// mustGoHome touches what leads to the first screen. The window may not be there yet: whoever waits touches again.
func (h *sampleHall) mustGoHome(t testing.TB, from int, target string) {
	t.Helper()
	if _, err := h.kiosk.touch(target); err != nil && h.kiosk.newest() != "home" {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	_ = h.kiosk.awaitScreen(ctx, from, "home", "number") // or it is touched again
}

// mustShowServices waits for the first screen and goes on to the services.
func (h *sampleHall) mustShowServices(t testing.TB) {
	t.Helper()
	h.mustShowHome(t)
	if err := h.openServices(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (h *sampleHall) mustKillAndStart(t testing.TB, victims []string) {
	t.Helper()
	for _, name := range victims {
		if name == "kiosk" {
			h.kiosk.kill()
		} else {
			h.central.kill()
		}
	}
	for _, name := range victims {
		var err error
		if name == "kiosk" {
			h.kiosk, err = h.startWindow("kiosk", h.kiosk.display.name, "kiosk", h.kioskSettings("fullscreen"))
		} else {
			err = h.startCentral(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// mustSettle waits until central holds all that the kiosk wrote down and no slip is owed, and gives central's events.
func (h *sampleHall) mustSettle(t testing.TB) []journal.Event {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(h.data("kiosk"), "kiosk.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for deadline := time.Now().Add(3 * patience); ; time.Sleep(50 * time.Millisecond) {
		var owed, written, held int
		err := db.QueryRow(`SELECT (SELECT count(*) FROM requests) + (SELECT count(*) FROM slips WHERE outcome = ''), count(*) FROM events`).Scan(&owed, &written)
		if err != nil {
			t.Fatal(err)
		}
		events, err := h.events(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if e.Origin == "kiosk-1" {
				held++
			}
		}
		if owed == 0 && held == written {
			return events
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d requests and slips are owed; the kiosk wrote %d events, central holds %d", owed, written, held)
		}
	}
}

func (h *sampleHall) wantAllSettled(t testing.TB, events []journal.Event) {
	t.Helper()
	ends := map[string]map[string]int{} // by ticket: kind of event, how often
	numbers := map[string]string{}      // number: whose
	for _, e := range events {
		if ends[e.Subject] == nil {
			ends[e.Subject] = map[string]int{}
		}
		ends[e.Subject][e.Kind]++
		var ticket queue.Ticket
		if e.Kind != hall.KindIssued {
			continue
		}
		if err := e.Read(&ticket); err != nil {
			t.Error(err)
		}
		if other, taken := numbers[ticket.Number]; taken && other != ticket.ID {
			t.Errorf("number %s was given to %s and %s", ticket.Number, other, ticket.ID)
		}
		numbers[ticket.Number] = ticket.ID
	}
	requested := 0
	for id, kinds := range ends {
		if kinds["ticket.requested"] == 0 {
			continue
		}
		requested++
		if kinds["ticket.printed"]+kinds["ticket.cancelled"] != 1 {
			t.Errorf("ticket %s ended as %v, want printed or cancelled, once", id, kinds)
		}
	}
	if requested == 0 {
		t.Error("no touch reached the disk: nothing was tested")
	}
	view, err := h.client.Hall(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	first, all := h.slipsByNumber()
	for _, ticket := range view.Waiting {
		if first[ticket.Number] > 1 || all[ticket.Number] == 0 {
			t.Errorf("%s came out %d times, %d of them without the word reprint", ticket.Number, all[ticket.Number], first[ticket.Number])
		}
	}
	t.Logf("%d requests, %d in line, %d slips", requested, len(view.Waiting), len(all))
}

// slipsByNumber counts the whole slips that came out, and those of them that are no reprint.
func (h *sampleHall) slipsByNumber() (first, all map[string]int) {
	first, all = map[string]int{}, map[string]int{}
	for _, line := range h.printer.said.all() {
		var s slipOut
		if json.Unmarshal([]byte(line), &s) != nil || s.Event != "slip" || !s.Whole {
			continue
		}
		text := strings.Join(s.Text, " ")
		for _, word := range strings.Fields(text) {
			if numberOnSlip.MatchString(word) {
				all[word]++
				if !strings.Contains(text, "REPRINT") {
					first[word]++
				}
			}
		}
	}
	return first, all
}

// numberOnSlip is a number of service A: central's, or kiosk 1's own.
var numberOnSlip = regexp.MustCompile(`^A1?\d{3}$`)
