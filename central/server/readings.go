package server

import (
	"net/http"
	"time"

	"motcua/central/ratelimit"
	"motcua/internal/journal"
	"motcua/internal/roster"
	"motcua/internal/workday"
)

// readings writes down which officer has read what.
type readings struct {
	*core
	searches *ratelimit.Recent[search] // that were written down
}

// oneSearch is how long an officer's questions to the register are one search: the list is asked for with every letter typed, and
// the whole register comes in leaves.
const oneSearch = time.Minute

// search is what somebody looks at, somewhere.
type search struct {
	kind string
	roster.Reading
}

// readingBy returns the officer who asks, as who reads something.
func readingBy(r *http.Request) roster.Reading {
	return roster.Reading{Officer: officerOf(r.Context()).ID, Device: askingFrom(r)}
}

// note writes down that the officer who asks has read something. What cannot be written down is not shown.
func (h *readings) note(r *http.Request, kind, dossier, code string) error {
	reading := readingBy(r)
	reading.Code = code
	return h.noteReading(r, kind, dossier, reading)
}

func (h *readings) noteReading(r *http.Request, kind, dossier string, reading roster.Reading) error {
	return h.journal.Write(r.Context(), func(tx *journal.Tx) error { return roster.Read(tx, kind, dossier, reading) })
}

// noteOnce is note for the questions of a search.
func (h *readings) noteOnce(r *http.Request, kind string) error {
	return h.noteDay(r, kind, workday.Date{})
}

// noteDay is noteOnce for what is read day by day: each day is a search of its own.
func (h *readings) noteDay(r *http.Request, kind string, day workday.Date) error {
	reading := readingBy(r)
	reading.Day = day
	of := search{kind, reading}
	if h.searches.Has(of, h.now()) {
		return nil
	}
	err := h.noteReading(r, kind, "", reading)
	if err == nil {
		h.searches.Add(of, h.now())
	}
	return err
}
