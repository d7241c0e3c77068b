// Package booking is the pages on which people book appointments themselves, look at their own, move it and cancel it. Who they are is known at the
// door (central/citizen); which slots there are is internal/booking's, the book is internal/hall's; the counters' diary and the kiosks' check-in work
// on the same one.
package booking

import (
	"context"
	"embed"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"motcua/central/citizen"
	"motcua/central/ratelimit"
	"motcua/central/web"
	"motcua/internal/booking"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

//go:embed web
var folder embed.FS

// Web are this room's pages, for whoever serves their files.
var Web = web.NewPages(folder, map[string]any{"titled": func(title string, page view) titled { return titled{title, page} }})

// Where the pages are.
const (
	PathBook = "/dat-lich"
	PathOwn  = "/lich-hen/"
)

// Procedures finds what somebody comes for, by its code, in the centre's catalogue.
type Procedures interface {
	Procedure(ctx context.Context, code string) (procedure.Procedure, bool)
}

// Parts are what a Room is made of.
type Parts struct {
	Centre     func() centre.Centre // as it is now, like the rules
	Rules      func() booking.Rules
	Journal    *journal.Journal
	Calendar   *workday.Calendar
	Now        func() time.Time
	Door       *citizen.Door
	Procedures Procedures // nil: nobody says what to bring
	Secure     func(*http.Request) bool
}

// Room answers on these pages.
type Room struct {
	*common
	booking *bookPages
	own     *ownPages
}

// common is what all pages of the room work with.
type common struct {
	Parts
	messages citizen.Sender // nil: no phone is proven, and nobody is reminded
}

// bookPages are those on which an appointment is made.
type bookPages struct {
	*common
	addresses *ratelimit.Limits // bookings of an address
}

// ownPages are those of one appointment.
type ownPages struct{ *common }

// New returns the pages of a centre.
func New(p Parts) *Room {
	all := &common{p, p.Door.Messages()}
	h := &Room{common: all, own: &ownPages{all}, booking: &bookPages{common: all, addresses: ratelimit.PerDay(p.Rules().PerAddress)}}
	p.Door.Then(purpose, h.booking.entered)
	return h
}

// Routes returns what is asked of the pages, by pattern. Whoever serves them holds each address to a rate, and keeps other sites' forms out.
func (h *Room) Routes() map[string]http.Handler {
	routes := map[string]http.Handler{}
	for pattern, do := range map[string]http.HandlerFunc{
		"GET " + PathBook:                    h.booking.choose,
		"POST " + PathBook:                   h.booking.ask,
		"POST " + PathBook + "/gio-khac":     h.booking.again,
		"GET " + PathOwn + "{link}":          h.own.own,
		"GET " + PathOwn + "{link}/lich.ics": h.own.calendarFile,
		"GET " + PathOwn + "{link}/doi":      h.own.moveTo,
		"POST " + PathOwn + "{link}/doi":     h.own.move,
		"GET " + PathOwn + "{link}/huy":      h.own.mayCancel,
		"POST " + PathOwn + "{link}/huy":     h.own.cancel,
	} {
		routes[pattern] = web.While(func() bool { return h.Rules().On }, h.private(do))
	}
	return routes
}

// private keeps names and numbers off lines on which others read, and the address of somebody's page from the sites that they go to next.
func (h *common) private(do http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Referrer-Policy", "no-referrer")
		w.Header().Set("X-Robots-Tag", "noindex")
		if !h.Secure(r) {
			h.show(w, r, http.StatusForbidden, "insecure.html", strings.TrimSuffix(h.Centre().PublicURL, "/")+PathBook)
			return
		}
		do(w, r)
	})
}

// book returns the appointments at this moment, as people keep their own.
func (h *common) book() hall.Online {
	return hall.Online{Appointments: hall.Appointments{Centre: h.Centre(), Calendar: h.Calendar, Now: h.Now()}, Rules: h.Rules()}
}

// view is what every page is handed.
type view struct {
	Say    i18n.Localizer
	Other  other
	Centre centre.Centre
	Path   string // of this page
	Data   any
}

// titled is what the beginning of every page is handed; Title is the id of a sentence.
type titled struct {
	Title string
	Page  view
}

// other is the way to the same page in the other language.
type other struct{ Lang, Name, Query string }

var others = map[string]other{"vi": {Lang: "en", Name: "English"}, "en": {Lang: "vi", Name: "Tiếng Việt"}}

// speaks returns in which language somebody reads: as they have chosen, or as their appointment says.
func speaks(r *http.Request, otherwise string) i18n.Localizer {
	for _, lang := range []string{r.FormValue("lang"), otherwise} {
		if _, known := others[lang]; known {
			return i18n.In(lang)
		}
	}
	return i18n.In(i18n.Vietnamese)
}

func (h *common) show(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	h.showIn(w, r, speaks(r, ""), status, name, data)
}

func (h *common) showIn(w http.ResponseWriter, r *http.Request, say i18n.Localizer, status int, name string, data any) {
	to := others[say.Lang]
	if query := r.URL.Query(); r.Method == http.MethodGet && !strings.HasPrefix(r.URL.Path, citizen.Path) { // what answers a form or a login cannot be asked for again
		query.Set("lang", to.Lang)
		to.Query = "?" + query.Encode()
	}
	Web.Show(w, status, name, view{Say: say, Other: to, Centre: h.Centre(), Path: r.URL.Path, Data: data})
}

// broken answers when central itself cannot.
func (h *common) broken(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == nil {
		slog.Error("booking page failed", "err", err)
	}
	h.show(w, r, http.StatusInternalServerError, "sorry.html", "booking.sorry.broken")
}

// procedureOf returns what somebody comes for; nil when they have not said, or nobody knows it.
func (h *common) procedureOf(ctx context.Context, code string) *procedure.Procedure {
	if h.Procedures == nil || code == "" {
		return nil
	}
	p, known := h.Procedures.Procedure(ctx, code)
	if !known {
		return nil
	}
	return &p
}

// remindEvery is how often it is seen to who is to be reminded.
const remindEvery = 10 * time.Minute

// Run sends reminders until ctx ends.
func (h *Room) Run(ctx context.Context) {
	if h.messages == nil {
		return
	}
	tick := time.NewTicker(remindEvery)
	defer tick.Stop()
	for {
		if h.Rules().On {
			h.remind(ctx)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// remind sends the reminders that are due. One that does not reach the gateway is lost, rather than sent twice; the page says the same.
func (h *Room) remind(ctx context.Context) {
	due, err := h.book().Remind(ctx, h.Journal)
	if err != nil && ctx.Err() == nil {
		slog.Error("reminders not read", "err", err)
	}
	for _, r := range due {
		if err := h.messages.Send(ctx, r.Phone, h.told(i18n.In(r.Lang), "booking.message.reminder", r.Appointment, "")); err != nil {
			slog.Error("reminder not sent", "err", err)
		}
	}
}

// told returns a message about an appointment.
func (h *common) told(say i18n.Localizer, id string, a hall.Appointment, link string) string {
	s := h.seen(say, a.Service, a.From, a.To)
	return say.Text(id, i18n.Args{
		"Centre": h.Centre().Name.In(say.Lang), "Service": s.Service, "Day": s.Day, "Time": s.Time, "Code": spell(a.Code), "Opens": s.Opens, "Link": link,
	})
}
