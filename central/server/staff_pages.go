package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"motcua/central/office"
	"motcua/central/procedures"
	"motcua/central/ratelimit"
	"motcua/central/web"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/roster"
	"motcua/internal/trust"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// staffPages are what officers see in a browser after they have logged in.
type staffPages struct {
	*core
	guard      *guard
	present    *presence
	readings   *readings
	sessions   *sessions
	boards     *boards
	procedures *procedures.Pages
	calendar   *workday.Calendar
	admissions *admissions

	office *office.Room
}

// house is what the pages of administration stand in.
type house struct{ *staffPages }

// Show shows a page of another room in the frame of the staff's.
func (h house) Show(w http.ResponseWriter, r *http.Request, p *web.Pages, status int, name string, data any) {
	h.frame(w, r, p, status, name, data)
}

// Officer returns who looks.
func (house) Officer(r *http.Request) officer.Officer { return officerOf(r.Context()) }

// Fail answers that something could not be done.
func (house) Fail(w http.ResponseWriter, err error) { answer(w, nil, err) }

// sessionCookie holds a session's token in a browser.
const sessionCookie = "motcua-session"

// staffIdle is how long a page is left alone before its session ends; what a page asks for by itself does not count.
const staffIdle = 30 * time.Minute

// byItself marks what a page asks for without anybody at it.
const byItself = "by-itself"

// presence is the sessions in browsers, and when somebody was last at each. A central that starts anew counts from the login.
type presence struct {
	mu   sync.Mutex
	seen map[string]time.Time
}

func newPresence() *presence { return &presence{seen: map[string]time.Time{}} }

// idle reports whether a session was left alone too long, and remembers that somebody is there.
func (s *presence) idle(token string, opened, now time.Time, there bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	last, known := s.seen[token]
	if !known {
		last = opened
	}
	switch {
	case now.Sub(last) >= staffIdle:
		delete(s.seen, token)
		return true
	case there:
		s.seen[token] = now
	}
	return false
}

// staffPage is a page for those whose role allows an act.
type staffPage struct {
	path, title string // id of its title
	act         officer.Act
	show        func(*staffPages, http.ResponseWriter, *http.Request)
}

// all returns the pages behind a login, in the order of the links to them.
func (*staffPages) all() []staffPage {
	return []staffPage{
		{"/printers", "device.title", officer.SeePrinters, (*staffPages).devicesPage},
		{"/acts", "acts.title", officer.SeeActs, (*staffPages).actsPage},
		{pathAsked, "asked.title", officer.SeeAsked, (*staffPages).askedPage},
		{pathCheckIn, "admit.title", officer.Appoint, (*staffPages).checkInPage},
		{pathAppointments, "used.title", officer.SeeCentres, (*staffPages).appointmentsPage},
		{pathProvince, "province.title", officer.SeeCentres, (*staffPages).provincePage},
		{office.PathSettings, "admin.title", officer.SeeSettings, nil}, // these are the room's of administration
		{office.PathChanges, "admin.changes.title", officer.SeeSettings, nil},
	}
}

// Pages that not every centre has.
const (
	pathAppointments = "/appointments"
	pathProvince     = "/province"
)

// list returns the pages that this centre has, by the settings of now.
func (h *staffPages) list() []staffPage {
	s := h.settings()
	return slices.DeleteFunc(h.all(), func(p staffPage) bool {
		return p.path == pathCheckIn && !s.Centre.ChecksIn() || p.path == pathAppointments && !s.Centre.Appointments.Taken || p.path == pathProvince && len(s.Centres) == 0
	})
}

func (h *staffPages) routes(mux *http.ServeMux) {
	handle := func(pattern string, do http.HandlerFunc) { mux.Handle(pattern, h.guard.perAddress(web.Compressed(do))) }
	handle("GET /login", h.loginPage)
	handle("POST /login", h.loginForm)
	handle("POST /logout", h.logout)
	for _, p := range h.all() {
		if p.show != nil {
			handle("GET "+p.path, h.forStaff(p))
		}
		if p.path == pathCheckIn {
			handle("POST "+p.path, h.forStaff(p))
		}
	}
	for _, p := range h.office.List() {
		handle(p.Pattern, h.forStaff(staffPage{path: office.PathSettings, act: p.Act, show: func(_ *staffPages, w http.ResponseWriter, r *http.Request) { p.Do(w, r) }}))
	}
	handle("GET "+pathAsked+"/loi-dan.tsv", h.forStaff(staffPage{path: pathAsked, act: officer.SeeAsked, show: (*staffPages).askedLines}))
}

// forStaff shows a page to those who may see it, and the others the way to the login.
func (h *staffPages) forStaff(p staffPage) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		o, err := h.atBrowser(r)
		switch {
		case errors.Is(err, roster.ErrNoSession):
			http.Redirect(w, r, "/login?to="+p.path, http.StatusSeeOther)
		case err != nil:
			answer(w, nil, err)
		case !o.May(p.act):
			h.show(w, r.WithContext(context.WithValue(r.Context(), officerKey{}, o)), http.StatusForbidden, "may-not.html", nil)
		default:
			p.show(h, w, r.WithContext(context.WithValue(r.Context(), officerKey{}, o)))
		}
	}
}

