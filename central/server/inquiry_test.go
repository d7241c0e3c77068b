package server

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/internal/registry"
	"motcua/internal/uplink"
)

// lockedLog is read while others write.
type lockedLog struct {
	sync.Mutex
	bytes.Buffer
}

func (l *lockedLog) Write(b []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(b)
}

func (l *lockedLog) String() string {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.String()
}

// TestCardsOfStrangersAreCounted: a kiosk that shows card after card is told to wait; codes are still answered.
func TestCardsOfStrangersAreCounted(t *testing.T) {
	before := slog.Default()
	t.Cleanup(func() { slog.SetDefault(before) })
	var log lockedLog
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	morning := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var later atomic.Int64
	c := mustRun(t, settingsOf(t, t.TempDir(), 1), func(c *Server) {
		c.now = func() time.Time { return morning.Add(time.Duration(later.Load())) }
	})
	kiosk := mustEnrol(t, c, "kiosk-1")
	ask := func(q registry.Inquiry) int {
		var refusal *uplink.Refusal
		if _, err := kiosk.Inquire(t.Context(), q); !errors.As(err, &refusal) {
			t.Fatalf("central answers %v", err)
		}
		return refusal.Status
	}
	card := registry.Inquiry{Card: "035088000002"}
	for range strangers {
		if got := ask(card); got != http.StatusForbidden {
			t.Fatalf("central answers %d to a card that fits nothing; want %d", got, http.StatusForbidden)
		}
	}
	if got := ask(card); got != http.StatusTooManyRequests {
		t.Errorf("central answers %d to one card too many; want %d", got, http.StatusTooManyRequests)
	}
	if got := ask(registry.Inquiry{Codes: []string{"000.00.00.H25-261123-0001"}}); got != http.StatusNotFound {
		t.Errorf("central answers %d to an unknown code; want %d", got, http.StatusNotFound)
	}
	later.Store(int64(strangerEvery + time.Second))
	if got := ask(card); got != http.StatusForbidden {
		t.Errorf("some minutes later central answers %d; want %d", got, http.StatusForbidden)
	}
	if strings.Contains(log.String(), "035088000002") {
		t.Error("a card's number is in the log")
	}
}
