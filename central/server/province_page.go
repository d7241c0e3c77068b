package server

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"motcua/internal/province"
)

// provincePage shows leaders how each centre stands: numbers, and nobody's name.
func (h *staffPages) provincePage(w http.ResponseWriter, r *http.Request) {
	view, err := h.leaders(r.Context())
	if err != nil {
		answer(w, nil, err)
		return
	}
	refreshes(w, r)
	h.show(w, r, http.StatusOK, "province.html", view)
}

// leadersView is what the page shows.
type leadersView struct {
	At   time.Time
	Rows []leadersRow
	All  leadersRow
}

type leadersRow struct {
	Name string
	province.Standing
	Heard  time.Time // zero: never
	Silent bool
}

// leaders lists the centres in the order of the settings.
func (h *staffPages) leaders(ctx context.Context) (leadersView, error) {
	view := leadersView{At: h.now()}
	standings, err := province.Look(ctx, h.journal.Reader(), view.At)
	if err != nil {
		return view, err
	}
	for _, centre := range h.settings().Centres {
		row := leadersRow{Name: centre.Name, Standing: standings[centre.ID]}
		if _, err := h.journal.Kept(ctx, keyHeard+centre.ID, &row.Heard); err != nil {
			return view, err
		}
		row.Silent = view.At.Sub(row.Heard) > silence
		view.Rows = append(view.Rows, row)
		view.All.Standing = view.All.Add(row.Standing)
	}
	return view, nil
}

// Share returns how many of the results were in time, in percent, as people read it; a dash while there is none.
func (r leadersRow) Share() string {
	if r.Done == 0 {
		return "–"
	}
	return fmt.Sprintf("%d%%", 100*r.OnTime/r.Done)
}
