// Package office is the pages on which a centre is run: what it is made of, changed while it works, and who has changed what.
// Each change is written down before it holds.
package office

import (
	"cmp"
	"embed"
	"html/template"
	"net/http"
	"time"

	"motcua/central/settings"
	"motcua/central/web"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
)

//go:embed web
var folder embed.FS

// Pages are the room's.
var Pages = web.NewPages(folder, template.FuncMap{
	"overtaken": func(o *overtaken) i18n.Args {
		return i18n.Args{"Part": i18n.NewProblem(o.Label(), nil), "Officer": cmp.Or(o.By.Officer, "–"), "At": o.By.At.In(queue.Zone).Format("15:04")}
	},
	"words":  words,
	"phrase": func(part, path string, v any) string { return phrase(idAt(part, path), v) },
})

// House is what the pages stand in: a server that knows who asks.
type House interface {
	// Show shows a page with the name of who looks and the ways to the other pages.
	Show(w http.ResponseWriter, r *http.Request, p *web.Pages, status int, name string, data any)
	// Officer returns who looks.
	Officer(r *http.Request) officer.Officer
	// Fail answers that something could not be done, and logs why.
	Fail(w http.ResponseWriter, err error)
}

// Room is the pages of administration.
type Room struct {
	House    House
	Journal  *journal.Journal
	Settings func() settings.Settings // as they are now
	Now      func() time.Time
}

// Page is one of the room's pages, or something that is done from one.
type Page struct {
	Pattern string
	Act     officer.Act // that only those do whose role allows it
	Do      http.HandlerFunc
}

// The addresses.
const (
	PathSettings = "/settings"
	PathChanges  = "/changes"
)

// List returns the pages.
func (h *Room) List() []Page {
	return []Page{
		{"GET " + PathSettings, officer.SeeSettings, h.index},
		{"GET " + PathSettings + "/{sheet}", officer.SeeSettings, h.sheetPage},
		{"POST " + PathSettings + "/{sheet}", officer.SteerDay, h.save}, // sheets that are not daily want more
		{"GET " + PathChanges, officer.SeeSettings, h.changesPage},
		{"GET " + PathChanges + ".csv", officer.SeeSettings, h.changesFile},
	}
}
