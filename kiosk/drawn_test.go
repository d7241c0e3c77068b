//go:build !race

package main

import (
	"fmt"
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"motcua/internal/guide"
	"motcua/internal/procedure"
	"motcua/internal/ui"
)

func TestEveryScreenInEveryModeSits(t *testing.T) {
	if *album != "" {
		if err := os.MkdirAll(*album, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for shape, size := range map[string]fyne.Size{"portrait": portrait, "landscape": landscape} {
		for _, worn := range looks {
			if worn.mode.Has(ui.Contrast) && *album == "" {
				continue // its colours are a test of their own, and all stands where it stands without it
			}
			for _, lang := range []string{"vi", "en"} {
				p := &photographer{kind: fmt.Sprintf("%s-%s-%s", shape, worn.name, lang)}
				t.Run(p.kind, func(t *testing.T) {
					p.t = t
					p.lookAtReception(size, worn, lang)
					p.lookAtRatings(size, worn, lang)
					p.lookAtAttendant(size, worn, lang)
				})
			}
		}
	}
}

// TestEveryScreenOutlivesItsRenderers: a screen that was out of sight for a minute, under a cover or by night, comes back whole.
func TestEveryScreenOutlivesItsRenderers(t *testing.T) {
	p := &photographer{t: t, kind: "again", outlive: t}
	p.lookAtReception(portrait, looks[0], "vi")
	p.lookAtRatings(portrait, looks[0], "vi")
	p.lookAtAttendant(portrait, looks[0], "vi")
}

// TestEveryProcedureSits: whatever procedure of the catalogue is found, it can be offered and read, page by page.
func TestEveryProcedureSits(t *testing.T) {
	list := mustReadCatalogue(t)
	for shape, size := range map[string]fyne.Size{"portrait": portrait, "landscape": landscape} {
		for height, low := range map[string]bool{"": false, " low": true} {
			t.Run(shape+height, func(t *testing.T) {
				l := mustOpenLobby(t, size, district())
				l.onEyes(ui.Large) // large type, the tightest
				l.visit.Lower(low, l.clock)
				l.draw()
				l.stage.mustTap(t, "find")
				for i := 0; i < len(list); i += *every {
					l.mustSitOpen(t, &list[i])
				}
			})
		}
	}
}

func (l *lobby) mustSitOpen(t *testing.T, p *procedure.Procedure) {
	t.Helper()
	l.visit.Answer(l.visit.Find.Typing.Text, []*procedure.Procedure{p, p, p, p, p})
	l.refresh()
	l.mustFit(t, p)
	l.stage.mustTap(t, "offer.1")
	for i := range fill(guide.Of(l.speaker(), p).Sections, l.leafLines()) {
		l.onTurn(i)
		l.mustFit(t, p)
	}
	l.stage.mustTap(t, "back")
}

func (l *lobby) mustFit(t *testing.T, p *procedure.Procedure) {
	t.Helper()
	for _, text := range l.stage.overflows() {
		t.Errorf("procedure %s: %s", p.Code, text)
	}
}
