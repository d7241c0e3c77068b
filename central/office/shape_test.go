package office

import (
	"slices"
	"testing"

	"motcua/central/settings"
	"motcua/internal/i18n"
)

// TestEveryPartStandsOnASheet: what is changed while central runs is changed on a page, and each field has a name that people read.
func TestEveryPartStandsOnASheet(t *testing.T) {
	var shown []string
	for _, sheet := range sheets {
		wantWords(t, sheet.Title())
		for _, part := range sheet.Parts {
			shown = append(shown, part)
			s, known := shapeOf(part)
			if !known {
				t.Errorf("%s: there is no part %s", sheet.ID, part)
			}
			wantNamed(t, s)
		}
	}
	slices.Sort(shown)
	if all := settings.PartNames(); !slices.Equal(shown, all) {
		t.Errorf("the sheets show %q, the parts are %q", shown, all)
	}
}

func wantNamed(t *testing.T, s shape) {
	t.Helper()
	wantWords(t, "admin."+s.path)
	if s.kind == list || s.kind == zones {
		wantWords(t, "admin."+s.path+".none")
	}
	for _, inner := range s.fields {
		wantNamed(t, inner)
	}
}

func wantWords(t *testing.T, id string) {
	t.Helper()
	if !i18n.Has(id) {
		t.Errorf("%s has no words", id)
	}
}
