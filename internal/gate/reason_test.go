package gate

import (
	"testing"

	"motcua/internal/i18n"
	"motcua/internal/journal"
)

// TestReasonsAreSaid splits stored reasons, those of older versions too, and looks that each language has words for every kind.
func TestReasonsAreSaid(t *testing.T) {
	for stored, want := range map[string]struct {
		fault  Fault
		detail string
	}{
		Origin("kiosk", "officer.added").Error():                         {FaultSender, `a kiosk does not bring events of the kind "officer.added"`},
		refuseFor(FaultDay, journal.Refused("happened in 1970")).Error(): {FaultDay, "happened in 1970"},
		"counts -1":            {FaultOther, "counts -1"},
		"elsewhere: counts -1": {FaultOther, "elsewhere: counts -1"},
		"":                     {FaultOther, ""},
	} {
		if f, detail := SplitReason(stored); f != want.fault || detail != want.detail {
			t.Errorf("%q: %s, %q", stored, f, detail)
		}
	}
	for _, lang := range i18n.Languages() {
		for _, f := range Faults() {
			if id := "central.fault." + string(f); i18n.In(lang).Text(id) == id {
				t.Errorf("%s has no words for %s", lang, id)
			}
		}
	}
}
