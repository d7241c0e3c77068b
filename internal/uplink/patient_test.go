package uplink_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"motcua/internal/hall"
)

// TestAGoodCodeAfterOthersGuessesIsAnswered: who comes after somebody that mistyped too often waits a little and is not sent away.
func TestAGoodCodeAfterOthersGuessesIsAnswered(t *testing.T) {
	for _, c := range []struct {
		name, wait string
		asked      int32
		answered   bool
	}{{"soon", "1", 2, true}, {"in a long while", "900", 1, false}} {
		t.Run(c.name, func(t *testing.T) {
			var asked atomic.Int32
			central := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if asked.Add(1) == 1 {
					w.Header().Set("Retry-After", c.wait)
					w.WriteHeader(http.StatusTooManyRequests)
					return
				}
				_ = json.NewEncoder(w).Encode(hall.CheckInResult{Code: "HN2041"})
			}))
			t.Cleanup(central.Close)
			link, _ := mustLink(t, central.URL, filepath.Join(t.TempDir(), "kiosk.db"), func() {})
			coming, err := link.CheckIn(t.Context(), hall.CheckInRequest{Code: "HN2041"})
			if (err == nil && coming.Code == "HN2041") != c.answered || asked.Load() != c.asked {
				t.Errorf("asked %d times: %+v, %v", asked.Load(), coming, err)
			}
		})
	}
}

// TestACallThatHangsIsKnownToHang: whoever waits to be heard learns in time that they are not, even behind a push that hangs already.
func TestACallThatHangsIsKnownToHang(t *testing.T) {
	central := newFakeCentral(t)
	link, j := mustLink(t, central.URL, filepath.Join(t.TempDir(), "kiosk.db"), func() {})
	mustAppend(t, j, 1)
	central.mu.Lock() // a central that is stopped: it takes the line and never answers
	hangs := make(chan error, 1)
	go func() { hangs <- link.Flush(t.Context()) }()
	hearing, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := link.Deliver(hearing); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("nobody answers, and it is told: %v", err)
	}
	central.mu.Unlock()
	if err := <-hangs; err != nil {
		t.Fatal(err)
	}
	if err := link.Deliver(t.Context()); err != nil || len(central.seqs()) != 1 {
		t.Errorf("central is back: %v, it holds %v", err, central.seqs())
	}
}
