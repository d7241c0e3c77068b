package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/seal"
)

// tickets gives numbers and calls people.
type tickets struct {
	*core
	guesses *guesses
}

// issue gives a number.
func (h *tickets) issue(w http.ResponseWriter, r *http.Request) {
	var request queue.Request
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("ticket request: %w", err))
		return
	}
	if _, err := uuid.Parse(request.ID); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("ticket request: id: %w", err))
		return
	}
	kiosk := deviceOf(r.Context())
	if fmt.Sprint(request.Kiosk) != kiosk.ID {
		forbid(w, kiosk, "a kiosk asks for numbers as itself")
		return
	}
	if after := h.guesses.before(kiosk.Name(), request.Appointment, h.now()); after > 0 {
		tooMany(w, after)
		return
	}
	var t queue.Ticket
	err := h.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.Issue(tx, h.settings().Centre, request, h.now())
		return err
	})
	if errors.Is(err, hall.ErrNoAppointment) {
		h.guesses.miscodes.Take(kiosk.Name(), h.now()) // whoever asks here need not have asked checkIn
	}
	answer(w, t, err)
}

// next calls the next person to a counter.
func (h *tickets) next(w http.ResponseWriter, r *http.Request) {
	counter, ok := callingCounter(w, r)
	if !ok {
		return
	}
	var t *queue.Ticket
	err := h.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.Next(tx, h.settings().Centre, counter, h.now())
		return err
	})
	if err == nil && t == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	answer(w, t, err)
}

// callingCounter returns the counter that a request calls somebody to; one that is not the device's own is denied.
func callingCounter(w http.ResponseWriter, r *http.Request) (counter string, ok bool) {
	counter = r.PathValue("counter")
	d := deviceOf(r.Context())
	if counter != d.ID {
		forbid(w, d, "a counter calls people to itself")
	}
	return counter, counter == d.ID
}

// slip calls the ticket of a slip that was shown at a counter.
func (h *tickets) slip(w http.ResponseWriter, r *http.Request) {
	counter, ok := callingCounter(w, r)
	if !ok {
		return
	}
	var code string
	if err := json.NewDecoder(r.Body).Decode(&code); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("slip: %w", err))
		return
	}
	ring, err := h.ring(r.Context())
	if err != nil {
		answer(w, nil, err)
		return
	}
	t, doubt := ring.OpenTicket(code)
	if doubt != nil && !errors.Is(doubt, seal.ErrOver) {
		refuse(w, http.StatusBadRequest, fmt.Errorf("slip: %w", doubt))
		return
	}
	err = h.journal.Write(r.Context(), func(tx *journal.Tx) error {
		if doubt != nil {
			if known, err := hall.Knows(tx, t.ID); err != nil || !known {
				return errors.Join(err, doubt)
			}
		}
		called, err := hall.CallSlip(tx, h.settings().Centre, counter, t, h.now())
		t = called
		return err
	})
	answer(w, t, err)
}

// served finds the visit that somebody at a kiosk wants to rate.
func (h *tickets) served(w http.ResponseWriter, r *http.Request) {
	var s hall.Slip
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("slip: %w", err))
		return
	}
	v, err := hall.FindServed(r.Context(), h.journal.Reader(), s, h.now())
	answer(w, v, err)
}
