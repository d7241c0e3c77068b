package flow

import (
	"errors"
	"log/slog"

	"motcua/internal/hall"
	"motcua/internal/registry"
	"motcua/internal/uplink"
	"motcua/kiosk/visit"
)

// refusals are what central's refusals mean to somebody who has asked about one kind of thing.
type refusals struct {
	about   string        // for the log
	nothing visit.Problem // there is no such thing
	mayNot  visit.Problem // it is not theirs
	tooMany visit.Problem // they have asked too often
}

// What refusals mean on each way; an empty problem is none.
var (
	ofDossiers         = refusals{"dossier", visit.Unknown, visit.NotYours, visit.TooMany}
	ofAppointmentCodes = refusals{"appointment", visit.Unknown, visit.Offline, visit.TooManyCodes}
	ofAppointmentCards = refusals{"appointment", visit.NoMeeting, visit.Offline, visit.TooMany}
	ofTickets          = refusals{"rating", visit.NoTicket, visit.Offline, visit.Offline}
	ofCards            = refusals{"card", "", "", visit.TooMany}
)

// problem returns what an error means to the person who asked; empty where they get an answer.
func (r refusals) problem(err error) visit.Problem {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, registry.ErrNoDossier), errors.Is(err, hall.ErrNoTicket), errors.Is(err, uplink.ErrUnknown):
		return r.nothing
	case !uplink.Answered(err):
		return visit.Offline
	case errors.Is(err, uplink.ErrMayNot):
		return r.mayNot
	case errors.Is(err, uplink.ErrTooMany):
		return r.tooMany
	}
	slog.Error("central answers no question", "about", r.about, "err", err)
	return visit.Offline
}
