// Package guide tells a citizen what a procedure asks of them, in their language: what to bring, how long, how much, where, why.
// Screens and slips show what it says; the catalogue itself is known by package procedure.
package guide

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/vietnamese"
)

// Guide is a procedure in words. What the catalogue does not tell is said to be asked at the desk, never guessed.
type Guide struct {
	Name     string // without the "Thủ tục" that all names of the catalogue begin with; in English where it has an English name
	About    string // its field and who decides
	Caution  string // that what follows is Vietnamese, and what it is called there, to whom reads another language; empty: nothing to say
	Code     string
	Time     string
	Fee      string
	Sections []Section
}

// Section is one question and what there is to know about it.
type Section struct {
	Title string
	Items []string
}

// Of tells of a procedure as it is done at the counter. The catalogue's own words stay Vietnamese in every language.
func Of(say i18n.Localizer, p *procedure.Procedure) Guide {
	way := atCounter(p)
	g := Guide{Name: Name(p), About: About(p), Code: p.Code, Time: promise(say, way), Fee: Price(say, way.Fee)}
	g.translate(say, p)
	if p.Counter != "" {
		g.add(say.Text("guide.counter"), []string{say.Text("guide.counter.number", i18n.Args{"Counter": p.Counter})})
	}
	g.add(say.Text("guide.documents"), papers(say, p.Documents))
	g.add(say.Text("guide.fee"), whole(say, way.Fee))
	g.add(say.Text("guide.online"), online(say, p, way))
	g.add(say.Text("guide.steps"), p.Steps)
	g.add(say.Text("guide.conditions"), lines(p.Condition))
	g.add(say.Text("guide.result"), lines(p.Result))
	g.add(say.Text("guide.basis"), p.Basis)
	return g
}

// translate gives the guide its English name for who reads English, and tells them what there is not in English.
func (g *Guide) translate(say i18n.Localizer, p *procedure.Procedure) {
	switch {
	case say.Lang != "en":
	case len(p.English) == 0:
		g.Caution = say.Text("guide.untranslated")
	default:
		g.Name, g.Caution = p.English[0], say.Text("guide.vietnamese")+": "+Short(p)
	}
}

func (g *Guide) add(title string, items []string) {
	if len(items) > 0 {
		g.Sections = append(g.Sections, Section{title, items})
	}
}

// Name is what a procedure is called where everything is a procedure: "Đăng ký khai sinh".
func Name(p *procedure.Procedure) string { return p.Title() }

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// How many letters of a name are read at a glance, the catalogue's longest have 400; and of what stands under it, in one line of a list.
const (
	longestName  = 64
	longestBelow = 40
)

// Short is a name that is read at a glance.
func Short(p *procedure.Procedure) string { return cut(Name(p), longestName) }

// cut ends what has more letters than most in "…", after a whole word and before a bracket that would stay open.
func cut(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	start := string(letters[:most])
	if space := strings.LastIndex(start, " "); space > 0 {
		start = start[:space]
	}
	if bracket := strings.LastIndex(start, "("); bracket > max(0, strings.LastIndex(start, ")")) {
		start = start[:bracket]
	}
	return strings.TrimRight(start, " ,;(–-") + " …"
}

// Heading is how a procedure stands in a list, for somebody who has typed something: by its name and, below, its field. Where the name is too
// long to be read at a glance, it is what people call the procedure that stands there. In English it is the English name over the
// Vietnamese one, which an officer knows.
func Heading(say i18n.Localizer, p *procedure.Procedure, typed string) (title, below string) {
	if say.Lang == "en" && len(p.English) > 0 {
		return p.English[0], cut(Name(p), longestBelow)
	}
	title = Short(p)
	if title != Name(p) && len(p.Phrases) > 0 {
		title = capital(nearest(p.Phrases, typed))
	}
	return title, cut(p.Field, longestBelow)
}

// nearest is the phrase that has most words of what was typed, the last of them perhaps unfinished; the first one of as many.
func nearest(phrases []string, typed string) string {
	asked := strings.Fields(vietnamese.Fold(typed))
	return slices.MaxFunc(phrases, func(a, b string) int { return cmp.Compare(shared(a, asked), shared(b, asked)) })
}

func shared(phrase string, asked []string) (n int) {
	for word := range strings.FieldsSeq(vietnamese.Fold(phrase)) {
		if slices.ContainsFunc(asked, func(part string) bool { return strings.HasPrefix(word, part) }) {
			n++
		}
	}
	return n
}

// About is a procedure's field and who decides.
func About(p *procedure.Procedure) string {
	return strings.Join(present(p.Field, p.Agency), " · ")
}

// atCounter is how it is done for who stands in the hall; the first way where the catalogue knows no counter.
func atCounter(p *procedure.Procedure) procedure.Way {
	way, ok := p.Way(procedure.Counter)
	if !ok && len(p.Ways) > 0 {
		way = p.Ways[0]
	}
	return way
}

// papers are the documents with how many of each.
func papers(say i18n.Localizer, list []procedure.Paper) (items []string) {
	for _, p := range list {
		counts := present(Copies(say, p), vneid(say, p))
		if len(counts) == 0 {
			items = append(items, p.Name)
		} else {
			items = append(items, p.Name+" – "+strings.Join(counts, ", "))
		}
	}
	return items
}

// vneid says that a document can be shown from VNeID.
func vneid(say i18n.Localizer, p procedure.Paper) string {
	if !p.VNeID {
		return ""
	}
	return say.Text("guide.vneid")
}

func count(say i18n.Localizer, id string, n int) string {
	if n == 0 {
		return ""
	}
	return say.Text(id, i18n.Args{"Count": n})
}

func lines(text string) []string { return present(strings.Split(text, "\n")...) }

// present are the parts that say something.
func present(parts ...string) (out []string) {
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
