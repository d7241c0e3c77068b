package vietnamese

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Method is how keys put marks.
type Method int

// The methods, in the order in which a key leads through them.
const (
	ByTelex Method = iota // aa, ow, dd; s f r x j are the tones
	ByVNI                 // a6, o7, d9; 1 to 5 are the tones
	Plainly               // keys are letters
)

// Next is the method that a key leads to.
func (m Method) Next() Method { return (m + 1) % 3 }

// tones are the marks Telex types with s f r x j.
var tones = map[rune]rune{'s': '\u0301', 'f': '\u0300', 'r': '\u0309', 'x': '\u0303', 'j': '\u0323'}

// telexMarks are what the keys of Telex may put.
var telexMarks = map[rune]rune{
	's': tones['s'], 'f': tones['f'], 'r': tones['r'], 'x': tones['x'], 'j': tones['j'], 'z': level,
	'a': circumflex, 'e': circumflex, 'o': circumflex, 'd': stroke, 'w': hook,
}

// mark is the mark that a key may put; 0 where it is a letter and no more.
func (m Method) mark(key rune) rune {
	switch {
	case m == ByVNI && '1' <= key && key <= '5':
		return tones[rune("sfrxj"[key-'1'])]
	case m == ByVNI && (key == '0' || '6' <= key && key <= '9'):
		return key
	case m != ByTelex:
		return 0
	}
	return telexMarks[unicode.ToLower(key)]
}

// joins reports whether a key goes on with a word of some keys.
func (m Method) joins(keys string, key rune) bool {
	return unicode.IsLetter(key) || m == ByVNI && keys != "" && '0' <= key && key <= '9'
}

// Typing is a text as it grows under the keys of a screen keyboard, in composed letters.
type Typing struct {
	Text   string
	Method Method

	keys, word string // of the word at the end of Text, and what they put there
}

// Press takes a key. The marks come as one types; the key that made one takes it back when pressed again, and a word of which no Vietnamese
// syllable can come stands as it was typed.
func (t *Typing) Press(key rune) {
	t.pickUp()
	before := strings.TrimSuffix(t.Text, t.word)
	if !t.Method.joins(t.keys, key) {
		t.Text = before + ended(t.keys, t.Method) + string(key)
		t.keys, t.word = "", ""
		return
	}
	t.keys += string(key)
	t.word = compose(t.keys, t.Method)
	t.Text = before + t.word
}

// pickUp goes on with the word at the end. Where the text has been changed otherwise than by keys, its letters are the keys.
func (t *Typing) pickUp() {
	if t.word != "" && strings.HasSuffix(t.Text, t.word) {
		return
	}
	at := strings.LastIndexFunc(t.Text, notLetter)
	if at >= 0 {
		_, size := utf8.DecodeRuneInString(t.Text[at:])
		at += size
	}
	t.keys = t.Text[max(0, at):]
	t.word = t.keys
}

// Backspace takes the last letter back, with all its marks.
func (t *Typing) Backspace() {
	_, size := utf8.DecodeLastRuneInString(t.Text)
	t.Text = t.Text[:len(t.Text)-size]
	t.keys, t.word = "", ""
}

// Clear takes everything back.
func (t *Typing) Clear() { *t = Typing{Method: t.Method} }

// Choose changes how keys put marks, from the next word on.
func (t *Typing) Choose(m Method) { *t = Typing{Text: t.Text, Method: m} }

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// compose is what the keys of a word put on the screen while it is typed.
func compose(keys string, m Method) string {
	w := parse(keys, m)
	switch {
	case !w.keyed, w.foreign, isForeign(keys), w.undone == 0 && !w.possible():
		return keys
	case m == ByTelex && w.undone != 0 && (w.meantDouble() || beginsForeign(keys)):
		return keys
	}
	return w.String()
}

// ended is a word when the next one begins: what is no syllable stands as it was typed.
func ended(keys string, m Method) string {
	if w := parse(keys, m); w.undone == 0 && !w.complete() {
		return keys
	}
	return compose(keys, m)
}

// apart takes the tone off a word.
func apart(word string) (letters []rune, tone rune) {
	for _, r := range word {
		bare, found := r, rune(0)
		if parts := []rune(norm.NFD.String(string(r))); len(parts) > 1 && isVowel(letterOf(parts)) {
			if bare, found = letterOf(parts), toneOf(parts); found != 0 {
				tone = found
			}
		}
		letters = append(letters, bare)
	}
	return letters, tone
}

func toneOf(parts []rune) rune {
	for _, tone := range tones {
		if slices.Contains(parts, tone) {
			return tone
		}
	}
	return 0
}

// letterOf is a decomposed letter without its tone.
func letterOf(parts []rune) rune {
	tone := toneOf(parts)
	bare := slices.DeleteFunc(slices.Clone(parts), func(r rune) bool { return r == tone })
	letter, _ := utf8.DecodeRuneInString(norm.NFC.String(string(bare)))
	return letter
}
