package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// errClock is the answer to who asks for what would stand on paper with a wrong day.
var errClock = errors.New("central's clock is doubted; central clock accept says that it is right")

// code gives a dossier's code.
func (c *Central) code(w http.ResponseWriter, r *http.Request) {
	var request registry.Request
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("code request: %w", err))
		return
	}
	if _, err := uuid.Parse(request.ID); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("code request: id: %w", err))
		return
	}
	if d, err := c.watch.doubted(r.Context()); err != nil || d.grave() {
		answer(w, nil, errors.Join(errClock, err))
		return
	}
	pattern, err := dossier.NewPattern(c.settings.Centre.Codes)
	if err != nil {
		answer(w, nil, err)
		return
	}
	var code string
	err = c.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		code, err = registry.Issue(tx, pattern, request, c.now())
		return err
	})
	answer(w, code, err)
}

// look answers a question about the register.
func (c *Central) look(w http.ResponseWriter, r *http.Request) {
	var q registry.Question
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("question: %w", err))
		return
	}
	a, err := registry.Look(r.Context(), c.journal.Reader(), q)
	if err == nil {
		err = c.noteOnce(r, roster.KindSearched)
	}
	answer(w, a, err)
}

// book reads a leaf of the register.
func (c *Central) book(w http.ResponseWriter, r *http.Request) {
	var s registry.Span
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("span: %w", err))
		return
	}
	l, err := registry.Read(r.Context(), c.journal.Reader(), s)
	if err == nil {
		err = c.noteOnce(r, roster.KindBook)
	}
	answer(w, l, err)
}

// stand tells how a dossier stands, without a word of whose it is.
func (c *Central) stand(w http.ResponseWriter, r *http.Request) {
	d, err := registry.Find(r.Context(), c.journal.Reader(), r.PathValue("id"))
	answer(w, d.Stand(), err)
}

// showDossiers adds to a counter's view of the hall what its officer is to be told, and how the dossier stands that is open there.
func (c *Central) showDossiers(r *http.Request, d trust.Device, v *hall.View) (err error) {
	if v.Clashes, err = registry.Clashes(r.Context(), c.journal.Reader(), d.Name()); err != nil {
		return err
	}
	id := r.FormValue(uplink.OpenDossier)
	if id == "" {
		return nil
	}
	open, err := registry.Find(r.Context(), c.journal.Reader(), id)
	if errors.Is(err, registry.ErrNoDossier) {
		return nil // it was taken in without a line
	}
	stand := open.Stand()
	v.Open = &stand
	return err
}

// dossier shows one dossier, whole.
func (c *Central) dossier(w http.ResponseWriter, r *http.Request) {
	d, err := registry.Find(r.Context(), c.journal.Reader(), r.PathValue("id"))
	if err == nil {
		err = c.note(r, roster.KindRead, d.ID, d.Code)
	}
	answer(w, d, err)
}
