package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/seal"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// issue gives a number.
func (c *Central) issue(w http.ResponseWriter, r *http.Request) {
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
	if fmt.Sprint(request.Kiosk) != kiosk.Place {
		deny(w, kiosk, "a kiosk asks for numbers as itself")
		return
	}
	if after := c.guessedBefore(kiosk.Name(), request.Appointment); after > 0 {
		slow(w, after)
		return
	}
	var t queue.Ticket
	err := c.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.Issue(tx, c.settings.Centre, request, c.now())
		return err
	})
	if errors.Is(err, hall.ErrNoAppointment) {
		c.miscodes.ask(kiosk.Name(), c.now()) // whoever asks here need not have asked meet
	}
	answer(w, t, err)
}

// next calls the next person to a counter.
func (c *Central) next(w http.ResponseWriter, r *http.Request) {
	counter, ok := callingCounter(w, r)
	if !ok {
		return
	}
	var t *queue.Ticket
	err := c.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.Next(tx, c.settings.Centre, counter, c.now())
		return err
	})
	if err == nil && t == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	answer(w, t, err)
}

// callingCounter is the counter that a request calls somebody to; one that is not the device's own is denied.
func callingCounter(w http.ResponseWriter, r *http.Request) (counter string, ok bool) {
	counter = r.PathValue("counter")
	d := deviceOf(r.Context())
	if counter != d.Place {
		deny(w, d, "a counter calls people to itself")
	}
	return counter, counter == d.Place
}

// slip calls the ticket of a slip that was shown at a counter.
func (c *Central) slip(w http.ResponseWriter, r *http.Request) {
	counter, ok := callingCounter(w, r)
	if !ok {
		return
	}
	var code string
	if err := json.NewDecoder(r.Body).Decode(&code); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("slip: %w", err))
		return
	}
	ring, err := c.ring(r.Context())
	if err != nil {
		answer(w, nil, err)
		return
	}
	t, doubt := ring.OpenTicket(code)
	if doubt != nil && !errors.Is(doubt, seal.ErrOver) {
		refuse(w, http.StatusBadRequest, fmt.Errorf("slip: %w", doubt))
		return
	}
	err = c.journal.Write(r.Context(), func(tx *journal.Tx) error {
		if doubt != nil {
			if known, err := hall.Knows(tx, t.ID); err != nil || !known {
				return errors.Join(err, doubt)
			}
		}
		called, err := hall.CallSlip(tx, c.settings.Centre, counter, t, c.now())
		t = called
		return err
	})
	answer(w, t, err)
}

func (c *Central) held(ctx context.Context, device string, incarnation int64) (held uplink.Held, err error) {
	held.Lives, err = c.journal.Tips(ctx, device)
	for _, tip := range held.Lives {
		if tip.Incarnation == incarnation {
			held.Seq, held.Hash = tip.Seq, tip.Hash
		}
	}
	if err != nil || len(held.Lives) > 0 {
		return held, err
	}
	boxes, err := trust.Boxes(ctx, c.journal.Reader(), origin, device)
	if boxes > 1 {
		held.Lives = []journal.Tip{{}} // it was lost before it told anything
	}
	return held, err
}

// pull gives a device back what it pushed, behind a sequence number: its disk has lost it.
func (c *Central) pull(w http.ResponseWriter, r *http.Request) {
	origin, incarnation, err := lifeOf(r)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("pull: %w", err))
		return
	}
	if !isItself(w, r, origin) {
		return
	}
	after, err := strconv.ParseInt(r.FormValue("after"), 10, 64)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("pull: after: a sequence number was expected: %w", err))
		return
	}
	events, err := c.journal.Of(r.Context(), origin, incarnation, after, uplink.MostEvents)
	answer(w, listed(events), err)
}

// lifeOf reads from the query whose events a request is about.
func lifeOf(r *http.Request) (origin string, incarnation int64, err error) {
	origin = r.URL.Query().Get("origin")
	incarnation, err = strconv.ParseInt(r.URL.Query().Get("incarnation"), 10, 64)
	if err != nil || origin == "" {
		return "", 0, errors.New("origin and incarnation were expected in the query")
	}
	return origin, incarnation, nil
}

