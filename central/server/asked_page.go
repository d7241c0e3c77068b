package server

import (
	"fmt"
	"net/http"
	"time"

	"motcua/internal/queue"
	"motcua/internal/sayings"
)

// pathAsked is the page of what people ask.
const pathAsked = "/asked"

// askedSince is how far back it looks.
const askedSince = 90 * 24 * time.Hour

// askedRow is what people asked in some words.
type askedRow struct {
	sayings.Asked
	Choice string // name of the procedure chosen most; its code where the catalogue has none; empty: nothing was chosen
	Times  int    // that it was
	Line   bool   // it would teach the search something
}

// asked reads what people ask, and the lines that the dictionary could have for it.
func (h *staffPages) asked(r *http.Request) (rows []askedRow, lines []sayings.Line, err error) {
	list, err := sayings.Read(r.Context(), h.journal.Reader(), h.now().Add(-askedSince))
	if err != nil {
		return nil, nil, err
	}
	look, err := h.procedures.Look(r.Context())
	if err != nil {
		return nil, nil, err
	}
	for _, a := range list {
		row := askedRow{Asked: a}
		code, times := a.Most()
		row.Choice, row.Times = code, times
		name, known := look.Name(code)
		if known {
			row.Choice = name
			var line sayings.Line
			if line, row.Line = sayings.Propose(a, look.First); row.Line {
				lines = append(lines, line)
			}
		}
		rows = append(rows, row)
	}
	return rows, lines, nil
}

// askedPage shows a leader in what words people look for procedures, and what the search does not understand yet.
func (h *staffPages) askedPage(w http.ResponseWriter, r *http.Request) {
	rows, lines, err := h.asked(r)
	if err != nil {
		answer(w, nil, err)
		return
	}
	h.show(w, r, http.StatusOK, "asked.html", map[string]any{"Rows": rows, "Lines": len(lines), "Enough": sayings.Enough})
}

// askedLines hands out the lines proposed, as assets/catalogue/loi-dan.tsv has them.
func (h *staffPages) askedLines(w http.ResponseWriter, r *http.Request) {
	_, lines, err := h.asked(r)
	if err != nil {
		answer(w, nil, err)
		return
	}
	w.Header().Set("Content-Type", "text/tab-separated-values; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="loi-dan.tsv"`)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_ = sayings.WriteLines(w, lines, fmt.Sprintf("người dân hỏi, %s", h.now().In(queue.Zone).Format("01/2006"))) // a browser that hangs up has the error
}
