package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"motcua/assets"
	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/procedure"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/uplink"
)

// filedClerk is a clerk with real files, on a real journal; central is the test's, or none.
type filedClerk struct {
	testing.TB
	*clerk
	files   *filing.Cabinet
	journal *journal.Journal
	woken   int // times the spool was told of a slip
}

var filedCentre = hall.Centre{Codes: "{agency}-{yymmdd}-{serial}", Agencies: []hall.Agency{{Code: "000.00.00.H25", Name: "Trung tâm"}}}

// newFiledClerk begins a shift whose central is away: an address that nobody has.
func newFiledClerk(t testing.TB, s *shift) *filedClerk {
	t.Helper()
	return newClerkAt(t, s, "http://127.0.0.1:1", filepath.Join(t.TempDir(), "counter.db"))
}

func newClerkAt(t testing.TB, s *shift, central, path string) *filedClerk {
	t.Helper()
	now := func() time.Time { return s.clock }
	j, err := journal.Open(path, "counter-05", now, journal.Join(registry.Fold, paper.Fold))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	link, err := uplink.NewLink(t.Context(), uplink.Client{Base: central}, j, func() {})
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := loadCalendar("")
	if err != nil {
		t.Fatal(err)
	}
	f := &filedClerk{TB: t, journal: j}
	centre := func() hall.Centre { return filedCentre }
	f.files = &filing.Cabinet{Journal: j, Central: link, Centre: centre, Calendar: calendar, Series: 5, Slip: slipsOf(s.speak, centre), Now: now}
	ids := 0
	f.clerk = &clerk{
		cabinet: f.files, list: shipped, catalogue: intake.Catalogue{Index: shippedIndex},
		pattern: func() (dossier.Pattern, error) { return dossier.NewPattern(filedCentre.Codes) },
		run:     ui.Inline, now: now, speak: s.speak, wake: func() { f.woken++ }, changed: func() {},
		newID: func() string { ids++; return fmt.Sprintf("019a5c3e-7b00-7000-8000-%012d", ids) },
	}
	return f
}

var shipped = func() []procedure.Procedure {
	list, _, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil {
		panic(err)
	}
	return list
}()

var shippedIndex = procedure.NewIndex(shipped)

func (f *filedClerk) mustLook(q registry.Question) registry.Answer {
	f.Helper()
	a, err := registry.Look(context.Background(), f.journal.Reader(), q)
	if err != nil {
		f.Fatal(err)
	}
	return a
}