// isItself denies a device the events of another.
func isItself(w http.ResponseWriter, r *http.Request, origin string) bool {
	d := deviceOf(r.Context())
	if d.Name() == origin {
		return true
	}
	deny(w, d, "a device brings and takes back its own events, not those of "+origin)
	return false
}

// listed makes no events an empty list in JSON.
func listed(events []journal.Event) []journal.Event {
	if events == nil {
		return []journal.Event{}
	}
	return events
}

// hall shows a device the hall as it is now.
func (c *Central) hall(w http.ResponseWriter, r *http.Request) {
	v, err := hall.Look(r.Context(), c.journal.Reader(), c.centre(), c.now())
	if err == nil {
		var ring seal.Ring
		ring, err = c.ring(r.Context())
		v.Seals = ring.Print()
		v.Erased = c.erasures.ids()
	}
	if d := deviceOf(r.Context()); err == nil && d.Kind == trust.Counter {
		err = c.showDossiers(r, d, &v)
	}
	answer(w, v, err)
}

// answer writes what was asked for, or the refusal that fits the error.
func answer(w http.ResponseWriter, v any, err error) {
	waiting := waitError{}
	switch {
	case err == nil:
		writeJSON(w, http.StatusOK, v)
	case errors.Is(err, hall.ErrNoService), errors.Is(err, hall.ErrNoCounter), errors.Is(err, hall.ErrNoTicket), errors.Is(err, registry.ErrNoDossier), errors.Is(err, hall.ErrNoAppointment):
		refuse(w, http.StatusNotFound, err)
	case errors.As(err, &waiting):
		w.Header().Set("Retry-After", strconv.Itoa(waiting.seconds()))
		writeJSON(w, http.StatusTooManyRequests, uplink.Refusal{Message: waiting.Error(), Wait: waiting.seconds()})
	case errors.Is(err, errWrong):
		writeJSON(w, http.StatusForbidden, uplink.Refusal{Message: err.Error(), Reason: uplink.WrongLogin})
	case errors.Is(err, roster.ErrNoSession), errors.Is(err, roster.ErrNoOfficer):
		writeJSON(w, http.StatusForbidden, uplink.Refusal{Message: err.Error(), Reason: uplink.NoSession})
	case errors.Is(err, errClock):
		refuse(w, http.StatusUnprocessableEntity, errClock)
	case errors.Is(err, errMayNot):
		refuse(w, http.StatusForbidden, err)
	case errors.Is(err, hall.ErrQuota), errors.Is(err, hall.ErrNotNow):
		refuse(w, http.StatusUnprocessableEntity, err)
	case errors.Is(err, seal.ErrOver):
		writeJSON(w, http.StatusBadRequest, uplink.Refusal{Message: err.Error(), Reason: uplink.KeyTakenBack})
	case errors.Is(err, dossier.ErrCode), errors.Is(err, dossier.ErrSeriesFull):
		refuse(w, http.StatusBadRequest, err)
	case errors.Is(err, journal.ErrChain), errors.Is(err, journal.ErrForeign):
		slog.Error("a device's events were refused", "err", err)
		refuse(w, http.StatusUnprocessableEntity, err)
	case errors.Is(err, context.Canceled): // whoever asked has left
		refuse(w, http.StatusServiceUnavailable, errors.New("nobody waits for this answer"))
	case errors.Is(err, journal.ErrFull):
		slog.Error("request failed", "err", err)
		refuse(w, http.StatusInsufficientStorage, errors.New("central's disk is full; nothing was changed"))
	default:
		slog.Error("request failed", "err", err)
		refuse(w, http.StatusInternalServerError, errors.New("central cannot do this now; its log says why"))
	}
}

func refuse(w http.ResponseWriter, status int, err error) {
	writeJSON(w, status, uplink.Refusal{Message: err.Error()})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		slog.Debug("answer not delivered", "err", err)
	}
}
