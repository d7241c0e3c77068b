package main

import (
	"bytes"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"motcua/internal/gate"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/words"
)

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"vi":     words.In(words.Vietnamese).Say,
	"en":     words.In("en").Say,
	"at":     func(t time.Time) string { return t.In(queue.Zone).Format("15:04 02/01/2006") },
	"fault":  func(reason string) string { f, _ := gate.SplitReason(reason); return "central.fault." + string(f) },
	"detail": func(reason string) string { _, detail := gate.SplitReason(reason); return detail },
	"asset":  static.mustFind,
	"pages":  static.version,
	"clock":  func(t time.Time) string { return t.In(queue.Zone).Format(time.TimeOnly) },
	"args":   func(name string, value any) words.Args { return words.Args{name: value} },
	"number": func(n int) string { return message.NewPrinter(language.Vietnamese).Sprint(n) }, // 1.240
}).ParseFS(web, "web/*.html"))

// page serves a page about the whole centre.
func (c *Central) page(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		show(w, http.StatusOK, name, c.settings.Centre)
	}
}

// devicesPage shows a technician which device wants something.
func (c *Central) devicesPage(w http.ResponseWriter, r *http.Request) {
	devices, err := hall.Devices(r.Context(), c.journal.Reader(), c.now())
	if err != nil {
		answer(w, nil, err)
		return
	}
	refreshes(w, r)
	c.showStaff(w, r, http.StatusOK, "devices.html", devices)
}

// refreshes lets a page ask for itself again and again, which is not somebody at it.
func refreshes(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Refresh", "15; url="+r.URL.Path+"?"+byItself)
}

func show(w http.ResponseWriter, status int, name string, data any) {
	var page bytes.Buffer
	if err := pages.ExecuteTemplate(&page, name, data); err != nil {
		slog.Error("page not made", "page", name, "err", err)
		http.Error(w, words.In(words.Vietnamese).Say("page.broken"), http.StatusInternalServerError)
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
