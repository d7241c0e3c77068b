package server

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/registry"
	"motcua/internal/seal"
	"motcua/internal/workday"
)

// receiptView is what anybody may see of a dossier whose paper they hold: its code, how far it is, its day. Nothing that names a
// person or the business (TT 01/2018/TT-VPCP đ.16 k.2d).
type receiptView struct {
	Code   string
	Status dossier.Status // zero: this central has not heard of it yet
	Steps  []receiptStep
	Due    string // empty: no day can be promised yet
	Was    string // the paper's own day, where it is another
}

// receiptStep is one of the stretches of a dossier's way.
type receiptStep struct {
	Name  string // id of its sentence
	State string // done, now or next
}

// receiptPage tells whoever holds a receipt whether it is genuine, and how far the dossier is.
func (h *publicPages) receiptPage(w http.ResponseWriter, r *http.Request) {
	ring, err := h.ring(r.Context())
	if err != nil {
		answer(w, nil, fmt.Errorf("receipt page: %w", err))
		return
	}
	paper, doubt := ring.OpenReceipt(r.PathValue("path"))
	if doubt != nil && !errors.Is(doubt, seal.ErrOver) {
		pages.Show(w, http.StatusNotFound, "no-receipt.html", h.settings().Centre)
		return
	}
	d, err := registry.FindCode(r.Context(), h.journal.Reader(), paper.Code)
	switch {
	case err != nil && !errors.Is(err, registry.ErrNoDossier):
		answer(w, nil, fmt.Errorf("receipt page: %w", err))
		return
	case err != nil && doubt != nil: // nobody but the paper says so
		pages.Show(w, http.StatusNotFound, "no-receipt.html", h.settings().Centre)
		return
	}
	pages.Show(w, http.StatusOK, "receipt.html", map[string]any{"Centre": h.settings().Centre, "Receipt": viewOf(paper, d)})
}

// viewOf returns a genuine paper beside its dossier as it stands; the zero dossier is one that a desk without central received.
func viewOf(paper seal.ReceiptText, d dossier.Dossier) receiptView {
	v := receiptView{Code: paper.Code, Status: d.Status, Due: dayOf(paper.Due)}
	if d.Status == 0 {
		v.Steps = stepsTo(1)
		return v
	}
	v.Steps = stepsTo(reached[d.Status])
	if due := dayOf(dateOf(d.Appointment)); due != v.Due {
		v.Due, v.Was = due, v.Due
	}
	return v
}

// way is a dossier's way, as the citizen knows it.
var way = []string{"page.receipt.received", "page.receipt.processing", "page.receipt.finished", "page.receipt.returned"}

// reached is the stretch a dossier is in. What ended otherwise is none.
var reached = map[dossier.Status]int{
	dossier.Registered: 0, dossier.Received: 1, dossier.Processing: 1, dossier.Incomplete: 1, dossier.Owing: 1, dossier.Suspended: 1,
	dossier.Finished: 2, dossier.Returned: 4,
}

// stepsTo marks the way up to a stretch.
func stepsTo(now int) (steps []receiptStep) {
	for i, name := range way {
		s := receiptStep{name, "next"}
		if i < now {
			s.State = "done"
		} else if i == now {
			s.State = "now"
		}
		steps = append(steps, s)
	}
	return steps
}

func dateOf(t time.Time) (d workday.Date) {
	if !t.IsZero() {
		d = workday.DateOf(t)
	}
	return d
}

func dayOf(d workday.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.At(0).Format("02/01/2006")
}
