package dossiers

import (
	"strings"
	"testing"

	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/seal"
)

func TestLinkOfAPaper(t *testing.T) {
	ring := seal.Ring{}.Renewed()
	link := LinkTo(func() centre.Centre { return centre.Centre{PublicURL: "https://hcc.hanam.example.vn"} }, func() seal.Ring { return ring })
	code := "000.00.00.H25-261109-0027"
	if got := link(dossier.Dossier{Code: code}); !strings.Contains(got, code) {
		t.Errorf("the link %q does not lead to the dossier", got)
	}
	if got := link(dossier.Dossier{}); got != "" {
		t.Errorf("a dossier refused at the desk has no code, and its paper a QR to %q", got)
	}
}
