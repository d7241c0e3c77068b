package server

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
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// publicPages are what anybody may look at: nothing in them names a person.
type publicPages struct {
	*core
	life   int64 // of this central's run, by the clock at its start
	seen   latest[hall.View]
	pulses struct{ board, phone pulse }

	loudspeakers *loudspeakers
}

func newPublicPages(c *core) *publicPages {
	p := &publicPages{core: c, life: time.Now().UnixMilli(), loudspeakers: newLoudspeakers(c)}
	p.pulses.board, p.pulses.phone = boardPulse, phonePulse
	return p
}

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"vi":     i18n.In(i18n.Vietnamese).Text,
	"en":     i18n.In("en").Text,
	"at":     func(t time.Time) string { return t.In(queue.Zone).Format("15:04 02/01/2006") },
	"fault":  func(reason string) string { f, _ := gate.SplitReason(reason); return "central.fault." + string(f) },
	"detail": func(reason string) string { _, detail := gate.SplitReason(reason); return detail },
	"asset":  static.mustFind,
	"pages":  static.version,
	"clock":  func(t time.Time) string { return t.In(queue.Zone).Format(time.TimeOnly) },
	"args":   func(name string, value any) i18n.Args { return i18n.Args{name: value} },
	"number": func(n int) string { return message.NewPrinter(language.Vietnamese).Sprint(n) }, // 1.240
}).ParseFS(web, "web/*.html"))

// page serves a page about the whole centre.
func (h *publicPages) page(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		show(w, http.StatusOK, name, h.settings.Centre)
	}
}

func show(w http.ResponseWriter, status int, name string, data any) {
	var page bytes.Buffer
	if err := pages.ExecuteTemplate(&page, name, data); err != nil {
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
