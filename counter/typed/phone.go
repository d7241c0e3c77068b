package typed

import (
	"errors"
	"strings"
)

// ErrPhone says that a text is no telephone number.
var ErrPhone = errors.New("no telephone number")

// CheckPhone reads the number of a telephone, in this country or another; empty is none.
func CheckPhone(text string) error {
	digits := strings.NewReplacer(" ", "", ".", "", "-", "", "(", "", ")", "", "+", "").Replace(text)
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	if n := len(digits); n < 8 || n > 15 || strings.Trim(digits, "0123456789") != "" || strings.LastIndexByte(text, '+') > 0 {
		return ErrPhone
	}
	return nil
}
