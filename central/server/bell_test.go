package server

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"motcua/internal/uplink"
)

// TestBellRingsWhenADayBegins leaves the hall alone from the evening on.
func TestBellRingsWhenADayBegins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // it is seven in the morning in Vietnam
		midnight := time.Now().Add(17 * time.Hour)
		ctx, stop := context.WithTimeout(t.Context(), 18*time.Hour)
		defer stop()
		nothing := make(chan struct{})
		var rings []time.Time
		said := 0
		ring(ctx, func() <-chan struct{} { return nothing }, time.Now, func(message string) bool {
			said++
			if message == rang {
				rings = append(rings, time.Now())
			}
			return true
		})
		if len(rings) != 2 || rings[1].Before(midnight) || rings[1].After(midnight.Add(uplink.BellInterval)) {
			t.Errorf("it rang at %v; want at once and at %v", rings, midnight)
		}
		if want := int(18 * time.Hour / uplink.BellInterval); said < want {
			t.Errorf("it was heard %d times in 18 hours, want %d", said, want)
		}
	})
}
