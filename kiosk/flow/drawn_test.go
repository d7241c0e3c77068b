//go:build !race

package flow

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"motcua/internal/guide"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
	"motcua/internal/ui"
	"motcua/kiosk/screens"
)

func TestEveryScreenInEveryModeFits(t *testing.T) {
	if *screenshots != "" {
		if err := os.MkdirAll(*screenshots, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for shape, size := range map[string]fyne.Size{"portrait": portrait, "landscape": landscape} {
		for _, worn := range looks {
			if worn.mode.Has(ui.Contrast) && *screenshots == "" {
				continue // its colours are a test of their own, and all stands where it stands without it
			}
			for _, lang := range []string{"vi", "en"} {
				p := &photographer{kind: fmt.Sprintf("%s-%s-%s", shape, worn.name, lang)}
				t.Run(p.kind, func(t *testing.T) {
					p.t = t
					p.lookAtVisitor(size, worn, lang)
					p.lookAtRatingMode(size, worn, lang)
					p.lookAtOverlays(size, worn, lang)
				})
			}
		}
	}
}

// TestEveryScreenOutlivesItsRenderers: a screen that was out of sight for a minute, under a cover or by night, comes back whole.
func TestEveryScreenOutlivesItsRenderers(t *testing.T) {
	p := &photographer{t: t, kind: "again", outlive: t}
	p.lookAtVisitor(portrait, looks[0], "vi")
	p.lookAtRatingMode(portrait, looks[0], "vi")
	p.lookAtOverlays(portrait, looks[0], "vi")
}

// TestEveryProcedureFits: whatever procedure of the catalogue is found, it can be offered and read, page by page.
func TestEveryProcedureFits(t *testing.T) {
	list := mustReadCatalogue(t)
	for shape, size := range map[string]fyne.Size{"portrait": portrait, "landscape": landscape} {
		for height, low := range map[string]bool{"": false, " low": true} {
			t.Run(shape+height, func(t *testing.T) {
				l := mustOpenKiosk(t, size, district())
				l.OnDisplay(ui.Large) // large type, the tightest
				l.visit.Lower(low, l.clock)
				l.draw()
				l.window.mustTap(t, "find")
				for i := 0; i < len(list); i += *every {
					l.mustFitOpen(t, &list[i])
				}
				many := list[0]
				many.Agency = strings.Repeat("Chi cục Hải quan khu vực, Hải quan cửa khẩu, ", 30) // as the national catalogue has them
				l.mustFitOpen(t, &many)
			})
		}
	}
}

func offers(list ...*procedure.Procedure) (items []browse.Item) {
	for _, p := range list {
		items = append(items, browse.RowItem(browse.Row{p}))
	}
	return items
}

func (l *harness) mustFitOpen(t *testing.T, p *procedure.Procedure) {
	t.Helper()
	l.procedures.query().Answer(l.visit.Find.Typing.Text, offers(p, p, p, p, p))
	l.refresh()
	l.mustFitProcedure(t, p)
	l.window.mustTap(t, "offer.1")
	for i := range screens.Pages(guide.Of(l.speaker(), p).Sections, l.procedures.lines()) {
		l.procedures.onTurn(i)
		l.mustFitProcedure(t, p)
	}
	l.window.mustTap(t, "back")
}

func (l *harness) mustFitProcedure(t *testing.T, p *procedure.Procedure) {
	t.Helper()
	for _, text := range l.window.overflows() {
		t.Errorf("procedure %s: %s", p.Code, text)
	}
}
