package server

import (
	"net/http"

	"motcua/internal/hall"
)

// devicesPage shows a technician which device wants something.
func (h *staffPages) devicesPage(w http.ResponseWriter, r *http.Request) {
	devices, err := hall.Devices(r.Context(), h.journal.Reader(), h.now())
	if err != nil {
		answer(w, nil, err)
		return
	}
	refreshes(w, r)
	h.show(w, r, http.StatusOK, "devices.html", map[string]any{"Devices": devices, "Mute": h.loudspeakers.mute()})
}

// refreshes lets a page ask for itself again and again, which is not somebody at it.
func refreshes(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Refresh", "15; url="+r.URL.Path+"?"+byItself)
}
