package procedures

import (
	"cmp"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"
	"unicode"

	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
)

// How much one search looks at and shows.
const (
	mostTyped = 200 // letters of a question
	mostMarks = 2   // marks on one letter
	mostHits  = 60
	mostRows  = 12
	mostKin   = 40
)

// clean makes one line of what a browser sends: no control characters, nothing that turns the direction of writing, no towers of marks.
func clean(typed string) string {
	marks, letters := 0, 0
	line := strings.Map(func(r rune) rune {
		switch {
		case r == unicode.ReplacementChar || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r):
			return -1
		case unicode.IsControl(r) || unicode.IsSpace(r):
			r = ' '
		}
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if letters++; marks > mostMarks || letters > mostTyped {
			return -1
		}
		return r
	}, strings.ToValidUTF8(typed, ""))
	return strings.Join(strings.Fields(line), " ")
}

// results are what a question is answered with.
type results struct {
	frame
	Rows    []row
	Unknown bool
	Start   *overview // beside no question
}

// row is a procedure in a list, with those that differ from it by level or agency alone.
type row struct {
	Code    string
	Name    string
	English string // empty: it has none
	Below   string
	Online  procedure.Online
	Kin     []row
}

// Path returns the address of a row's page.
func (r row) Path() string { return Path + "/" + url.PathEscape(r.Code) }

// newRow returns how a procedure stands in a list, for somebody who has typed something.
func newRow(p *procedure.Procedure, typed string) row {
	title, _ := guide.Heading(i18n.In(i18n.Vietnamese), p, typed)
	r := row{Code: p.Code, Name: title, Below: guide.About(p), Online: p.Online}
	if len(p.English) > 0 {
		r.English = p.English[0]
	}
	return r
}

// newTurns lets half of the machine's cores search at once: numbers and counters need the others.
func newTurns() chan struct{} { return make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)) }

// longestTurn is how long somebody waits for a turn to search.
const longestTurn = 2 * time.Second

// find answers a question, when it is its turn; false: too many ask.
func (p *Pages) find(b *book, r *http.Request, typed string) (found results, ok bool) {
	found.frame = p.frame(typed)
	wait := time.NewTimer(p.longestTurn)
	defer wait.Stop()
	select {
	case p.turns <- struct{}{}:
		defer func() { <-p.turns }()
	case <-wait.C:
		return found, false
	case <-r.Context().Done():
		return found, false
	}
	answer := b.index.Find(typed, mostHits)
	if found.Unknown = answer.Unknown || len(answer.Hits) == 0; !found.Unknown {
		found.Rows = b.rows(answer.Hits, typed)
	}
	return found, true
}

// rows returns hits as they stand in a list, families as one.
func (b *book) rows(hits []procedure.Hit, typed string) (list []row) {
	seen := map[string]bool{}
	for _, h := range hits {
		if seen[h.Family] || len(list) == mostRows {
			continue
		}
		seen[h.Family] = true
		r := newRow(h.Procedure, typed)
		if h.Siblings > 0 {
			r.Kin = b.kin(h.Family)
		}
		list = append(list, r)
	}
	return list
}

func (b *book) kin(family string) (list []row) {
	for _, p := range b.index.Family(family) {
		if len(list) < mostKin {
			list = append(list, newKin(p))
		}
	}
	return list
}

// newKin returns how a procedure stands beside its siblings: by what tells it from them.
func newKin(p *procedure.Procedure) row {
	r := newRow(p, "")
	r.Name, r.Below, r.English = cmp.Or(where(p), guide.Name(p)), guide.Name(p), ""
	return r
}

// where tells who decides, and at which level.
func where(p *procedure.Procedure) string {
	var parts []string
	if p.Agency != "" {
		parts = append(parts, p.Agency)
	}
	for _, l := range p.Levels {
		parts = append(parts, string(l))
	}
	return strings.Join(parts, " · ")
}

// start shows the search field, with what was found for what was typed, or with the ways through the catalogue.
func (p *Pages) start(b *book, w http.ResponseWriter, r *http.Request) {
	typed := clean(r.FormValue("q"))
	if typed == "" {
		pages.Show(w, http.StatusOK, "start.html", results{frame: p.frame(""), Start: b.start})
		return
	}
	if found := b.codes[strings.ToUpper(typed)]; found != nil {
		http.Redirect(w, r, newRow(found, "").Path(), http.StatusSeeOther)
		return
	}
	found, ok := p.find(b, r, typed)
	if !ok {
		p.busy(w)
		return
	}
	p.heard.asks(r, b, typed, "")
	pages.Show(w, http.StatusOK, "start.html", found)
}

// hits answers a script with the list alone.
func (p *Pages) hits(b *book, w http.ResponseWriter, r *http.Request) {
	typed := clean(r.FormValue("q"))
	if typed == "" {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	found, ok := p.find(b, r, typed)
	if !ok {
		p.busy(w)
		return
	}
	pages.Show(w, http.StatusOK, "hits.html", found)
}
