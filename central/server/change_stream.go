package server

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// changeStream tells devices that something has changed.
type changeStream struct {
	*core
	guard *guard
}

// What the devices' doorbell sends, as server-sent events.
const (
	rang  = "data: changed\n\n"
	quiet = ": still here\n\n"
	look  = "" // nothing is sent; it is only seen to whether the device is still let in
)

// serve tells a device of each change. The stream carries nothing; who hears it asks for what they need.
func (h *changeStream) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	line := http.NewResponseController(w)
	_ = line.SetReadDeadline(time.Time{}) // a test's recorder has none
	ring(r.Context(), h.journal.Changed, h.now, func(message string) bool {
		_ = line.SetWriteDeadline(time.Now().Add(within))
		if message != look {
			if _, err := fmt.Fprint(w, message); err != nil || line.Flush() != nil {
				return false // whoever listened has left
			}
		}
		return h.guard.stillTrusts(r) // one that was revoked is told so when it asks again
	})
}

// ringEvery is how long a device is left alone after each ring: it looks at the whole hall each time.
const ringEvery = 500 * time.Millisecond

// ring rings at once, after each change, and when a day has begun, for with it the lines begin anew; and it shows that it is there when all is
// quiet. It ends with ctx, or when say does not want to hear more.
func ring(ctx context.Context, changed func() <-chan struct{}, now func() time.Time, say func(message string) (more bool)) {
	alive := time.NewTicker(uplink.BellInterval)
	defer alive.Stop()
	trusted := time.NewTicker(looked)
	defer trusted.Stop()
	message, day, last := rang, queue.Day(now()), time.Time{}
	var next <-chan struct{}
	for {
		if message == rang { // many changes at once ring once, the first at once
			pause(ctx, ringEvery-time.Since(last))
			last = time.Now()
			next = changed() // not after a look, which may have come at the same moment as a change
		}
		if !say(message) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-next:
			message = rang
		case <-alive.C:
			message = quiet
		case <-trusted.C:
			message = look
		}
		if today := queue.Day(now()); today != day {
			message, day = rang, today
		}
	}
}
