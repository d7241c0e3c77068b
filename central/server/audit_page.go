package server

import (
	"net/http"

	"motcua/internal/roster"
	"motcua/internal/workday"
)

// actsPage lists who read or administered what on a day.
func (h *staffPages) actsPage(w http.ResponseWriter, r *http.Request) {
	day, err := workday.ParseDate(r.FormValue("day"))
	if err != nil {
		day = workday.DateOf(h.now())
	}
	acts, err := roster.Acts(r.Context(), h.journal.Reader(), day.At(0), day.AddDays(1).At(0))
	if err == nil {
		err = h.readings.note(r, roster.KindReadActs, "", "")
	}
	if err != nil {
		answer(w, nil, err)
		return
	}
	h.show(w, r, http.StatusOK, "acts.html", map[string]any{
		"Day": day, "Before": day.AddDays(-1), "After": day.AddDays(1), "Acts": acts, "Full": len(acts) == roster.MostActs,
	})
}
