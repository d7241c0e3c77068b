package barcode

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// names are those of the bytes that scanners put around a code.
var names = map[rune]string{
	'\x01': "SOH", '\x02': "STX", '\x03': "ETX", '\x04': "EOT", '\t': "TAB", '\n': "LF", '\r': "CR", '\x1d': "GS", '\x1e': "RS",
}

// shownLetters is how many letters and digits at the beginning of a code are shown: enough to tell a card from a slip, not whose.
const shownLetters = 2

// Masked writes bytes of a scanner as a technician may read them: control bytes by name, and dots for what tells of a person.
func Masked(raw []byte) string {
	var b strings.Builder
	shown := 0
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, "‹%02X›", raw[0])
		case names[r] != "":
			b.WriteString("‹" + names[r] + "›")
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, "‹%02X›", r)
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if shown++; shown > shownLetters {
				r = '•'
			}
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		raw = raw[size:]
	}
	return b.String()
}
