package server

import (
	"net"
	"net/http"
	"net/url"
	"time"

	"motcua/central/booking"
	"motcua/central/citizen"
	"motcua/central/procedures"
	"motcua/central/reservations"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// newBookings returns the pages on which people book appointments.
func newBookings(c *core, calendar *workday.Calendar, door *citizen.Door, catalogue booking.Procedures) *booking.Room {
	return booking.New(booking.Parts{
		Centre: c.present.Centre, Rules: c.present.Booking, Journal: c.journal, Calendar: calendar, Now: c.clock, Door: door, Procedures: catalogue, Secure: isPrivate,
	})
}

// clock returns the time as this server has it.
func (c *core) clock() time.Time { return c.now() }

// isPrivate reports whether nobody else reads what a browser sends: it comes over TLS, or from this machine.
func isPrivate(r *http.Request) bool {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	return isSecure(r) || uplink.IsThisMachine(host)
}

// ahead returns where people book, or take a number from home, for what a procedure's page tells of.
func ahead(c *core, calendar *workday.Calendar) func(service, procedure string) procedures.Ahead {
	return func(service, procedure string) (a procedures.Ahead) {
		if _, may := c.settings().Booking.Service(c.settings().Centre, calendar, service); may {
			a.Book = booking.PathBook + "?" + url.Values{"service": {service}, "procedure": {procedure}}.Encode()
		}
		if c.settings().Centre.Reservations.Allows(service) {
			a.Reserve = reservations.Path + "?" + url.Values{"linh-vuc": {service}}.Encode()
		}
		return a
	}
}
