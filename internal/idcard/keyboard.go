package idcard

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/vietnamese"

	"golang.org/x/text/encoding/charmap"
)

// undoKeyboard splits a scan into its fields and takes back what keyboards do to it, where only one reading is possible.
func undoKeyboard(scan string) (fields []string, warnings []Warning) {
	scan = strings.Trim(scan, "\ufeff\r\n\t \x00\x02\x03")
	scan = withoutLead(scan)
	if repaired, ok := undoEncoding(scan); ok {
		scan, warnings = repaired, append(warnings, EncodingUndone)
	}
	fields = strings.Split(scan, separator(scan))
	layout, telex := false, false
	for i, f := range fields {
		digits, ok := undoLayout(f) // before NFC: the order of the marks is that of the digits
		layout = layout || ok
		fields[i] = tidy(digits)
	}
	if len(fields) > 5 {
		telex = undoTelex(fields)
	}
	if layout {
		warnings = append(warnings, LayoutUndone)
	}
	if telex {
		warnings = append(warnings, TelexUndone)
	}
	return fields, warnings
}

// withoutLead reads over what scanners put before a QR's text: the symbol's name, ]Q and a digit (ISO/IEC 15424), and the encoding's
// number, a backslash and six digits (AIM ECI; 000026 is UTF-8).
func withoutLead(scan string) string {
	for {
		switch rest, symbol := strings.CutPrefix(scan, "]Q"); {
		case symbol && rest != "" && isDigits(rest[:1]):
			scan = rest[1:]
		case len(scan) > 7 && scan[0] == '\\' && isDigits(scan[1:7]):
			scan = scan[7:]
		default:
			return scan
		}
	}
}

// separator is the | between fields, or what a foreign layout made of it: the mark after the first twelve digits.
func separator(scan string) string {
	if strings.Contains(scan, "|") || len(scan) < 13 || !isDigits(scan[:12]) {
		return "|"
	}
	r, size := utf8.DecodeRuneInString(scan[12:])
	if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" ,./-'", r) || r == utf8.RuneError {
		return "|"
	}
	return scan[12 : 12+size]
}

// undoEncoding reads UTF-8 that was typed byte by byte as Western letters: "Nguyá»…n".
func undoEncoding(scan string) (string, bool) {
	var utf []byte
	for _, r := range scan {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r > 0xff { // the few bytes that page leaves free pass as they are
			return scan, false
		}
		if !ok {
			b = byte(r)
		}
		utf = append(utf, b)
	}
	if string(utf) == scan || !utf8.Valid(utf) {
		return scan, false
	}
	return string(utf), true
}

// layoutDigits are the keys 1 to 0 on the Vietnamese layout of Windows.
var layoutDigits = map[rune]byte{
	'ă': '1', 'â': '2', 'ê': '3', 'ô': '4', '\u0300': '5', '\u0309': '6', '\u0303': '7', '\u0301': '8', '\u0323': '9', 'đ': '0',
}

// undoLayout reads back a field of 8, 9 or 12 such keys and nothing else, which is a date or a number and no word.
func undoLayout(field string) (string, bool) {
	var digits []byte
	for _, r := range strings.TrimSpace(field) {
		d := layoutDigits[r]
		if d == 0 {
			return field, false
		}
		digits = append(digits, d)
	}
	if n := len(digits); n != 8 && n != 9 && n != 12 {
		return field, false
	}
	return string(digits), true
}

// undoTelex reads back a row typed in Telex keys. It is certain when the name has no letter but these keys, every word
// of it spells a syllable, and at least one could not be Vietnamese as it stands.
func undoTelex(fields []string) bool {
	name := 2
	if !isDigits(fields[1]) && fields[1] != "" {
		name = 1 // six fields: the old number was dropped
	}
	certain := false
	for _, word := range strings.Fields(fields[name]) {
		switch _, ok := vietnamese.Telex(word); {
		case vietnamese.IsPlainSyllable(word) && isASCII(word):
		case ok:
			certain = true
		default:
			return false
		}
	}
	if !certain {
		return false
	}
	for _, i := range []int{name, name + 2, name + 3} {
		if i < len(fields) {
			fields[i] = fromTelex(fields[i])
		}
	}
	return true
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// fromTelex reads back each word of letters; what is between them stays.
func fromTelex(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
		if n == 0 {
			_, size := utf8.DecodeRuneInString(s)
			b.WriteString(s[:size])
			s = s[size:]
			continue
		}
		if n < 0 {
			n = len(s)
		}
		word := s[:n]
		if typed, ok := vietnamese.Telex(word); ok {
			word = typed
		}
		b.WriteString(word)
		s = s[n:]
	}
	return b.String()
}
