package server

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/central/admin"
	"motcua/central/settings"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/uplink"
)

// TestACounterReadsWhatAKioskSigned lets both fetch the keys when they see central, and again when a technician has changed them.
func TestACounterReadsWhatAKioskSigned(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	_, kiosk := mustLink(t, c, "kiosk-1")
	_, counter := mustLink(t, c, "counter-01")
	ticket := mustIssue(t, c)
	for range 2 {
		code := mustSeeSeals(t, c, kiosk).TicketCode(ticket)
		if got, err := mustSeeSeals(t, c, counter).OpenTicket(code); err != nil || got.ID != ticket.ID {
			t.Fatalf("got %v, %v", got, err)
		}
		if err := (admin.Job{Call: program.Call{Say: i18n.In("en")}, Journal: c.journal, Says: io.Discard}).Do(t.Context(), "new-seal"); err != nil {
			t.Fatal(err)
		}
	}
}

// mustSeeSeals switches a device on until it has central's keys, and gives those it has when it is on again without central.
func mustSeeSeals(t *testing.T, c *Server, memory *journal.Journal) seal.Ring {
	t.Helper()
	name, _ := memory.Name()
	saw := make(chan struct{}, 1)
	link, err := uplink.NewLink(t.Context(), mustEnrol(t, c, name), memory, func() { saw <- struct{}{} })
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { link.Run(ctx); close(ended) }()
	await(t, saw)
	stop()
	for over := false; !over; {
		select {
		case <-saw:
		case <-ended:
			over = true
		}
	}
	again, err := uplink.NewLink(t.Context(), uplink.Client{}, memory, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return again.Seals()
}

func TestAKeyIsMadeOnce(t *testing.T) {
	data := t.TempDir()
	var prints []string
	for range 2 {
		c, err := Open(settings.Settings{Listen: "127.0.0.1:0", Data: data})
		if err != nil {
			t.Fatal(err)
		}
		ring, err := c.ring(t.Context())
		if err != nil || len(ring) != 1 {
			t.Fatalf("%d keys, %v", len(ring), err)
		}
		prints = append(prints, ring.Print()+ring.Sign(seal.Ticket, queue.Number("A", queue.Central, 1)))
		c.Close()
	}
	if prints[0] != prints[1] {
		t.Errorf("%q", prints)
	}
}

// TestAStolenDeviceSignsNoMore lets a thief go on with the keys of a kiosk that was revoked, and write on a slip the time he likes. What was
// signed before stays good, and so does what a kiosk signed that had not heard yet: its ticket is known.
func TestAStolenDeviceSignsNoMore(t *testing.T) {
	c := mustServe(t, t.TempDir(), 6)
	_, kiosk := mustLink(t, c, "kiosk-2")
	stolen := mustSeeSeals(t, c, kiosk)
	before, after := time.Now().Add(-time.Minute), time.Now().Add(time.Minute)
	paper := func(number string, at time.Time) queue.Ticket {
		_, series, serial, _ := queue.ReadNumber(number)
		return queue.Ticket{ID: uuid.NewString(), Number: number, Series: series, Serial: serial, IssuedAt: at}
	}
	printed := mustIssue(t, c)
	for range 2 { // the second time it knows no key that is still good
		mustLose(t, c, "kiosk-2")
	}
	if ring, err := c.ring(t.Context()); err != nil || len(ring) != 2 {
		t.Fatalf("%d keys, %v; want the old one and a new one", len(ring), err)
	}
	known := mustIssue(t, c)
	known.IssuedAt = after
	fresh, err := c.ring(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, tt := range []struct {
		name, code string
		status     int
	}{
		{"a slip from before", stolen.TicketCode(printed), http.StatusOK},
		{"a slip of the thief's", stolen.TicketCode(paper("A2002", after)), http.StatusBadRequest},
		{"a slip of the thief's that says it is from before", stolen.TicketCode(paper("A2003", before)), http.StatusBadRequest},
		{"a slip of a kiosk that has not heard yet", stolen.TicketCode(known), http.StatusOK},
		{"a slip of a kiosk that has", fresh.TicketCode(paper("A3001", after)), http.StatusOK},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := as(t, c, fmt.Sprintf("counter-%02d", i+1), "POST", fmt.Sprintf("/v1/counters/%02d/slip", i+1), `"`+tt.code+`"`)
			if w.Code != tt.status || tt.status != http.StatusOK && !strings.Contains(w.Body.String(), `"reason":"key_over"`) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}

// mustLose revokes a device as a technician does when it was stolen.
func mustLose(t testing.TB, c *Server, device string) {
	t.Helper()
	if err := (admin.Job{Call: program.Call{Say: i18n.In("en")}, Journal: c.journal, Now: time.Now, Says: io.Discard}).Do(t.Context(), "revoke", device); err != nil {
		t.Fatal(err)
	}
}

func TestReceiptsAfterADeviceWasLost(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	_, counter := mustLink(t, c, "counter-01")
	stolen := mustSeeSeals(t, c, counter)
	const ours = "000.00.00.H25-261109-0027"
	mustFile(t, c, "a", ours)
	mustLose(t, c, "counter-01")
	for _, tt := range []struct {
		name, code string
		status     int
	}{
		{"the paper of a dossier that is known", ours, http.StatusOK},
		{"a paper that the thief has made", "000.00.00.H25-261123-9999", http.StatusNotFound},
	} {
		t.Run(tt.name, func(t *testing.T) {
			link := stolen.ReceiptLink("https://hall.example", seal.ReceiptText{Code: tt.code})
			if w := as(t, c, "", "GET", strings.TrimPrefix(link, "https://hall.example"), ""); w.Code != tt.status {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}
