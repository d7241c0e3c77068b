package main

import (
	"strings"
	"testing"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/seal"
)

func TestLinkOfAPaper(t *testing.T) {
	link := linkTo(func() hall.Centre { return filedCentre }, func() seal.Ring { return filedRing })
	code := "000.00.00.H25-261109-0027"
	if got := link(dossier.Dossier{Code: code}); !strings.Contains(got, code) {
		t.Errorf("the link %q does not lead to the dossier", got)
	}
	if got := link(dossier.Dossier{}); got != "" {
		t.Errorf("a dossier refused at the desk has no code, and its paper a QR to %q", got)
	}
}
