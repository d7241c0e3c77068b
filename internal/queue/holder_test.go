package queue_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/queue"
)

func TestWhatAHolderMay(t *testing.T) {
	waits := queue.Held{State: queue.Waiting, Day: "2026-11-23", Moved: nine, Behind: 4}
	missed := queue.Held{State: queue.NoShow, Day: "2026-11-23", Moved: nine, Last: queue.Miss}
	with := func(h queue.Held, change func(*queue.Held)) queue.Held { change(&h); return h }
	let := func(n int) queue.HolderRequest { return queue.HolderRequest{Action: queue.Defer, Ahead: n} }
	leave, back := queue.HolderRequest{Action: queue.Leave}, queue.HolderRequest{Action: queue.Return}
	for _, tt := range []struct {
		name    string
		held    queue.Held
		asks    queue.HolderRequest
		after   time.Duration
		changes bool
		why     error
	}{
		{"lets three go first", waits, let(3), 0, true, nil},
		{"lets more go first than the rule allows", waits, let(11), 0, false, queue.ErrAhead},
		{"lets fewer than none go first", waits, let(-3), 0, false, queue.ErrAhead},
		{"a second time", with(waits, func(h *queue.Held) { h.Deferred = 1 }), queue.HolderRequest{Action: queue.Defer, Ahead: 3, Deferred: 1}, 0, true, nil},
		{"the same wish sent twice", with(waits, func(h *queue.Held) { h.Deferred = 1 }), let(3), 0, false, nil},
		{"a third time", with(waits, func(h *queue.Held) { h.Deferred = 2 }), queue.HolderRequest{Action: queue.Defer, Ahead: 3, Deferred: 2}, 0, false, queue.ErrTooOften},
		{"the last of the line", with(waits, func(h *queue.Held) { h.Behind = 0 }), let(1), 0, false, queue.ErrNobodyBehind},
		{"was called meanwhile", with(waits, func(h *queue.Held) { h.State = queue.Called }), let(1), 0, false, queue.ErrCalled},
		{"leaves", waits, leave, 0, true, nil},
		{"leaves twice", with(waits, func(h *queue.Held) { h.State, h.Last = queue.Cancelled, queue.Leave }), leave, 0, false, nil},
		{"leaves while being called", with(waits, func(h *queue.Held) { h.State = queue.Called }), leave, 0, false, queue.ErrCalled},
		{"leaves what the kiosk has cancelled", with(waits, func(h *queue.Held) { h.State, h.Last = queue.Cancelled, queue.Cancel }), leave, 0, false, queue.ErrEnded},
		{"leaves yesterday's line", waits, leave, 24 * time.Hour, false, queue.ErrEnded},
		{"comes back in time", missed, back, 30 * time.Minute, true, nil},
		{"comes back too late", missed, back, 31 * time.Minute, false, queue.ErrTooLate},
		{"comes back twice over", with(missed, func(h *queue.Held) { h.Returned = 1 }), back, 0, false, queue.ErrTooOften},
		{"says twice that they are back", with(waits, func(h *queue.Held) { h.Returned, h.Last = 1, queue.Return }), back, 0, false, nil},
		{"comes back to what is served", with(missed, func(h *queue.Held) { h.State = queue.Done }), back, 0, false, queue.ErrEnded},
		{"comes back the next day", missed, back, 24 * time.Hour, false, queue.ErrTooLate},
		{"what no holder does", waits, queue.HolderRequest{Action: queue.Finish}, 0, false, queue.ErrEnded},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changes, err := tt.held.Judge(tt.asks, nine.Add(tt.after))
			if changes != tt.changes || !errors.Is(err, tt.why) {
				t.Errorf("got %v, %v", changes, err)
			}
		})
	}
}

// TestSharesAreThoseOfEachPair holds the shares of all lines to those of two, counted one by one.
func TestSharesAreThoseOfEachPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		takers, lines := map[string][]string{}, []string{"a", "b", "c"}
		for _, service := range lines {
			takers[service] = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"1", "2", "3", "4"}), 0, 4, rapid.ID).Draw(t, "takers of "+service)
		}
		shares := queue.SharesOf(takers)
		for _, of := range lines {
			for _, by := range lines {
				shared := 0
				for _, counter := range takers[of] {
					if slices.Contains(takers[by], counter) {
						shared++
					}
				}
				if want := float64(shared) / float64(max(1, len(takers[of]))); shares.Of(of, by) != want {
					t.Fatalf("%v of %s is taken by those of %s, want %v", shares.Of(of, by), of, by, want)
				}
			}
		}
	})
}
