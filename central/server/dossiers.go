package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"motcua/central/store"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/registry"
	"motcua/internal/roster"
)

// dossiers answers questions about the register.
type dossiers struct {
	*core
	guesses  *guesses
	readings *readings
}

// errClock is the answer to who asks for what would stand on paper with a wrong day.
var errClock = errors.New("central's clock is doubted; central clock accept says that it is right")

// code gives a dossier's code.
func (h *dossiers) code(w http.ResponseWriter, r *http.Request) {
	var request registry.Request
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("code request: %w", err))
		return
	}
	if _, err := uuid.Parse(request.ID); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("code request: id: %w", err))
		return
	}
	if d, err := store.Doubted(r.Context(), h.journal); err != nil || d.Grave() {
		answer(w, nil, errors.Join(errClock, err))
		return
	}
	pattern, err := dossier.NewPattern(h.settings().Centre.Codes)
	if err != nil {
		answer(w, nil, err)
		return
	}
	var code string
	err = h.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		code, err = registry.Issue(tx, pattern, request, h.now())
		return err
	})
	answer(w, code, err)
}

// look answers a question about the register.
func (h *dossiers) look(w http.ResponseWriter, r *http.Request) {
	var q registry.Question
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("question: %w", err))
		return
	}
	a, err := registry.Look(r.Context(), h.journal.Reader(), q)
	if err == nil {
		err = h.readings.noteOnce(r, roster.KindSearched)
	}
	answer(w, a, err)
}

// book reads a leaf of the register.
func (h *dossiers) book(w http.ResponseWriter, r *http.Request) {
	var s registry.Span
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("span: %w", err))
		return
	}
	l, err := registry.Read(r.Context(), h.journal.Reader(), s)
	if err == nil {
		err = h.readings.noteOnce(r, roster.KindBook)
	}
	answer(w, l, err)
}

// stand tells how a dossier stands, without a word of whose it is.
func (h *dossiers) stand(w http.ResponseWriter, r *http.Request) {
	d, err := registry.Find(r.Context(), h.journal.Reader(), r.PathValue("id"))
	answer(w, d.Stand(), err)
}

// dossier shows one dossier, whole.
func (h *dossiers) dossier(w http.ResponseWriter, r *http.Request) {
	d, err := registry.Find(r.Context(), h.journal.Reader(), r.PathValue("id"))
	if err == nil {
		err = h.readings.note(r, roster.KindRead, d.ID, d.Code)
	}
	answer(w, d, err)
}

// inquire tells a citizen at a kiosk how far a dossier is; more only to whose card it is. Neither code nor card is written down.
func (h *dossiers) inquire(w http.ResponseWriter, r *http.Request) {
	var q registry.Inquiry
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		refuse(w, http.StatusBadRequest, errors.New("inquiry: codes and card were expected as JSON")) // err may hold what was sent
		return
	}
	asker := deviceOf(r.Context()).Name()
	if after := h.guesses.strangers.RetryAfter(asker, h.now()); q.Card != "" && after > 0 {
		tooMany(w, after)
		return
	}
	if len(q.Codes) > mostCodes {
		refuse(w, http.StatusBadRequest, errors.New("inquiry: fewer codes were expected"))
		return
	}
	if q.Card == "" { // who shows a card has it; a code can be counted through
		if after := h.guesses.codes.Take(asker, h.now()); after > 0 {
			tooMany(w, after)
			return
		}
	}
	told, err := registry.Inquire(r.Context(), h.journal.Reader(), q, h.now())
	if errors.Is(err, registry.ErrNotTheirs) {
		h.guesses.strangers.Take(asker, h.now())
		refuse(w, http.StatusForbidden, err)
		return
	}
	answer(w, told, err)
}
