package server

import (
	"embed"
	"html/template"
	"time"

	"motcua/central/booking"
	"motcua/central/citizen"
	"motcua/central/office"
	"motcua/central/procedures"
	"motcua/central/reservations"
	"motcua/central/web"
	"motcua/internal/gate"
	"motcua/internal/workday"
)

// publicPages are what anybody may look at: nothing in them names a person.
type publicPages struct {
	*core
	life    int64  // of this central's run, by the clock at its start
	version string // of the pages
}

func newPublicPages(c *core) *publicPages {
	return &publicPages{core: c, life: time.Now().UnixMilli(), version: pages.Version()}
}

//go:embed web
var folder embed.FS

// pages are those of the hall and of its staff.
var pages = web.NewPages(folder, template.FuncMap{
	"fault":  func(reason string) string { f, _ := gate.SplitReason(reason); return "central.fault." + string(f) },
	"day":    func(d workday.Date) string { return d.At(0).Format("02/01/2006") },
	"detail": func(reason string) string { _, detail := gate.SplitReason(reason); return detail },
})

// static are the files of all rooms of pages.
var static = web.Static(pages, procedures.Web(), booking.Web, citizen.Pages, reservations.Pages, office.Pages)
