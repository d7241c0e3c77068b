package main

import (
	"fmt"
	"net/http"
	"time"

	"motcua/internal/uplink"
)

// bell is the doorbell: a server-sent event at once and after each change, and a sign of life when all is quiet.
// It carries nothing; who hears it asks for what they need.
func (c *Central) bell(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	line := http.NewResponseController(w)
	_ = line.SetReadDeadline(time.Time{}) // a test's recorder has none
	alive := time.NewTicker(uplink.BellInterval)
	defer alive.Stop()
	message := "data: changed\n\n"
	for {
		changed := c.journal.Changed()
		_ = line.SetWriteDeadline(time.Now().Add(within))
		if _, err := fmt.Fprint(w, message); err != nil || line.Flush() != nil {
			return // whoever listened has left
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
			message = "data: changed\n\n"
		case <-alive.C:
			message = ": still here\n\n"
		}
	}
}
