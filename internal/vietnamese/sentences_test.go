package vietnamese

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/assets"
)

// keysOf is how a word is typed in Telex: the key of a mark beside its letter, that of the tone behind the word.
func keysOf(word string) string {
	marked := map[rune]string{'ă': "aw", 'â': "aa", 'đ': "dd", 'ê': "ee", 'ô': "oo", 'ơ': "ow", 'ư': "uw"}
	letters, tone := apart(word)
	keys := ""
	for _, r := range letters {
		if two := marked[r]; two != "" {
			keys += two
		} else {
			keys += string(r)
		}
	}
	for key, mark := range tones {
		if mark == tone {
			keys += string(key)
		}
	}
	return keys
}

// TestAllThatIsSaidCanBeTyped types each syllable that the product says or its catalogue names, one behind the other.
func TestAllThatIsSaidCanBeTyped(t *testing.T) {
	raw, err := assets.Translations.ReadFile("translations/vi.json")
	if err != nil {
		t.Fatal(err)
	}
	var said map[string]string
	if err := json.Unmarshal(raw, &said); err != nil {
		t.Fatal(err)
	}
	text := string(assets.Catalogue)
	for _, sentence := range said {
		text += " " + sentence
	}
	typed := map[string]bool{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), notLetter) {
		letters, tone := apart(word)
		if typed[word] || !fits(string(letters), rimes) {
			continue
		}
		typed[word] = true
		want := accent(letters, tone) + " " // some laws write "thuỷ"
		if got := typing(keysOf(word) + " ").Text; got != want {
			t.Errorf("%s types %q, want %q", keysOf(word), got, want)
		}
	}
	if len(typed) < 500 {
		t.Errorf("only %d syllables were found", len(typed))
	}
}
