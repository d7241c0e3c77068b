package vietnamese

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Alphabet is the Vietnamese letters in their order, and among them the four that foreign words bring.
const Alphabet = "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"

var rank = func() map[rune]byte {
	m := map[rune]byte{}
	for i, r := range []rune(strings.ToLower(Alphabet)) {
		m[r] = firstLetter + byte(i)
	}
	return m
}()

// toneOrder is that of dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
const toneOrder = "\u0300\u0309\u0303\u0301\u0323"

// The bytes of an OrderKey: what is less stands first.
const (
	endOfWord   = 1
	firstTone   = 2
	firstDigit  = 10
	firstLetter = 30
	otherRune   = 29
)

// OrderKey returns a text by whose bytes s stands where a Vietnamese dictionary has it: syllable by syllable, by letters (đ after d) and,
// where these are the same, by tones. Capitals and punctuation make no difference.
func OrderKey(s string) string {
	var key strings.Builder
	key.Grow(2 * len(s))
	for _, word := range strings.FieldsFunc(strings.ToLower(Letters(s)), notInWords) {
		tone := byte(0)
		for _, r := range word {
			letter, marked := toneless(r)
			if marked != 0 {
				tone = marked
			}
			key.WriteByte(orderOf(letter))
		}
		key.WriteByte(firstTone + tone)
		key.WriteByte(endOfWord)
	}
	return key.String()
}

func notInWords(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func orderOf(r rune) byte {
	if place, known := rank[r]; known {
		return place
	}
	if r >= '0' && r <= '9' {
		return firstDigit + byte(r-'0')
	}
	return otherRune
}

// toneless takes the tone off a small letter; 0: it has none.
func toneless(r rune) (letter rune, tone byte) {
	if r < 0x80 {
		return r, 0
	}
	if l, known := toned[r]; known {
		return l.letter, l.tone
	}
	return r, 0
}

type tonedLetter struct {
	letter rune
	tone   byte
}

var toned = func() map[rune]tonedLetter {
	m := map[rune]tonedLetter{}
	for i, mark := range []rune(toneOrder) {
		for _, vowel := range "aăâeêioôơuưy" {
			whole := []rune(norm.NFC.String(string(vowel) + string(mark)))
			m[whole[0]] = tonedLetter{vowel, byte(i + 1)}
		}
	}
	return m
}()

// Initial returns the capital under which a dictionary has s, such as Đ for "đăng ký" or Ô for "ổn định"; 0: s begins with no letter of the alphabet.
func Initial(s string) rune {
	for _, r := range strings.ToLower(Letters(s)) {
		if notInWords(r) {
			continue
		}
		letter, _ := toneless(r)
		if _, known := rank[letter]; known {
			return unicode.ToUpper(letter)
		}
		return 0
	}
	return 0
}
