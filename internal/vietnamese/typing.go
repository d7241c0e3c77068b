package vietnamese

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Typing is a text as it grows under the keys of a screen keyboard, in composed letters.
type Typing struct {
	Text  string
	Plain bool // keys are letters; otherwise they are Telex keys
}

// Press takes a key. In Telex the marks come as one types, and the key that made one takes it back when pressed again.
func (t *Typing) Press(key rune) {
	if t.Plain || notLetter(key) {
		t.Text += string(key)
		return
	}
	at := strings.LastIndexFunc(t.Text, notLetter)
	if at >= 0 {
		_, size := utf8.DecodeRuneInString(t.Text[at:])
		at += size
	}
	t.Text = t.Text[:max(0, at)] + press(t.Text[max(0, at):], key)
}

// Backspace takes the last letter back, with all its marks.
func (t *Typing) Backspace() {
	_, size := utf8.DecodeLastRuneInString(t.Text)
	t.Text = t.Text[:len(t.Text)-size]
}

// Clear takes everything back.
func (t *Typing) Clear() { t.Text = "" }

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// press is what a Telex key makes of the word before it.
func press(word string, key rune) string {
	letters, tone := apart(word)
	low := unicode.ToLower(key)
	switch {
	case tones[low] != 0 && slices.ContainsFunc(letters, isVowel):
		if tone == tones[low] {
			return string(append(letters, key))
		}
		return accent(letters, tones[low])
	case low == 'z' && tone != 0:
		return string(letters)
	case low == 'w':
		return accent(hook(letters, key), tone)
	}
	return accent(follow(letters, key), tone)
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

// hook is what w makes of a word: ă, ơ or ư, and the letter w where there is nothing to mark. A second w takes the first back.
func hook(letters []rune, key rune) []rune {
	back := map[rune]rune{'ă': 'a', 'ơ': 'o', 'ư': 'u'}
	marked, typed := false, strings.ToLower(string(letters))
	for i, r := range letters {
		if plain := back[unicode.ToLower(r)]; plain != 0 {
			letters[i], marked = sameCase(plain, r), true
		}
	}
	if marked && !strings.HasSuffix(typed, "ưo") {
		return append(letters, key)
	}
	vowels := slices.ContainsFunc(letters, isVowel)
	hooked := horn(slices.Clone(letters), key)
	switch low := strings.ToLower(string(hooked)); {
	case vowels && !strings.ContainsAny(strings.ToLower(string(letters)), "aâoôu"):
		return append(letters, key)
	case strings.HasSuffix(low, "ươ"): // alone it is the uơ of "thuở"; the letter that follows makes it the ươ of "thương"
		hooked[len(hooked)-2] = sameCase('u', hooked[len(hooked)-2])
	}
	return hooked
}

// follow adds a letter, which may join with one before it: aa, ee, oo, dd, however far back; a third one takes them apart again.
func follow(letters []rune, key rune) []rune {
	low := unicode.ToLower(key)
	joined := map[rune]rune{'a': 'â', 'e': 'ê', 'o': 'ô', 'd': 'đ'}[low]
	if n := len(letters); n > 0 && joined != 0 && unicode.ToLower(letters[n-1]) == joined {
		letters[n-1] = sameCase(low, letters[n-1])
		return append(letters, key)
	}
	if both := double(slices.Clone(letters), key); len(both) == len(letters) && spelled(both) {
		return both
	}
	if n := len(letters); n > 1 && strings.HasSuffix(strings.ToLower(string(letters)), "uơ") {
		letters[n-2] = sameCase('ư', letters[n-2])
	}
	return append(letters, key)
}

// spelled tells whether a word could be what has been typed of a syllable so far; one letter alone can.
func spelled(letters []rune) bool {
	word := strings.ToLower(string(letters))
	return slices.Contains(onsets, word) || fits(word, begun)
}

// begun holds what a rime may be while it is typed.
var begun = prefixes(rimes)

func prefixes(words map[string]bool) map[string]bool {
	m := map[string]bool{}
	for w := range words {
		letters := []rune(w)
		for n := range letters {
			m[string(letters[:n+1])] = true
		}
	}
	return m
}
