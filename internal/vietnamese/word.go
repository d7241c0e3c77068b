package vietnamese

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// word is a syllable as it grows under keys: its letters with their marks, and its tone apart.
type word struct {
	letters  []rune
	tone     rune
	keyed    bool // a key has marked something
	alone    bool // its ư is a w and no u
	undone   rune // the key that took a mark back: those that follow are plain letters
	undoneAt int  // how many letters it had then
	foreign  bool // a key took a mark back of what was no syllable already: it was a letter
}

// parse reads the keys of one word. Letters that have their marks already are taken as they are.
func parse(keys string, m Method) (w word) {
	for _, key := range keys {
		w.press(key, m)
	}
	return w
}

func (w *word) press(key rune, m Method) {
	if mark := m.mark(key); mark != 0 && w.undone == 0 && w.put(mark, key) {
		return
	}
	letters, tone := apart(string(key))
	w.letters = append(w.letters, letters...)
	if tone != 0 {
		w.tone = tone
	}
}

// The marks that keys put, beside the tones.
const (
	level      = '0' // takes the tone off
	circumflex = '6' // â ê ô: whichever is there
	horn       = '7' // ơ ư
	breve      = '8' // ă
	stroke     = '9' // đ
	hook       = 'w' // ă ơ ư, and ư by itself
)

// put does what the key of a mark does; false where it is a letter like others.
func (w *word) put(mark, key rune) bool {
	switch {
	case mark == level:
		if w.tone == 0 {
			return false
		}
		w.tone = 0
		return true
	case unicode.Is(unicode.Mn, mark):
		return w.putTone(mark, key)
	}
	return w.putOn(mark, key)
}

// putTone changes the tone; the key of the tone that is there takes it back and stands as a letter.
func (w *word) putTone(tone, key rune) bool {
	if !slices.ContainsFunc(w.letters, isVowel) {
		return false
	}
	if w.tone == tone {
		w.foreign = !w.possible()
		w.tone = 0
		w.undo(key)
		return true
	}
	w.tone, w.keyed = tone, true
	return true
}

// undo lets a key stand as a letter, and all that follow.
func (w *word) undo(key rune) {
	w.letters, w.undone, w.undoneAt = append(w.letters, key), unicode.ToLower(key), len(w.letters)
}

// putOn marks a letter, the first of the ways in which a syllable can still come of it.
func (w *word) putOn(mark, key rune) bool {
	if w.hasMark(mark, key) {
		w.foreign = !w.possible()
		if w.unmark(mark, key); w.alone {
			w.letters = slices.DeleteFunc(w.letters, func(r rune) bool { return unicode.ToLower(r) == 'u' })
		}
		w.undo(key)
		return true
	}
	for _, letters := range w.marked(mark, key) {
		if canBecome(letters) {
			w.letters, w.keyed = letters, true
			return true
		}
	}
	if letters := append(slices.Clone(w.letters), sameCase('ư', key)); mark == hook && !slices.ContainsFunc(w.letters, isVowel) && canBecome(letters) {
		w.letters, w.keyed, w.alone = letters, true, true
		return true
	}
	return false
}

// Which letters a mark can be put on, and what comes of them. Telex's aa, ee, oo and dd mark their own letter only.
var (
	ofKey = map[rune]map[rune]rune{
		'a': {'a': 'â', 'ă': 'â'}, 'e': {'e': 'ê'}, 'o': {'o': 'ô', 'ơ': 'ô'}, 'd': {'d': 'đ'},
	}
	ofMark = map[rune]map[rune]rune{
		circumflex: {'a': 'â', 'ă': 'â', 'e': 'ê', 'o': 'ô', 'ơ': 'ô'},
		horn:       {'o': 'ơ', 'ô': 'ơ', 'u': 'ư'},
		breve:      {'a': 'ă', 'â': 'ă'},
		stroke:     {'d': 'đ'},
		hook:       {'a': 'ă', 'â': 'ă', 'o': 'ơ', 'ô': 'ơ', 'u': 'ư'},
	}
)

func bare(mark, key rune) map[rune]rune {
	if to := ofKey[unicode.ToLower(key)]; to != nil {
		return to
	}
	return ofMark[mark]
}

// hasMark reports whether all that a key could mark is marked. Half of "ươ" is not all.
func (w *word) hasMark(mark, key rune) bool {
	if strings.Contains(lower(w.letters), "ưo") && mark != circumflex {
		return false
	}
	for plain, to := range bare(mark, key) {
		if plain <= unicode.MaxASCII && slices.ContainsFunc(w.letters, func(r rune) bool { return unicode.ToLower(r) == to }) {
			return true
		}
	}
	return false
}

