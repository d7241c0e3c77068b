package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"motcua/internal/cue"
	"motcua/internal/hall"
)

// TestMishaps is a bad morning: an impatient finger, a printer without its cable, a hall without its server.
func TestMishaps(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation)
	t.Run("three quick taps give one ticket", func(t *testing.T) {
		h.mustShowServices(t)
		from := h.kiosk.cues.length()
		x, y := h.kiosk.middle("service.A")
		if err := h.kiosk.display.run("xdotool", "mousemove", x, y, "click", "--repeat", "3", "--delay", "40", "1"); err != nil {
			t.Fatal(err)
		}
		h.mustSeeTicket(t, from)
		h.mustSettle(t)
		h.wantInLine(t, "A001")
	})
	t.Run("without its printer the kiosk shows the number, and prints when the cable is back and somebody asks", func(t *testing.T) {
		h.mustShowServices(t)
		h.mustTell(t, "unplug", "gone")
		from := h.kiosk.cues.length()
		h.mustTouch(t, "service.A")
		h.mustSeeTicket(t, from)
		if err := h.kiosk.photograph(h.out, "kiosk-without-printer"); err != nil {
			t.Error(err)
		}
		fromPrinter := h.printer.said.length()
		from = h.kiosk.cues.length()
		h.mustTell(t, "plug", "ready")
		if err := h.kiosk.awaitScreen(t.Context(), from, "ticket", "reprint"); err != nil {
			t.Fatal(err)
		}
		h.mustTouch(t, "reprint")
		h.wantSlip(t, fromPrinter, "A002")
		h.wantInLine(t, "A001", "A002")
	})
	t.Run("without central the kiosk gives its own number, and central learns of it", func(t *testing.T) {
		h.mustShowServices(t)
		h.central.kill()
		from, fromPrinter := h.kiosk.cues.length(), h.printer.said.length()
		h.mustTouch(t, "service.A")
		h.mustSeeTicket(t, from)
		h.wantSlip(t, fromPrinter, "A1001")
		if err := h.kiosk.photograph(h.out, "kiosk-without-central"); err != nil {
			t.Error(err)
		}
		if err := h.startCentral(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.mustSettle(t)
		h.wantInLine(t, "A001", "A002", "A1001")
	})
}

func (h *sampleHall) mustTouch(t testing.TB, name string) {
	t.Helper()
	if _, err := h.kiosk.touch(name); err != nil {
		t.Fatal(err)
	}
}

func (h *sampleHall) mustSeeTicket(t testing.TB, from int) {
	t.Helper()
	if err := h.kiosk.awaitScreen(t.Context(), from, "ticket", "done"); err != nil {
		t.Fatal(err)
	}
}

// mustTell has the printer simulator do something and waits until the kiosk has noticed the printer's new status.
func (h *sampleHall) mustTell(t testing.TB, command, status string) {
	t.Helper()
	from := h.kiosk.cues.length()
	if _, err := fmt.Fprintln(h.printer.stdin, command); err != nil {
		t.Fatal(err)
	}
	if err := h.kiosk.awaitCue(t.Context(), from, cue.Line{Of: cue.Printer, Name: status}); err != nil {
		t.Fatalf("the kiosk did not notice %s: %v", command, err)
	}
}

func (h *sampleHall) wantSlip(t testing.TB, from int, number string) {
	t.Helper()
	err := h.printer.said.awaitWithin(t.Context(), from, func(line string) bool {
		var s slipOut
		return json.Unmarshal([]byte(line), &s) == nil && s.Event == "slip" && s.Whole && slices.Contains(s.Text, number)
	})
	if err != nil {
		t.Fatalf("no slip says %s: %v", number, err)
	}
}

func (h *sampleHall) wantInLine(t testing.TB, numbers ...string) {
	t.Helper()
	var line []string
	_, err := h.awaitHall(t.Context(), func(v hall.View) bool {
		line = nil
		for _, ticket := range v.Waiting {
			line = append(line, ticket.Number)
		}
		return slices.Equal(line, numbers)
	})
	if err != nil {
		t.Errorf("in line are %v, want %v: %v", line, numbers, err)
	}
}
