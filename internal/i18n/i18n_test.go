package i18n_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"motcua/assets"
	"motcua/internal/i18n"
)

func mustSentences(t testing.TB, lang string) (sentences map[string]string) {
	t.Helper()
	raw, err := assets.Translations.ReadFile("translations/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &sentences); err != nil {
		t.Fatal(err)
	}
	return sentences
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	vi := mustSentences(t, i18n.Vietnamese)
	for _, lang := range i18n.Languages() {
		other := mustSentences(t, lang)
		for id, text := range vi {
			if strings.TrimSpace(other[id]) == "" {
				t.Errorf("%s lacks %s (%q)", lang, id, text)
			}
			if !slices.Equal(args(text), args(other[id])) {
				t.Errorf("%s: %s fills %v, the Vietnamese sentence %v", lang, id, args(other[id]), args(text))
			}
		}
		for id := range other {
			if _, ok := vi[id]; !ok {
				t.Errorf("%s says %s, which Vietnamese does not", lang, id)
			}
		}
	}
}

var arg = regexp.MustCompile(`{{\.\w+}}`)

func args(text string) []string {
	found := arg.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// spoken finds the ids that code and pages say: .Text("id", …) and {{vi "id"}}, {{both "id"}}, (top "id" …).
var spoken = regexp.MustCompile(`(?:\.Text\(|{{(?:vi|en|both|say \.Lang) |\((?:top|titled) )"([a-z_.0-9]+)"`)

func TestEverySentenceSaidIsWritten(t *testing.T) {
	vi := mustSentences(t, i18n.Vietnamese)
	root := filepath.Join("..", "..")
	found := 0
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".go", ".html"}, filepath.Ext(path)) || strings.HasSuffix(path, "_test.go") {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, m := range spoken.FindAllStringSubmatch(string(raw), -1) {
			found++
			if _, ok := vi[m[1]]; !ok && !strings.HasSuffix(m[1], ".") {
				t.Errorf("%s says %q, which no translation has", path, m[1])
			}
		}
		return err
	})
	if err != nil || found == 0 {
		t.Errorf("%d sentences found, %v", found, err)
	}
}

func TestUnknownLanguageSpeaksVietnamese(t *testing.T) {
	if got, want := i18n.In("xx").Text("slip.keep"), mustSentences(t, i18n.Vietnamese)["slip.keep"]; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestArgumentsFillTheSentence(t *testing.T) {
	got := i18n.In("vi").Text("slip.issued_at", i18n.Args{"Time": "08:15", "Date": "23/11/2026"})
	if got != "08:15 ngày 23/11/2026" {
		t.Errorf("got %q", got)
	}
}
