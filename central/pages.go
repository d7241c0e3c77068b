package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"motcua/assets"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/words"
)

//go:embed web
var web embed.FS

var fonts = assets.Fonts

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"vi":     words.In(words.Vietnamese).Say,
	"en":     words.In("en").Say,
	"at":     func(t time.Time) string { return t.In(queue.Zone).Format("15:04 02/01/2006") },
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

// board tells the wall board what to show: numbers and counters, nothing that names a person or opens a ticket's page.
func (c *Central) board(w http.ResponseWriter, r *http.Request) {
	v, err := hall.Look(r.Context(), c.journal.Reader(), c.settings.Centre, c.now())
	answer(w, boardOf(v), err)
}

type boardView struct {
	Calls   []hall.CallShown `json:"calls"`
	Desks   []boardDesk      `json:"desks"`
	Waiting int              `json:"waiting"`
}

type boardDesk struct {
	Counter string `json:"counter"`
	Number  string `json:"number"` // empty: nobody is called there
}

func boardOf(v hall.View) boardView {
	b := boardView{Calls: v.Calls, Waiting: len(v.Waiting)}
	for _, d := range v.Desks {
		desk := boardDesk{Counter: d.Counter}
		if d.Ticket != nil {
			desk.Number = d.Ticket.Number
		}
		b.Desks = append(b.Desks, desk)
	}
	return b
}

// ticketPage shows the holder of a slip, on a phone, where they stand in line.
func (c *Central) ticketPage(w http.ResponseWriter, r *http.Request) {
	t, err := seal.ReadTicket(r.PathValue("code"))
	var place hall.Place
	if err == nil {
		place, err = hall.Follow(r.Context(), c.journal.Reader(), t.ID)
	}
	if errors.Is(err, hall.ErrNoTicket) || errors.Is(err, seal.ErrCode) {
		show(w, http.StatusNotFound, "no-ticket.html", c.settings.Centre)
		return
	}
	if err != nil {
		answer(w, nil, fmt.Errorf("ticket page: %w", err))
		return
	}
	service, _ := c.settings.Centre.Service(place.Ticket.Service)
	w.Header().Set("Refresh", "15")
	show(w, http.StatusOK, "ticket.html", map[string]any{
		"Centre": c.settings.Centre, "Service": service, "Ticket": place.Ticket, "Ahead": place.Ahead,
		"State": string(place.Ticket.State),
	})
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
	w.WriteHeader(status)
	if _, err := page.WriteTo(w); err != nil {
		slog.Debug("page not delivered", "page", name, "err", err)
	}
}
