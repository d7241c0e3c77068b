package main

import (
	"strings"
	"testing"
)

// TestAVisitWithPlainRendering is TestVisit where Fyne waits and paints by itself, as on a machine where our own way of painting goes wrong.
func TestAVisitWithPlainRendering(t *testing.T) {
	t.Setenv("MOTCUA_PLAIN_RENDERING", "1")
	report, err := playedVisit{mustOpen(t)}.play(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(report.String(), "visit ok: ticket A001, ") || report.level != 4 {
		t.Error(report)
	}
}
