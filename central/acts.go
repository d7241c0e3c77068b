package main

import (
	"net/http"
	"time"

	"motcua/internal/journal"
	"motcua/internal/roster"
	"motcua/internal/workday"
)

// oneSearch is how long an officer's questions to the register are one search: the list is asked for with every letter typed, and
// the whole register comes in leaves.
const oneSearch = time.Minute

// search is what somebody looks at, somewhere.
type search struct {
	kind string
	roster.Reading
}

// readingBy is the officer who asks, as who reads something.
func readingBy(r *http.Request) roster.Reading {
	return roster.Reading{Officer: officerOf(r.Context()).ID, Device: askingFrom(r)}
}

// note writes down that the officer who asks has read something. What cannot be written down is not shown.
func (c *Central) note(r *http.Request, kind, dossier, code string) error {
	reading := readingBy(r)
	reading.Code = code
	return c.noteReading(r, kind, dossier, reading)
}

func (c *Central) noteReading(r *http.Request, kind, dossier string, reading roster.Reading) error {
	return c.journal.Write(r.Context(), func(tx *journal.Tx) error { return roster.Read(tx, kind, dossier, reading) })
}

// noteOnce is note for the questions of a search.
func (c *Central) noteOnce(r *http.Request, kind string) error {
	return c.noteDay(r, kind, workday.Date{})
}

// noteDay is noteOnce for what is read day by day: each day is a search of its own.
func (c *Central) noteDay(r *http.Request, kind string, day workday.Date) error {
	reading := readingBy(r)
	reading.Day = day
	of := search{kind, reading}
	if c.searches.has(of, c.now()) {
		return nil
	}
	err := c.noteReading(r, kind, "", reading)
	if err == nil {
		c.searches.add(of, c.now())
	}
	return err
}

// actsPage lists who read or administered what on a day.
func (c *Central) actsPage(w http.ResponseWriter, r *http.Request) {
	day, err := workday.ParseDate(r.FormValue("day"))
	if err != nil {
		day = workday.DateOf(c.now())
	}
	acts, err := roster.Acts(r.Context(), c.journal.Reader(), day.At(0), day.AddDays(1).At(0))
	if err == nil {
		err = c.note(r, roster.KindAudited, "", "")
	}
	if err != nil {
		answer(w, nil, err)
		return
	}
	c.showStaff(w, r, http.StatusOK, "acts.html", map[string]any{
		"Day": day, "Before": day.AddDays(-1), "After": day.AddDays(1), "Acts": acts, "Full": len(acts) == roster.MostActs,
	})
}
