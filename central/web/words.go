package web

import (
	"html/template"

	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// say writes a sentence in one language, or in both where none is named.
func say(lang, id string, args ...i18n.Args) template.HTML {
	if lang != "" {
		return text(i18n.In(lang).Text(id, args...))
	}
	return inBoth(i18n.In(i18n.Vietnamese).Text(id, args...), i18n.In("en").Text(id, args...))
}

// named writes a name in both languages, or once where they have one for both.
func named(n queue.Name) template.HTML {
	if vi := n.In(i18n.Vietnamese); vi == n.In("en") {
		return text(vi)
	}
	return inBoth(n.In(i18n.Vietnamese), n.In("en"))
}

// inBoth writes Vietnamese, and smaller below it English.
func inBoth(vi, en string) template.HTML {
	return text(vi) + `<small lang="en">` + text(en) + `</small>`
}

func text(plain string) template.HTML { return template.HTML(template.HTMLEscapeString(plain)) }

// top is what form-top.html, the beginning of every page on which people ask for something, is handed.
type top struct {
	Title  string // id of a sentence
	Centre queue.Name
}
