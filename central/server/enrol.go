package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"motcua/central/ratelimit"
	"motcua/internal/journal"
	"motcua/internal/trust"
)

// enrolment takes codes for tokens.
type enrolment struct {
	*core
	guard *guard
}

// enrol takes a code for a token.
func (h *enrolment) enrol(w http.ResponseWriter, r *http.Request) {
	var request trust.Request
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("enrolment: %w", err))
		return
	}
	if after := h.guard.codes.RetryAfter(ratelimit.Address(r), h.now()); after > 0 {
		tooMany(w, after)
		return
	}
	err := h.journal.Write(r.Context(), func(tx *journal.Tx) error { return trust.Enrol(tx, request, h.now()) })
	if errors.Is(err, trust.ErrCode) {
		h.guard.codes.Take(ratelimit.Address(r), h.now())
		slog.Warn("enrolment refused", "device", request.Device, "address", r.RemoteAddr)
		refuse(w, http.StatusForbidden, err)
		return
	}
	if err == nil {
		slog.Info("enrolled", "device", request.Device, "address", r.RemoteAddr)
	}
	answer(w, struct{}{}, err)
}
