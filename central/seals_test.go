package main

import (
	"context"
	"io"
	"testing"

	"motcua/internal/journal"
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
		if err := (job{journal: c.journal, says: io.Discard}).newSeal(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
}

// mustSeeSeals switches a device on until it has central's keys, and gives those it has when it is on again without central.
func mustSeeSeals(t *testing.T, c *Central, memory *journal.Journal) seal.Ring {
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
		c, err := Open(Settings{Listen: "127.0.0.1:0", Data: data})
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
