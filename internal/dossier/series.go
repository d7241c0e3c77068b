package dossier

import (
	"errors"
	"fmt"
	"regexp"
)

// leastCopies are those of a receipt whose series is not set up: the office keeps one and gives one away.
const leastCopies = 2

// Series is how the tax office numbers an office's fee receipts (biên lai).
type Series struct {
	Template string // mẫu số: 01BLP2-001, its sixth letter the number of copies, 0 for an electronic receipt
	Symbol   string // ký hiệu: HN-26P, its last letter how it is made: T and P on paper, E electronic
}

// ErrSeries says that an office's template and symbol do not belong together, or are none.
var ErrSeries = errors.New("mẫu số and ký hiệu of fee receipts do not agree: such as 01BLP2-001 with HN-26P, or 01BLP0-001 with HN-26E")

var (
	templates = regexp.MustCompile(`^0[12]BLP([0-9])-\d{3}$`)
	symbols   = regexp.MustCompile(`^[A-ZĐ]{2,4}-\d{2}([TPE])$`)
)

// Copies returns how many copies (liên) a receipt has by its template; 0 is an electronic one, which has none.
func (s Series) Copies() (int, error) {
	if s == (Series{}) {
		return leastCopies, nil // not set up yet: to be filled in by hand
	}
	template, symbol := templates.FindStringSubmatch(s.Template), symbols.FindStringSubmatch(s.Symbol)
	if template == nil || symbol == nil || (template[1] == "0") != (symbol[1] == "E") {
		return 0, fmt.Errorf("%w: %q, %q", ErrSeries, s.Template, s.Symbol)
	}
	return int(template[1][0] - '0'), nil
}
