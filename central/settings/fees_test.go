package settings

import (
	"testing"

	"motcua/internal/centre"
)

// TestAFeeSeriesAgreesWithItself refuses a template whose copies or whose make its symbol contradicts.
func TestAFeeSeriesAgreesWithItself(t *testing.T) {
	for _, tt := range []struct {
		template, symbol string
		faults           int
	}{
		{"", "", 0}, {"01BLP2-001", "HN-26P", 0}, {"01BLP0-001", "HN-26E", 0}, {"01BLP2-001", "HN-26E", 1}, {"01BLP2-001", "", 1}, {"BL", "HN-26P", 1},
	} {
		if faults := checkFees(centre.Letterhead{FeeTemplate: tt.template, FeeSymbol: tt.symbol}); len(faults) != tt.faults {
			t.Errorf("%q with %q: %v", tt.template, tt.symbol, faults)
		}
	}
}
