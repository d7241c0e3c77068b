package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"motcua/internal/centre"
	"motcua/internal/journal"
	"motcua/internal/province"
	"motcua/internal/uplink"
)

// centres is a province's side of its centres, and a centre's knowledge of the others.
type centres struct {
	*core
	others atomic.Pointer[[]centre.Partner] // the province's other centres; nil while it has told none
}

// gather takes the events of a centre's devices, or tells a centre that brings none what is held of them.
func (h *centres) gather(w http.ResponseWriter, r *http.Request, centre string, events []journal.Event) {
	var held uplink.Held
	_, held.Life = h.journal.Name()
	if len(events) == 0 {
		var err error
		held.Lives, err = h.journal.Held(r.Context(), centre)
		answer(w, held, err)
		return
	}
	err := careful(r, h.journal, func(tx *journal.Tx) error {
		if err := tx.AcceptFromCentre(centre, events); err != nil {
			return err
		}
		return province.Forget(tx, centre, events)
	})
	if gap := (*journal.GapError)(nil); errors.As(err, &gap) {
		writeJSON(w, http.StatusConflict, held)
		return
	}
	answer(w, held, err)
}

// changes tells a centre what others did to the dossiers that it shares with them, and of no other dossier.
func (h *centres) changes(w http.ResponseWriter, r *http.Request) {
	after, err := strconv.ParseInt(r.FormValue("after"), 10, 64)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("changes: after: a serial number was expected: %w", err))
		return
	}
	if _, life := h.journal.Name(); r.FormValue("life") != strconv.FormatInt(life, 10) {
		refuse(w, http.StatusGone, errors.New("changes: the province's journal has another life; its news is counted anew"))
		return
	}
	centre := deviceOf(r.Context()).ID
	events, err := province.News(r.Context(), h.journal.Reader(), centre, after)
	if err == nil {
		err = h.hear(r.Context(), centre)
	}
	answer(w, events, err)
}

// hear remembers that a centre has asked, for the leaders' page of every central on this database. A centre asks every few seconds.
func (h *centres) hear(ctx context.Context, centre string) error {
	var heard time.Time
	if _, err := h.journal.Kept(ctx, keyHeard+centre, &heard); err != nil || h.now().Sub(heard) < silence/5 {
		return err
	}
	return h.journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(keyHeard+centre, h.now()) })
}

// keyHeard begins the keys under which the journal keeps when a centre was heard.
const keyHeard = "heard."

// silence is how long a centre with a line can be quiet.
const silence = 5 * time.Minute

// partners tells a centre of the others.
func (h *centres) partners(w http.ResponseWriter, r *http.Request) {
	asks := deviceOf(r.Context()).ID
	answer(w, slices.DeleteFunc(append([]centre.Partner{}, h.settings().Centres...), func(p centre.Partner) bool { return p.ID == asks }), nil)
}

// centre is what the hall is made of, with what the province has told.
func (h *centres) centre() centre.Centre {
	centre := h.settings().Centre
	centre.ID = h.settings().Upstream.Name
	if partners := h.others.Load(); partners != nil {
		centre.Partners = *partners
	}
	return centre
}

// upstream returns the line to the province; nil without one.
func (h *centres) upstream() *uplink.Upstream {
	s := h.settings().Upstream
	if s.Address == "" {
		return nil
	}
	return &uplink.Upstream{
		Client:  uplink.Enrolled(s.Address, h.settings().Data, s.Device().Name(), time.Now),
		Journal: h.journal, Centre: s.Name, Told: func(partners []centre.Partner) { h.others.Store(&partners) },
	}
}
