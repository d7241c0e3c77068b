package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/registry"
)

// inquire tells a citizen at a kiosk how far a dossier is; more only to whose card it is. Neither code nor card is written down.
func (c *Central) inquire(w http.ResponseWriter, r *http.Request) {
	var q registry.Inquiry
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		refuse(w, http.StatusBadRequest, errors.New("inquiry: codes and card were expected as JSON")) // err may hold what was sent
		return
	}
	asker := deviceOf(r.Context()).Name()
	if after := c.strangers.peek(asker, c.now()); q.Card != "" && after > 0 {
		slow(w, after)
		return
	}
	told, err := registry.Inquire(r.Context(), c.journal.Reader(), q)
	if errors.Is(err, registry.ErrNotTheirs) {
		c.strangers.ask(asker, c.now())
		refuse(w, http.StatusForbidden, err)
		return
	}
	answer(w, told, err)
}

// served finds the visit that somebody at a kiosk wants to rate.
func (c *Central) served(w http.ResponseWriter, r *http.Request) {
	var s hall.Slip
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("slip: %w", err))
		return
	}
	v, err := hall.FindServed(r.Context(), c.journal.Reader(), s, queue.Day(c.now()))
	answer(w, v, err)
}

// A kiosk may show so many cards that fit no dossier, enough for a family that tries each one's, and then one in so long.
const (
	strangers     = 6
	strangerEvery = 2 * time.Minute
)
