package server

import (
	"errors"
	"net/http"

	"motcua/internal/hall"
	"motcua/internal/registry"
	"motcua/internal/seal"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// halls shows devices the hall as it is now, and hands them the keys that go with it.
type halls struct {
	*core
	centres    *centres
	erasures   *erasures
	catalogues *catalogues
}

// hall shows a device the hall as it is now.
func (h *halls) hall(w http.ResponseWriter, r *http.Request) {
	v, err := hall.Look(r.Context(), h.journal.Reader(), h.centres.centre(), h.now())
	if err == nil {
		var ring seal.Ring
		ring, err = h.ring(r.Context())
		v.Seals = ring.Print()
		v.Erased = h.erasures.ids()
	}
	if err == nil {
		v.Catalogue, err = h.catalogues.present(r.Context())
	}
	if d := deviceOf(r.Context()); err == nil && d.Kind == trust.Counter {
		err = h.showDossiers(r, d, &v)
	}
	answer(w, v, err)
}

// showDossiers adds to a counter's view of the hall what its officer is to be told, and how the dossier stands that is open there.
func (h *halls) showDossiers(r *http.Request, d trust.Device, v *hall.View) (err error) {
	if v.Clashes, err = registry.Clashes(r.Context(), h.journal.Reader(), d.Name()); err != nil {
		return err
	}
	id := r.FormValue(uplink.OpenDossier)
	if id == "" {
		return nil
	}
	open, err := registry.Find(r.Context(), h.journal.Reader(), id)
	if errors.Is(err, registry.ErrNoDossier) {
		return nil // it was taken in without a line
	}
	stand := open.Stand()
	v.Open = &stand
	return err
}

// seals hands a device the keys it signs and checks paper with.
func (h *halls) seals(w http.ResponseWriter, r *http.Request) {
	ring, err := h.ring(r.Context())
	answer(w, ring, err)
}
