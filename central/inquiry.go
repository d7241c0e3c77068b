package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
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
	if q.Card != "" && !c.guesses.may(asker, c.now()) {
		refuse(w, http.StatusTooManyRequests, errors.New("too many cards that fit no dossier; wait some minutes"))
		return
	}
	told, err := registry.Inquire(r.Context(), c.journal.Reader(), q)
	if errors.Is(err, registry.ErrNotTheirs) {
		c.guesses.wrong(asker, c.now())
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

// How many cards that fit no dossier one kiosk may show in how long: enough for a family that tries each one's.
const (
	mostGuesses = 6
	guessWithin = 10 * time.Minute
)

// guesses remembers who showed cards that fit no dossier; a restart forgives. The zero guesses is ready.
type guesses struct {
	mu   sync.Mutex
	when map[string][]time.Time
}

func (g *guesses) may(asker string, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	recent := slices.DeleteFunc(g.when[asker], func(at time.Time) bool { return now.Sub(at) > guessWithin })
	if g.when != nil {
		g.when[asker] = recent
	}
	return len(recent) < mostGuesses
}

func (g *guesses) wrong(asker string, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.when == nil {
		g.when = map[string][]time.Time{}
	}
	g.when[asker] = append(g.when[asker], now)
}
