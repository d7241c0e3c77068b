package main

import (
	"net/http"

	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// most is how many bytes a request may bring.
const most = 8 << 20

// route is one thing that central is asked, and which devices may ask it.
type route struct {
	pattern string
	may     []trust.Kind
	do      http.HandlerFunc
}

// asked by devices; what a device may say there only about itself, the handlers see to.
func (c *Central) deviceRoutes() []route {
	every := []trust.Kind{trust.Kiosk, trust.Counter, trust.Rating, trust.Centre}
	hall := []trust.Kind{trust.Kiosk, trust.Counter, trust.Rating}
	kiosk, counter := []trust.Kind{trust.Kiosk}, []trust.Kind{trust.Counter}
	return []route{
		{"POST " + uplink.PathTickets, kiosk, c.issue},
		{"POST " + uplink.PathNext, counter, c.next},
		{"POST " + uplink.PathEvents, every, c.push},
		{"GET " + uplink.PathEvents, every, c.pull},
		{"GET " + uplink.PathChanges, []trust.Kind{trust.Centre}, c.changes},
		{"GET " + uplink.PathBell, every, c.bell},
		{"GET " + uplink.PathHall, hall, c.hall},
		{"GET " + uplink.PathSeals, hall, c.seals},
		{"POST " + uplink.PathCodes, counter, c.code},
		{"POST " + uplink.PathLookup, counter, c.look},
		{"GET " + uplink.PathDossier, counter, c.dossier},
		{"POST " + uplink.PathBook, counter, c.book},
	}
}

// publicRoutes tell nothing that names a person; anybody may ask.
func (c *Central) publicRoutes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", c.page("board.html"))
	mux.HandleFunc("GET /board.json", c.board)
	mux.HandleFunc("GET /bell", c.bell)
	mux.HandleFunc("GET /t/{code}", c.ticketPage)
	mux.Handle("GET /web/", http.FileServerFS(web))
	mux.Handle("GET /fonts/", http.FileServerFS(fonts))
	return mux
}

func (c *Central) routes() http.Handler {
	mux := c.publicRoutes()
	for _, r := range c.deviceRoutes() {
		mux.Handle(r.pattern, c.guard.only(r.may, r.do))
	}
	mux.HandleFunc("POST "+uplink.PathEnrol, c.enrol)
	mux.Handle("GET /printers", here(c.devicesPage))
	return http.MaxBytesHandler(mux, most)
}
