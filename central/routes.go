package main

import (
	"net/http"

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

// deviceRoutes are what devices ask; what a device may say there only about itself, the handlers see to.
func (c *Central) deviceRoutes() []route {
	every := []trust.Kind{trust.Kiosk, trust.Counter, trust.Rating, trust.Centre}
	hall := []trust.Kind{trust.Kiosk, trust.Counter, trust.Rating}
	kiosk, counter, centre := []trust.Kind{trust.Kiosk}, []trust.Kind{trust.Counter}, []trust.Kind{trust.Centre}
	return []route{
		{"POST " + uplink.PathTickets, kiosk, c.issue},
		{"POST " + uplink.PathNext, counter, c.byOnceThereAre(officer.Serve, c.next)},
		{"POST " + uplink.PathSlip, counter, c.byOnceThereAre(officer.Serve, c.slip)},
		{"POST " + uplink.PathEvents, every, c.push},
		{"GET " + uplink.PathEvents, every, c.pull},
		{"GET " + uplink.PathChanges, centre, c.changes},
		{"GET " + uplink.PathPartners, centre, c.partners},
		{"GET " + uplink.PathBell, every, c.bell},
		{"GET " + uplink.PathHall, hall, c.hall},
		{"GET " + uplink.PathSeals, hall, c.seals},
		{"GET " + uplink.PathErasures, hall, c.erasures.serve},
		{"POST " + uplink.PathCodes, counter, c.byOnceThereAre(officer.Serve, c.code)},
		{"POST " + uplink.PathLookup, counter, c.by(officer.ReadDossiers, c.look)},
		{"GET " + uplink.PathStand, counter, c.byOnceThereAre(officer.Serve, c.stand)},
		{"GET " + uplink.PathDossier, counter, c.by(officer.ReadDossiers, c.dossier)},
		{"POST " + uplink.PathBook, counter, c.by(officer.ReadDossiers, c.book)},
		{"POST " + uplink.PathLogin, counter, c.login},
		{"GET " + uplink.PathOfficers, counter, c.officers},
		{"POST " + uplink.PathInquire, kiosk, c.inquire},
		{"POST " + uplink.PathServed, kiosk, c.served},
		{"POST " + uplink.PathMeet, kiosk, c.meet},
		{"GET " + uplink.PathAppointments, counter, c.by(officer.Appoint, c.appointments)},
		{"POST " + uplink.PathAppointments, counter, c.by(officer.Appoint, c.appoint)},
		{"POST " + uplink.PathGiveUp, counter, c.by(officer.Appoint, c.giveUp)},
	}
}

// publicRoutes tell nothing that names a person; anybody may ask, though not without end.
func (c *Central) publicRoutes() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern, do := range map[string]http.Handler{
		"GET /{$}":                              c.page("board.html"),
		"GET /board.json":                       c.once(c.lookBoard),
		"GET /bell":                             c.stream(c.pulses.board, c.lookBoard),
		"GET /t/{code}":                         http.HandlerFunc(c.ticketPage),
		"GET /t/{code}/place.json":              c.once(c.lookPhone),
		"GET /t/{code}/bell":                    c.stream(c.pulses.phone, c.lookPhone),
		"GET " + seal.PathReceipt + "{path...}": http.HandlerFunc(c.receiptPage),
		"GET " + pathStatic:                     static,
		"GET /favicon.ico":                      http.HandlerFunc(static.icon),
	} {
		mux.Handle(pattern, c.guard.perAddress(squeezed(do)))
	}
	return mux
}

func (c *Central) routes() http.Handler {
	mux := c.publicRoutes()
	for _, r := range c.deviceRoutes() {
		mux.Handle(r.pattern, c.guard.only(r.may, r.do))
	}
	mux.Handle("POST "+uplink.PathEnrol, c.guard.perAddress(http.HandlerFunc(c.enrol)))
	c.staffRoutes(mux)
	ours := http.NewCrossOriginProtection().Handler(mux)
	small, large := http.MaxBytesHandler(ours, most), http.MaxBytesHandler(ours, mostPushed)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == uplink.PathEvents {
			large.ServeHTTP(w, r)
			return
		}
		small.ServeHTTP(w, r)
	})
}
