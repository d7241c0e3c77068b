package vietnamese

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// tones are the marks Telex types with s f r x j.
var tones = map[rune]rune{'s': '\u0301', 'f': '\u0300', 'r': '\u0309', 'x': '\u0303', 'j': '\u0323'}

// Telex is the syllable that the keys of word type on a Telex keyboard: "Nguyeenx" is "Nguyễn". It is false when the
// keys spell no Vietnamese syllable, or the word as it stands.
func Telex(word string) (string, bool) {
	letters, tone, ok := typed(word)
	bare := string(letters)
	low := strings.ToLower(bare)
	if !ok || tone == 0 && bare == word || !fits(low, rimes) {
		return "", false
	}
	if stopped(low) && tone != 0 && tone != '\u0301' && tone != '\u0323' {
		return "", false
	}
	return accent(letters, tone), true
}

// PlainTelex is word without the keys that only mark its letters, as far as it has been typed: "ddaw" is "da".
func PlainTelex(word string) string {
	letters, _, ok := typed(word)
	if !ok {
		return Fold(word)
	}
	return Fold(string(letters))
}

// typed is what the keys of word put on the screen, its tone apart. It is false when they are not all Telex keys.
func typed(word string) (letters []rune, tone rune, ok bool) {
	for _, key := range word {
		low := unicode.ToLower(key)
		switch {
		case key > unicode.MaxASCII || !unicode.IsLetter(key):
			return nil, 0, false
		case tones[low] != 0 && slices.ContainsFunc(letters, isVowel):
			if tone != 0 { // a second one takes the first back, as in typing "taxi"
				return nil, 0, false
			}
			tone = tones[low]
		case low == 'w':
			letters = horn(letters, key)
		default:
			letters = double(letters, key)
		}
	}
	return letters, tone, true
}

func isVowel(r rune) bool { return strings.ContainsRune("aăâeêioôơuưy", unicode.ToLower(r)) }

// double adds a letter, or makes aa, ee, oo and dd one with the like letter before it, however far back: "dangd" is "đang".
func double(letters []rune, key rune) []rune {
	joined := map[rune]rune{'a': 'â', 'e': 'ê', 'o': 'ô', 'd': 'đ'}[unicode.ToLower(key)]
	for i := len(letters) - 1; i >= 0 && joined != 0; i-- {
		if unicode.ToLower(letters[i]) == unicode.ToLower(key) {
			letters[i] = sameCase(joined, letters[i])
			return letters
		}
	}
	return append(letters, key)
}

// horn is what w does: ă, ơ, ư, and ươ at once; of a letter with another mark too.
func horn(letters []rune, key rune) []rune {
	horned := map[rune]rune{'a': 'ă', 'â': 'ă', 'o': 'ơ', 'ô': 'ơ', 'u': 'ư'}
	for i := len(letters) - 1; i >= 0; i-- {
		to := horned[unicode.ToLower(letters[i])]
		if to == 0 {
			continue
		}
		letters[i] = sameCase(to, letters[i])
		if to == 'ơ' && i > 0 && unicode.ToLower(letters[i-1]) == 'u' && !(i > 1 && unicode.ToLower(letters[i-2]) == 'q') {
			letters[i-1] = sameCase('ư', letters[i-1])
		}
		return letters
	}
	return append(letters, sameCase('ư', key))
}

func sameCase(r, as rune) rune {
	if unicode.IsUpper(as) {
		return unicode.ToUpper(r)
	}
	return r
}

// accent puts the tone where the school puts it: on the vowel with a mark, the last one of "ươ"; else on the last vowel
// before an ending, and on the one before the last of an open syllable ("hòa", "mùa"). The u of qu and the i of gi do
// not count as vowels beside another.
func accent(letters []rune, tone rune) string {
	if tone == 0 {
		return string(letters)
	}
	first := slices.IndexFunc(letters, isVowel)
	last := first
	for last+1 < len(letters) && isVowel(letters[last+1]) {
		last++
	}
	if onset := strings.ToLower(string(letters[:first+1])); last > first && (onset == "qu" || onset == "gi") {
		first++
	}
	at := last
	if last > first && last == len(letters)-1 {
		at--
	}
	for i := first; i <= last; i++ {
		if unicode.ToLower(letters[i]) > unicode.MaxASCII {
			at = i
		}
	}
	return norm.NFC.String(string(letters[:at+1]) + string(tone) + string(letters[at+1:]))
}
