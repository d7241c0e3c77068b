package typed

import (
	"errors"
	"strconv"
	"strings"

	"motcua/internal/dossier"
)

// What an officer may have mistyped about an intake.
var (
	ErrSets      = errors.New("no number of sets, copies or pages")
	ErrEmail     = errors.New("no e-mail address")
	ErrWay       = errors.New("no way to get the result")
	ErrPost      = errors.New("the post needs an address")
	ErrFeeReason = errors.New("a fee by hand needs a reason")
)

// mostCount bounds sets, copies and pages.
const mostCount = 999

// CountOf reads a number of sets, copies or pages.
func CountOf(text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > mostCount {
		return 0, ErrSets
	}
	return n, nil
}

// AmountOf reads an amount, which may be nothing: who is freed from a fee pays 0.
func AmountOf(text string) (dossier.Dong, error) {
	if strings.TrimSpace(text) == "0" {
		return 0, nil
	}
	return dossier.ParseDong(text)
}
