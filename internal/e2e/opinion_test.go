package main

import (
	"errors"
	"strings"
	"testing"

	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/queue"
)

// TestCitizenRatesAtTheKiosk rates a visit by the number on its slip with reasons and words, tries once more, and rates another by
// scanning its slip while central is gone; each visit counts once.
func TestCitizenRatesAtTheKiosk(t *testing.T) {
	t.Parallel()
	h, scanner := mustOpenWithScanner(t, counterStation)
	if err := h.counter.login(t.Context(), "lan"); err != nil {
		t.Fatal(err)
	}
	first, _ := h.mustServe(t, "A001")
	h.mustShowHome(t)
	from := h.kiosk.cues.length()
	h.mustTouch(t, "opinion")
	h.mustSee(t, from, "judging", "key.1")
	h.mustClaim(t, "a099", "no_ticket")
	h.mustTouch(t, "key.clear")
	from = h.kiosk.cues.length()
	h.mustClaim(t, "a001", "")
	h.mustSee(t, from, "asking", "rate.1")
	for _, step := range []struct{ touch, screen, target string }{
		{"rate.1", "reasons", "words"}, {"words", "wording", "key.a"}, {"key.t", "", ""}, {"send", "checking", "send"}, {"send", "thanks", "done"}, {"done", "home", "opinion"}, {"opinion", "judging", "key.1"},
	} {
		from = h.kiosk.cues.length()
		h.mustTouch(t, step.touch)
		if step.screen != "" {
			h.mustSee(t, from, step.screen, step.target)
		}
	}
	h.mustClaim(t, "a001", "rated")
	h.mustTouch(t, "first")
	second, slip := h.mustServe(t, "A002")
	h.mustShowHome(t)
	h.central.kill()
	from = h.kiosk.cues.length()
	scanner.scan(strings.Join(slip.QR, ""))
	h.mustSee(t, from, "asking", "rate.4")
	from = h.kiosk.cues.length()
	h.mustTouch(t, "rate.4")
	h.mustSee(t, from, "checking", "send")
	from = h.kiosk.cues.length()
	h.mustTouch(t, "send")
	h.mustSee(t, from, "thanks", "done")
	if err := h.startCentral(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.mustSettle(t)
	given, err := h.ratingOf(t.Context(), first)
	again, err2 := h.ratingOf(t.Context(), second)
	if err := errors.Join(err, err2); err != nil || given.Level != 1 || given.Words != "t" || again.Level != 4 {
		t.Errorf("central holds %+v and %+v, %v", given, again, err)
	}
}

// mustClaim types a number and waits until the kiosk has said what is wrong with it, or nothing.
func (h *sampleHall) mustClaim(t testing.TB, number, problem string) {
	t.Helper()
	h.mustType(t, number)
	from := h.kiosk.cues.length()
	h.mustTouch(t, "done")
	if err := h.kiosk.awaitCue(t.Context(), from, cue.Line{Of: cue.Claim, Problem: problem}); err != nil {
		t.Fatalf("the kiosk never said %q of %s: %v", problem, number, err)
	}
}

// mustServe takes a number at the kiosk and has it called and finished at the counter.
func (h *sampleHall) mustServe(t testing.TB, number string) (served queue.Ticket, slip slipOut) {
	t.Helper()
	h.mustShowServices(t)
	from, fromPrinter, fromCounter := h.kiosk.cues.length(), h.printer.said.length(), h.counter.cues.length()
	h.mustTouch(t, "service.A")
	h.mustSeeTicket(t, from)
	slip, err := h.awaitSlip(t.Context(), fromPrinter)
	if err == nil {
		err = errors.Join(h.counter.awaitScreen(t.Context(), 0, "counter", "next"), h.counter.key("F2"))
	}
	if err == nil {
		_, err = h.awaitHall(t.Context(), func(v hall.View) bool {
			at := v.Desk(counterID).Ticket
			if at != nil {
				served = *at
			}
			return at != nil && at.Number == number
		})
	}
	if err == nil {
		err = errors.Join(h.counter.awaitScreen(t.Context(), fromCounter, "counter", "finish"), h.counter.key("F9"))
	}
	if err == nil {
		_, err = h.awaitHall(t.Context(), func(v hall.View) bool { return v.Desk(counterID).Ticket == nil })
	}
	if err != nil {
		t.Fatal(err)
	}
	from = h.kiosk.cues.length()
	h.mustTouch(t, "done")
	h.mustSee(t, from, "home", "number")
	return served, slip
}