func (w *word) unmark(mark, key rune) {
	for plain, to := range bare(mark, key) {
		for i, r := range w.letters {
			if plain <= unicode.MaxASCII && unicode.ToLower(r) == to {
				w.letters[i] = sameCase(plain, r)
			}
		}
	}
}

// marked is what the key of a mark may make of the letters, the likeliest first: the last a, e or o; u and o together; u; d.
func (w *word) marked(mark, key rune) (ways [][]rune) {
	to := bare(mark, key)
	change := func(at ...int) {
		letters := slices.Clone(w.letters)
		for _, i := range at {
			letters[i] = sameCase(to[unicode.ToLower(letters[i])], letters[i])
		}
		ways = append(ways, letters)
	}
	var us []int
	for i, r := range slices.Backward(w.letters) {
		switch low := unicode.ToLower(r); {
		case low == 'u' && to['u'] != 0:
			us = append(us, i)
		case to[low] != 0:
			change(i)
		}
	}
	for _, u := range slices.Backward(us) {
		if next := u + 1; next < len(w.letters) && unicode.ToLower(w.letters[next]) != 'a' && to[unicode.ToLower(w.letters[next])] == 'ơ' {
			change(u, next)
		}
	}
	for _, u := range slices.Backward(us) {
		change(u)
	}
	return ways
}

// meantDouble reports whether the key that took a mark back was meant as a letter, as the ss of "passport": f, r and s stand doubled between
// vowels in other languages, and who takes a mark back in "taxxi" or "tesst" has another letter there.
func (w word) meantDouble() bool {
	next := w.undoneAt + 1
	return strings.ContainsRune("frs", w.undone) && next < len(w.letters) && isVowel(w.letters[next])
}

// String is the word as it is read: "ươ" is marked whole as soon as something follows, and the tone stands in its place.
func (w word) String() string {
	letters := slices.Clone(w.letters)
	if w.undone == 0 {
		letters = wholeUo(letters, w.tone != 0)
	}
	return accent(letters, w.tone)
}

// wholeUo makes "ươ" of "ưo", and of "uơ" where no syllable has that.
func wholeUo(letters []rune, toned bool) []rune {
	for i := 1; i < len(letters); i++ {
		pair := lower(letters[i-1 : i+1])
		followed := i+1 < len(letters) || toned
		if pair == "ưo" && followed || pair == "uơ" && !canBecome(letters) {
			letters[i-1], letters[i] = sameCase('ư', letters[i-1]), sameCase('ơ', letters[i])
		}
	}
	return letters
}

// possible reports whether a syllable can still come of the word.
func (w word) possible() bool {
	letters := wholeUo(slices.Clone(w.letters), w.tone != 0)
	return canBecome(letters) && bears(lower(letters), w.tone)
}

// complete reports whether the word is a syllable.
func (w word) complete() bool {
	low := lower(wholeUo(slices.Clone(w.letters), w.tone != 0))
	return fits(low, rimes) && bears(low, w.tone)
}

// bears reports whether a syllable can have a tone: none but sắc and nặng where it ends in c, ch, k, p or t.
func bears(low string, tone rune) bool {
	return tone == 0 || tone == '\u0301' || tone == '\u0323' || !stopped(low)
}

func lower(letters []rune) string { return strings.ToLower(string(letters)) }

// Telex is the syllable that the keys of a word type on a Telex keyboard: "Nguyeenx" is "Nguyễn". It is false when the
// keys spell no Vietnamese syllable, or the word as it stands.
func Telex(keys string) (string, bool) {
	w := parse(keys, ByTelex)
	if !isLetters(keys) || !w.keyed || w.undone != 0 || !w.complete() {
		return "", false
	}
	return w.String(), true
}

func isLetters(keys string) bool {
	return keys != "" && strings.IndexFunc(keys, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) }) < 0
}

// PlainTelex is a word without the keys that only mark its letters, as far as it has been typed: "ddaw" is "da".
func PlainTelex(keys string) string {
	w := parse(keys, ByTelex)
	if !isLetters(keys) || w.undone != 0 || !w.possible() {
		return Fold(keys)
	}
	return Fold(string(w.letters))
}

func isVowel(r rune) bool { return strings.ContainsRune("aăâeêioôơuưy", unicode.ToLower(r)) }

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
	first := slices.IndexFunc(letters, isVowel)
	if tone == 0 || first < 0 {
		return string(letters)
	}
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
