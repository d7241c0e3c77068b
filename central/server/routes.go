package server

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"

	"motcua/central/media"
	"motcua/central/web"
	"motcua/internal/officer"
	"motcua/internal/seal"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// How many bytes a request may bring; only events come in large numbers.
const (
	most       = 64 << 10
	mostPushed = 8 << 20
)

// route is one thing that central is asked, and which devices may ask it; what their officers may, by wraps it in.
type route struct {
	pattern string
	may     []trust.Kind
	do      http.HandlerFunc
}

// deviceRoutes returns what devices ask; what a device may say there only about itself, the handlers see to.
func (s *Server) deviceRoutes() []route {
	every := []trust.Kind{trust.Kiosk, trust.Counter, trust.Rating, trust.Centre}
	hall := []trust.Kind{trust.Kiosk, trust.Counter, trust.Rating}
	kiosk, counter, centre := []trust.Kind{trust.Kiosk}, []trust.Kind{trust.Counter}, []trust.Kind{trust.Centre}
	return []route{
		{"POST " + uplink.PathTickets, kiosk, s.tickets.issue},
		{"POST " + uplink.PathNext, counter, s.sessions.byOnceThereAre(officer.Serve, s.tickets.next)},
		{"POST " + uplink.PathSlip, counter, s.sessions.byOnceThereAre(officer.Serve, s.tickets.slip)},
		{"POST " + uplink.PathEvents, every, s.events.push},
		{"GET " + uplink.PathEvents, every, s.events.pull},
		{"GET " + uplink.PathChanges, centre, s.centres.changes},
		{"GET " + uplink.PathPartners, centre, s.centres.partners},
		{"GET " + uplink.PathBell, every, s.changes.serve},
		{"GET " + uplink.PathHall, hall, s.halls.hall},
		{"GET " + uplink.PathSeals, hall, s.halls.seals},
		{"GET " + uplink.PathErasures, hall, s.erasures.serve},
		{"GET " + uplink.PathCatalogue, []trust.Kind{trust.Kiosk, trust.Counter}, s.catalogues.piece},
		{"POST " + uplink.PathCodes, counter, s.sessions.byOnceThereAre(officer.Serve, s.dossiers.code)},
		{"POST " + uplink.PathLookup, counter, s.sessions.by(officer.ReadDossiers, s.dossiers.look)},
		{"GET " + uplink.PathStand, counter, s.sessions.byOnceThereAre(officer.Serve, s.dossiers.stand)},
		{"GET " + uplink.PathDossier, counter, s.sessions.by(officer.ReadDossiers, s.dossiers.dossier)},
		{"POST " + uplink.PathBook, counter, s.sessions.by(officer.ReadDossiers, s.dossiers.book)},
		{"POST " + uplink.PathLogin, counter, s.sessions.login},
		{"GET " + uplink.PathOfficers, counter, s.sessions.officers},
		{"POST " + uplink.PathInquire, kiosk, s.dossiers.inquire},
		{"POST " + uplink.PathServed, kiosk, s.tickets.served},
		{"POST " + uplink.PathCheckIn, kiosk, s.appointments.checkIn},
		{"GET " + uplink.PathAppointments, counter, s.sessions.by(officer.Appoint, s.appointments.list)},
		{"POST " + uplink.PathAppointments, counter, s.sessions.by(officer.Appoint, s.appointments.appoint)},
		{"POST " + uplink.PathGiveUp, counter, s.sessions.by(officer.Appoint, s.appointments.giveUp)},
		{"POST " + uplink.PathAdmit, counter, s.sessions.by(officer.Appoint, s.admissions.byCounter)},
	}
}

// publicRoutes tell nothing that names a person but to who has their secret; anybody may ask, though not without end.
func (s *Server) publicRoutes() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern, do := range map[string]http.Handler{
		"GET /{$}":                     http.HandlerFunc(s.boards.page),
		"GET " + pathBoard:             http.HandlerFunc(s.boards.page),
		"GET /board.json":              http.HandlerFunc(s.boards.once),
		"GET /bell":                    s.boards.open.follow(s.boards.stream),
		"GET /programme.json":          http.HandlerFunc(s.boards.serveProgramme),
		"GET " + media.Path + "{name}": s.boards.media,
		"GET " + pathVoice + "{version}/{clip...}": http.HandlerFunc(s.boards.loudspeakers.serve),
		"GET " + seal.PathReceipt + "{path...}":    http.HandlerFunc(s.pages.receiptPage),
		"GET " + web.PathStatic:                    static,
		"GET /favicon.ico":                         http.HandlerFunc(pages.Icon),
	} {
		mux.Handle(pattern, s.guard.perAddress(web.Compressed(do)))
	}
	for _, room := range []map[string]http.Handler{s.procedures.Routes(), s.home.Routes(), s.door.Routes()} {
		for pattern, do := range room {
			mux.Handle(pattern, s.guard.perAddress(web.Compressed(do)))
		}
	}
	for pattern, do := range s.phones.routes() {
		mux.Handle(pattern, s.guard.perAddress(web.Compressed(do)))
	}
	for pattern, do := range s.bookings.Routes() {
		mux.Handle(pattern, s.guard.perAddress(web.Compressed(do)))
	}
	return mux
}

// ours refuses what a page of another site has a browser send. Old browsers say no more than where the page is, which behind a proxy may have
// another name than this machine.
func (s *Server) ours(do http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	if u, err := url.Parse(s.settings().Centre.PublicURL); err == nil && u.Host != "" {
		if err := protection.AddTrustedOrigin(u.Scheme + "://" + u.Host); err != nil {
			slog.Warn("public address is no origin", "address", s.settings().Centre.PublicURL, "err", err)
		}
	}
	return protection.Handler(do)
}

// Handler answers all that central is asked.
func (s *Server) Handler() http.Handler {
	mux := s.publicRoutes()
	for _, r := range s.deviceRoutes() {
		mux.Handle(r.pattern, s.guard.requireKind(r.may, r.do))
	}
	mux.Handle("POST "+uplink.PathEnrol, s.guard.perAddress(http.HandlerFunc(s.enrolment.enrol)))
	s.staff.routes(mux)
	ours := s.ours(mux)
	small, large := http.MaxBytesHandler(ours, most), http.MaxBytesHandler(ours, mostPushed)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == uplink.PathEvents {
			large.ServeHTTP(w, r)
			return
		}
		small.ServeHTTP(w, r)
	})
}

// HandlerFor answers devices as if the guard had let a device in.
func (s *Server) HandlerFor(d trust.Device) http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.deviceRoutes() {
		mux.Handle(r.pattern, r.do)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mux.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), deviceKey{}, d)))
	})
}
