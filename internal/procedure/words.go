package procedure

import (
	"strings"
	"unicode"

	"motcua/internal/vietnamese"

	"golang.org/x/text/unicode/norm"
)

// token is a word without its marks, and with them: its letters decomposed, and its tone at its end, so that "hoà" is "hòa".
type token struct{ plain, marked string }

// How far a word that was typed with marks is the word of a title with the same letters.
const (
	sameMarks  = 1.0
	noMarks    = 0.9  // typed without marks among others with them
	toneSlip   = 0.85 // "sữa" for "sửa"
	otherMarks = 0.5  // "bán" for "bản" has another tone, "đất" for "dắt" other letters
)

// agreement is how far a typed word is another with the same letters.
func agreement(typed, w token) float32 {
	switch {
	case typed.marked == w.marked || typed.marked == "":
		return sameMarks
	case typed.marked == typed.plain:
		return noMarks
	case untoned(typed.marked) == untoned(w.marked) && confused(typed.marked, w.marked):
		return toneSlip
	}
	return otherMarks
}

// confused reports whether two words have tones that many confuse, hỏi and ngã, or one of them has none.
func confused(a, b string) bool {
	x, y := toneOf(a), toneOf(b)
	return x == 0 || y == 0 || (x == hook || x == tilde) && (y == hook || y == tilde)
}

const (
	tones = "\u0300\u0301\u0303\u0309\u0323"
	tilde = '\u0303'
	hook  = '\u0309'
)

func untoned(marked string) string { return strings.TrimRight(marked, tones) }

func toneOf(marked string) rune {
	for _, r := range marked[len(untoned(marked)):] {
		return r
	}
	return 0
}

// words are the words of s without marks, short forms written out.
func words(s string) []string { return builtIn().words(s) }

func (l *Lexicon) words(s string) []string { return plain(l.tokens(s)) }

func plain(list []token) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.plain
	}
	return out
}

// tokens are the words of s, short forms written out.
func (l *Lexicon) tokens(s string) []token { return reader{l, map[string]token{}}.tokens(s) }

// possessive takes the "'s" from "company's": what is left of it would be a word of one letter, which whoever has typed one more letter than
// "khai" seems to have finished.
var possessive = strings.NewReplacer("'s", "", "’s", "")

// marked are the words of s as they are written.
func marked(s string) (out []token) {
	for _, w := range split(strings.ToLower(vietnamese.Letters(possessive.Replace(s)))) {
		out = append(out, tokenOf(w))
	}
	return out
}

// reader takes texts apart that have many words in common.
type reader struct {
	lex  *Lexicon
	seen map[string]token
}

func (r reader) tokens(s string) (out []token) {
	for _, w := range split(strings.ToLower(vietnamese.Letters(possessive.Replace(s)))) {
		t, known := r.seen[w]
		if !known {
			t = tokenOf(w)
			r.seen[strings.Clone(w)] = t
		}
		if full := r.lex.short[t.plain]; full != nil {
			out = append(out, full...)
			continue
		}
		out = append(out, t)
	}
	return out
}

func tokenOf(w string) token {
	plain := closing(fold(w))
	if plain == w || len(w) == len(plain) {
		return token{plain, plain}
	}
	var letters strings.Builder
	tone := rune(0)
	for _, r := range norm.NFD.String(w) {
		if strings.ContainsRune(tones, r) {
			tone = r
			continue
		}
		letters.WriteRune(r)
	}
	marked := closing(letters.String())
	if tone != 0 {
		marked += string(tone)
	}
	return token{plain, marked}
}

func fold(s string) string { return vietnamese.Fold(s) }

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// closing writes the y that closes "ký" and "lý" as i: both spellings are in use.
func closing(w string) string {
	if n := len(w); n >= 2 && n <= 3 && w[n-1] == 'y' && !strings.ContainsRune("aeou", rune(w[n-2])) {
		return w[:n-1] + "i"
	}
	return w
}

// idle words are in half of what people type and tell procedures little apart.
var idle = map[string]bool{
	"thu": true, "tuc": true, "xin": true, "lam": true, "toi": true, "muon": true, "cho": true, "cua": true, "bi": true, "di": true,
	"tai": true, "de": true, "thi": true, "voi": true, "tren": true, "ve": true, "trong": true, "cac": true, "cap": true, "theo": true,
}

// light are the words that join others in the law's sentences; with other marks they say something.
var light = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range marked("đối với do từ là có việc hoặc và người trường hợp những được khi") {
		m[t.marked] = true
	}
	return m
}()
