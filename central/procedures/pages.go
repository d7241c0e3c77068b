// Package procedures serves the public pages of the centre's catalogue of procedures: to search, to go through, to read and print one.
// Search and rules are internal/procedure's, sentences internal/guide's; who may ask how often is for the server that mounts it.
package procedures

import (
	"context"
	"embed"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"

	"motcua/central/web"
	"motcua/internal/centre"
	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
)

//go:embed web
var folder embed.FS

var pages = web.NewPages(folder)

// Web returns the pages' style sheets and scripts, for whoever serves those of all rooms.
func Web() *web.Pages { return pages }

// Path is where the catalogue begins; a procedure's page is at Path/CODE.
const Path = "/thu-tuc"

// pathHits answers a script with the list for what was typed so far.
const pathHits = Path + "/goi-y"

// Pages are the catalogue's pages.
type Pages struct {
	centre func() centre.Centre
	books  *books
	turns  chan struct{} // who may search now

	longestTurn time.Duration // that somebody waits for a turn
	heard       *listener

	Ahead func(service, procedure string) Ahead // what may be begun from home for a service; nil: nothing
}

// New returns the pages of a centre; what is asked there goes into a diary.
func New(c func() centre.Centre, source Source, diary Diary) *Pages {
	return &Pages{centre: c, books: &books{source: source, now: time.Now, patience: aMoment}, turns: newTurns(), longestTurn: longestTurn, heard: &listener{diary: diary, now: time.Now}}
}

// Routes returns what is served, by pattern.
func (p *Pages) Routes() map[string]http.Handler {
	return map[string]http.Handler{
		"GET " + Path:                     p.withBook(p.start),
		"GET " + pathHits:                 p.withBook(p.hits),
		"GET " + Path + "/{code}":         p.withBook(p.one),
		"GET " + Path + "/theo/{by}/{id}": p.withBook(p.group),
		"GET " + Path + "/{code}/{$}":     http.HandlerFunc(bare),
		"GET " + Path + "/{$}":            http.HandlerFunc(bare),
	}
}

// bare leads to the same address without a slash at its end.
func bare(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/"+strings.Trim(r.URL.EscapedPath(), "/"), http.StatusMovedPermanently)
}

// reader answers from a catalogue.
type reader func(b *book, w http.ResponseWriter, r *http.Request)

// withBook answers from the catalogue that holds.
func (p *Pages) withBook(read reader) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := p.books.present(r.Context())
		if err != nil {
			slog.Error("catalogue page failed", "err", err)
			p.busy(w)
			return
		}
		read(b, w, r)
	})
}

// said is a text in both languages.
type said struct{ Vi, En string }

// both says something in both languages.
func both(text func(say i18n.Localizer) string) said {
	return said{text(i18n.In(i18n.Vietnamese)), text(i18n.In("en"))}
}

// frame is what every page shows.
type frame struct {
	Centre centre.Centre
	Query  string
	Around []said // what else there is in the house
}

func (p *Pages) frame(query string) frame {
	f := frame{Centre: p.centre(), Query: query}
	vi, en := guide.Around(i18n.In(i18n.Vietnamese), p.centre()), guide.Around(i18n.In("en"), p.centre())
	for i := range vi.Items {
		f.Around = append(f.Around, said{vi.Items[i], en.Items[i]})
	}
	return f
}

// Path returns the address of a page about procedures.
func (frame) Path() string { return Path }

// busy asks to come again in a moment.
func (p *Pages) busy(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "2")
	pages.Show(w, http.StatusServiceUnavailable, "busy.html", p.frame(""))
}

// codeLike is what an address looks like that means a procedure.
var codeLike = regexp.MustCompile(`^\d\.\d{6}(\.[0-9A-Z.]{1,20})?$`)

// one shows a procedure.
func (p *Pages) one(b *book, w http.ResponseWriter, r *http.Request) {
	code := strings.ToUpper(r.PathValue("code"))
	found := b.find(code)
	if found == nil {
		p.gone(w, code)
		return
	}
	p.heard.chooses(r, b, found.Code)
	pages.Show(w, http.StatusOK, "procedure.html", p.onePage(found))
}

// find returns the procedure of a code, with or without a province's suffix; nil: the centre has none.
func (b *book) find(code string) *procedure.Procedure {
	if found := b.codes[code]; found != nil {
		return found
	}
	if !codeLike.MatchString(code) {
		return nil
	}
	return b.codes[procedure.NationalCode(code)]
}

// Procedure returns the procedure of a code from the catalogue that holds, for other rooms of pages; false: the centre has none.
func (p *Pages) Procedure(ctx context.Context, code string) (procedure.Procedure, bool) {
	b, err := p.books.present(ctx)
	if err != nil {
		slog.Error("procedure not looked up", "err", err)
		return procedure.Procedure{}, false
	}
	found := b.find(strings.ToUpper(code))
	if found == nil {
		return procedure.Procedure{}, false
	}
	return *found, true
}

// gone tells that there is no such procedure, or no more.
func (p *Pages) gone(w http.ResponseWriter, code string) {
	if !codeLike.MatchString(code) {
		code = ""
	}
	pages.Show(w, http.StatusNotFound, "gone.html", struct {
		frame
		Code string
	}{p.frame(""), code})
}
