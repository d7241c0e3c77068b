package main

import (
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
	var t queue.Ticket
	err := c.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.Issue(tx, c.settings.Centre, request, c.now())
		return err
	})
	answer(w, t, err)
}

// next calls the next person to a counter.
func (c *Central) next(w http.ResponseWriter, r *http.Request) {
	var t *queue.Ticket
	err := c.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.Next(tx, c.settings.Centre, r.PathValue("counter"), c.now())
		return err
	})
	if err == nil && t == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	answer(w, t, err)
}

// push takes a device's events.
func (c *Central) push(w http.ResponseWriter, r *http.Request) {
	origin, incarnation, events, err := readPush(r)
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	var held int64
	err = c.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		held, err = tx.Accept(origin, incarnation, events)
		return err
	})
	if gap := (*journal.GapError)(nil); errors.As(err, &gap) {
		writeJSON(w, http.StatusConflict, uplink.Held{Seq: gap.Held})
		return
	}
	answer(w, uplink.Held{Seq: held}, err)
}

func readPush(r *http.Request) (origin string, incarnation int64, events []journal.Event, err error) {
	origin = r.FormValue("origin")
	if incarnation, err = strconv.ParseInt(r.FormValue("incarnation"), 10, 64); err != nil || origin == "" {
		return "", 0, nil, fmt.Errorf("push: origin and incarnation were expected in the query")
	}
	if err := json.NewDecoder(r.Body).Decode(&events); err != nil {
		return "", 0, nil, fmt.Errorf("push: %w", err)
	}
	return origin, incarnation, events, nil
}

// changes lists the events of all devices behind a position.
func (c *Central) changes(w http.ResponseWriter, r *http.Request) {
	after, err := strconv.ParseInt(r.FormValue("after"), 10, 64)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("changes: after: a position was expected: %w", err))
		return
	}
	events, err := c.journal.After(r.Context(), after, uplink.MostEvents)
	if events == nil {
		events = []journal.Event{}
	}
	answer(w, events, err)
}

// hall shows a device the hall as it is now.
func (c *Central) hall(w http.ResponseWriter, r *http.Request) {
	v, err := hall.Look(r.Context(), c.journal.Reader(), c.settings.Centre, c.now())
	answer(w, v, err)
}

// answer writes what was asked for, or the refusal that fits the error.
func answer(w http.ResponseWriter, v any, err error) {
	switch {
	case err == nil:
		writeJSON(w, http.StatusOK, v)
	case errors.Is(err, hall.ErrNoService), errors.Is(err, hall.ErrNoCounter), errors.Is(err, hall.ErrNoTicket), errors.Is(err, registry.ErrNoDossier):
		refuse(w, http.StatusNotFound, err)
	case errors.Is(err, dossier.ErrCode), errors.Is(err, dossier.ErrSeriesFull):
		refuse(w, http.StatusBadRequest, err)
	case errors.Is(err, journal.ErrChain), errors.Is(err, journal.ErrForeign):
		slog.Error("a device's events were refused", "err", err)
		refuse(w, http.StatusUnprocessableEntity, err)
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
