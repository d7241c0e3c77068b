package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"motcua/internal/hall"
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
	if len(q.Codes) > mostCodes {
		refuse(w, http.StatusBadRequest, errors.New("inquiry: fewer codes were expected"))
		return
	}
	if q.Card == "" { // who shows a card has it; a code can be counted through
		if after := c.codes.ask(asker, c.now()); after > 0 {
			slow(w, after)
			return
		}
	}
	told, err := registry.Inquire(r.Context(), c.journal.Reader(), q, c.now())
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
	v, err := hall.FindServed(r.Context(), c.journal.Reader(), s, c.now())
	answer(w, v, err)
}

// A kiosk may ask about so many codes without a card, enough for several people who look after theirs, and then one in so long. Codes are given
// one after the other: who could ask about each would know the hall's whole day.
const (
	inquiries    = 12
	inquiryEvery = 15 * time.Second
	mostCodes    = 32 // that what was typed may mean
)

// A kiosk may show so many cards that fit nothing, enough for a morning on which many ask who have no dossier, each card for a dossier and for an
// appointment, and then one in so long. A card that fits is not counted.
const (
	strangers     = 24
	strangerEvery = 15 * time.Second
)
