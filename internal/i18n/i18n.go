// Package i18n says the product's sentences in a citizen's language, from the translation files in assets.
// What is said where is the screens' and slips' business.
package i18n

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"path"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"motcua/assets"
)

// Vietnamese is the first language: of the office, and of every sentence that lacks a translation.
const Vietnamese = "vi"

var bundle = load()

// Localizer says sentences in one language.
type Localizer struct {
	Lang      string
	localizer *i18n.Localizer
}

// In gives the speaker of a language; what it cannot say, it says in Vietnamese.
func In(lang string) Localizer {
	return Localizer{Lang: lang, localizer: i18n.NewLocalizer(bundle, lang, Vietnamese)}
}

// Languages lists the languages there is a file for, Vietnamese first.
func Languages() []string {
	langs := []string{Vietnamese}
	for _, tag := range bundle.LanguageTags() {
		if tag.String() != Vietnamese {
			langs = append(langs, tag.String())
		}
	}
	return langs
}

// Args fills the {{.Names}} of a sentence.
type Args map[string]any

// Text gives the sentence named id. An unknown id comes back as it is, so that a person sees something and the log tells which.
func (s Localizer) Text(id string, args ...Args) string {
	cfg := &i18n.LocalizeConfig{MessageID: id}
	if len(args) > 0 {
		cfg.TemplateData = s.spoken(args[0])
	}
	text, err := s.localizer.Localize(cfg)
	if text == "" {
		slog.Error("a sentence is missing from the translations", "id", id, "lang", s.Lang, "err", err)
		return id
	}
	return text
}

// Has reports whether there is a sentence of that name.
func Has(id string) bool {
	_, err := In(Vietnamese).localizer.Localize(&i18n.LocalizeConfig{MessageID: id})
	var none *i18n.MessageNotFoundErr
	return !errors.As(err, &none)
}

// Weekday names a moment's day of the week.
func (s Localizer) Weekday(t time.Time) string { return s.Text("weekday." + t.Weekday().String()) }

// load reads the embedded files; they are part of the program, so a broken one is a program built wrong.
func load() *i18n.Bundle {
	b := i18n.NewBundle(language.Vietnamese)
	b.RegisterUnmarshalFunc("json", json.Unmarshal)
	files, err := assets.Translations.ReadDir("translations")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".json") {
			continue
		}
		if _, err := b.LoadMessageFileFS(assets.Translations, path.Join("translations", f.Name())); err != nil {
			panic(fmt.Sprintf("translation %s: %v", f.Name(), err))
		}
	}
	return b
}

// Minutes says a range such as 10–25 minutes, or under 5 minutes where it begins with none.
func (s Localizer) Minutes(least, most time.Duration) string {
	id := "kiosk.wait"
	if least == 0 {
		id = "kiosk.wait.under"
	}
	return s.Text(id, Args{"Least": int(least.Minutes()), "Most": int(most.Minutes())})
}
