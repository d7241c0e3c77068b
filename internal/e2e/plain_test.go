package main

import (
	"strings"
	"testing"

	"motcua/internal/ui/render"
)

// TestAVisitWithPlainRendering is TestVisit where Fyne waits and paints by itself, as on a machine where our own way of painting goes wrong.
func TestAVisitWithPlainRendering(t *testing.T) {
	t.Parallel()
	stations := allStations()
	for i := range stations {
		stations[i].env = []string{render.Env + "=1"}
	}
	report, err := playedVisit{mustOpen(t, stations...)}.play(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(report.String(), "visit ok: ticket A001, ") || report.level != 4 {
		t.Error(report)
	}
}
