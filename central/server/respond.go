package server

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/seal"
	"motcua/internal/uplink"
)

// answer writes what was asked for, or the refusal that fits the error.
func answer(w http.ResponseWriter, v any, err error) {
	waiting := waitError{}
	switch {
	case err == nil:
		writeJSON(w, http.StatusOK, v)
	case errors.Is(err, hall.ErrNoService), errors.Is(err, hall.ErrNoCounter), errors.Is(err, hall.ErrNoTicket), errors.Is(err, registry.ErrNoDossier), errors.Is(err, hall.ErrNoAppointment),
		errors.Is(err, errNoZone):
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
		slog.Error("events refused", "err", err)
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
