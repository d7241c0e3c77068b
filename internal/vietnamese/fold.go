// Package vietnamese holds the writing system: letters without their marks, syllables that can be Vietnamese, Telex keys.
// It knows nothing of what the words mean; names are read in package idcard, searches in package procedure.
package vietnamese

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold is s in small letters without diacritics: "Đăng ký" is "dang ky". Composed and decomposed text fold alike.
func Fold(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case strings.ContainsRune("đĐðÐɖƉ", r): // look-alikes too
			b.WriteByte('d')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// HasMarks tells whether s has any letter that only Vietnamese marks or đ could have made.
func HasMarks(s string) bool { return strings.ToLower(s) != Fold(s) }
