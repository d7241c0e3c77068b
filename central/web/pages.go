// Package web is what all of central's pages have in common: how a room's templates are read and shown, and how style sheets, scripts and
// the typeface reach a browser once and are kept there.
//
// A room of pages embeds a folder named web with its .html, .css and .js files and makes [Pages] of it. Its templates find what all pages
// share by {{template "assets.html"}}, and each file, its own or shared, by {{asset "name.css"}}.
package web

import (
	"bytes"

	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// Pages are the pages of one room.
type Pages struct {
	files     files
	templates *template.Template
}

// NewPages reads a room's folder named web, with the functions that only its templates know. A folder that cannot be read was built
// wrong: NewPages panics.
func NewPages(folder fs.FS, more ...template.FuncMap) *Pages {
	p := &Pages{files: newFiles(folder), templates: template.New("")}
	p.templates.Funcs(template.FuncMap{"asset": p.Path, "pages": p.Version}).Funcs(functions)
	for _, m := range more {
		p.templates.Funcs(m)
	}
	template.Must(p.templates.ParseFS(common, "common/*.html"))
	template.Must(p.templates.ParseFS(folder, "web/*.html"))
	return p
}

// functions are what every template knows.
var functions = template.FuncMap{
	"vi":     i18n.In(i18n.Vietnamese).Text,
	"en":     i18n.In("en").Text,
	"at":     func(t time.Time) string { return t.In(queue.Zone).Format("15:04 02/01/2006") },
	"clock":  func(t time.Time) string { return t.In(queue.Zone).Format(time.TimeOnly) },
	"args":   func(name string, value any) i18n.Args { return i18n.Args{name: value} },
	"both":   func(id string, args ...i18n.Args) template.HTML { return say("", id, args...) },
	"say":    say,
	"named":  named,
	"top":    func(title string, centre queue.Name) top { return top{title, centre} },
	"qr":     drawQR,
	"number": func(n int) string { return message.NewPrinter(language.Vietnamese).Sprint(n) }, // 1.240
}

// Path returns where a browser finds one of the room's or the shared files, by its name in our folders. It panics if there is none.
func (p *Pages) Path(name string) string { return p.files.mustFind(name) }

// Version tells these pages from those of another release.
func (p *Pages) Version() string { return p.files.version() }

// Show answers with a page. Nobody keeps it, and it loads nothing from elsewhere.
func (p *Pages) Show(w http.ResponseWriter, status int, name string, data any) {
	var page bytes.Buffer
	if err := p.templates.ExecuteTemplate(&page, name, data); err != nil {
		slog.Error("page failed", "page", name, "err", err)
		http.Error(w, i18n.In(i18n.Vietnamese).Text("page.broken"), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Security-Policy", "default-src 'self'")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	if _, err := page.WriteTo(w); err != nil {
		slog.Debug("page not delivered", "page", name, "err", err)
	}
}