// atBrowser returns the officer whose session a browser shows.
func (h *staffPages) atBrowser(r *http.Request) (o officer.Officer, err error) {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return o, roster.ErrNoSession
	}
	o, s, err := h.sessions.session(r.Context(), cookie.Value)
	if err == nil && trust.IsDevice(s.Device) {
		err = roster.ErrNoSession // a desk's token is good at its desk
	}
	if err == nil && h.present.idle(cookie.Value, s.Opened, h.now(), !r.URL.Query().Has(byItself)) {
		err = roster.ErrNoSession
	}
	return o, err
}

// show shows a page with the name of who looks and the ways to the other pages.
func (h *staffPages) show(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	h.frame(w, r, pages, status, name, data)
}

func (h *staffPages) frame(w http.ResponseWriter, r *http.Request, of *web.Pages, status int, name string, data any) {
	o := officerOf(r.Context())
	open := slices.DeleteFunc(h.list(), func(p staffPage) bool { return !o.May(p.act) })
	var links []map[string]any
	for _, p := range open {
		links = append(links, map[string]any{"Path": p.path, "Title": p.title, "Here": p.path == r.URL.Path || strings.HasPrefix(r.URL.Path, p.path+"/")})
	}
	doubt, aside := h.warnings(r.Context())
	of.Show(w, status, name, map[string]any{"Centre": h.settings().Centre, "Officer": o, "Links": links, "Data": data, "Doubt": doubt, "Aside": aside})
}

func (h *staffPages) loginPage(w http.ResponseWriter, r *http.Request) {
	some, err := roster.Some(r.Context(), h.journal.Reader())
	if err != nil {
		answer(w, nil, err)
		return
	}
	told := ""
	if !some {
		told = "login.no_officers"
	}
	h.showLogin(w, http.StatusOK, loginTold{To: r.FormValue("to"), Told: told})
}

// loginTold is what the login page says.
type loginTold struct {
	To      string // the page that was asked for
	Officer string // as typed
	Told    string // id of a sentence; empty: nothing has gone wrong
	Wait    string
}

func (h *staffPages) showLogin(w http.ResponseWriter, status int, told loginTold) {
	pages.Show(w, status, "login.html", map[string]any{"Centre": h.settings().Centre, "Told": told})
}

// loginForm takes login name and password, and leads to the page that was asked for.
func (h *staffPages) loginForm(w http.ResponseWriter, r *http.Request) {
	who := uplink.Credentials{Officer: r.PostFormValue("officer"), Password: r.PostFormValue("password")}
	told := loginTold{To: r.PostFormValue("to"), Officer: who.Officer}
	s, err := h.enterFrom(r, who)
	waiting := waitError{}
	switch {
	case err == nil:
		http.SetCookie(w, &http.Cookie{
			Name: sessionCookie, Value: s.Token, Path: "/", Expires: s.Until, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: isSecure(r),
		})
		http.Redirect(w, r, h.firstPage(s.Officer, told.To), http.StatusSeeOther)
	case errors.Is(err, errWrong):
		told.Told = "login.wrong"
		h.showLogin(w, http.StatusUnauthorized, told)
	case errors.As(err, &waiting):
		told.Told, told.Wait = "login.wait", waiting.clock()
		h.showLogin(w, http.StatusTooManyRequests, told)
	default:
		answer(w, nil, err)
	}
}

// enterFrom is enter for a browser, which is a stranger: whatever names it tries, it tries few.
func (h *staffPages) enterFrom(r *http.Request, who uplink.Credentials) (uplink.Session, error) {
	if after := h.guard.logins.RetryAfter(ratelimit.Address(r), h.now()); after > 0 {
		return uplink.Session{}, waitError{after}
	}
	s, err := h.sessions.enter(r.Context(), who, askingFrom(r))
	if errors.Is(err, errWrong) {
		h.guard.logins.Take(ratelimit.Address(r), h.now())
	}
	return s, err
}

// firstPage returns the one that was asked for, if it is one of ours, or the first that the officer may see.
func (h *staffPages) firstPage(o officer.Officer, asked string) string {
	for _, p := range h.list() {
		if p.path == asked {
			return asked
		}
	}
	for _, p := range h.list() {
		if o.May(p.act) {
			return p.path
		}
	}
	return h.list()[0].path // which tells that the officer may not see it
}

func (h *staffPages) logout(w http.ResponseWriter, r *http.Request) {
	if o, err := h.atBrowser(r); err == nil {
		cookie, _ := r.Cookie(sessionCookie) // atBrowser has found it
		if err := h.journal.Write(r.Context(), func(tx *journal.Tx) error { return roster.Close(tx, o.ID, cookie.Value) }); err != nil {
			slog.Error("session not closed", "officer", o.ID, "err", err)
		}
	}
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: isSecure(r)})
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}
