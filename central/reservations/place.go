package reservations

import (
	"errors"
	"net/http"

	"motcua/central/ratelimit"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// found finds the place of a request's code; false where it has answered already.
func (h *Room) found(w http.ResponseWriter, r *http.Request) (place hall.Reserved, ok bool) {
	if h.misses.RetryAfter(ratelimit.Address(r), h.now()) > 0 {
		Pages.Show(w, http.StatusTooManyRequests, "none.html", map[string]any{"Centre": h.settings().Centre, "Problem": "page.door.many"})
		return place, false
	}
	code, err := queue.AppointmentCode(r.PathValue("code"))
	if err == nil {
		place, err = hall.FindReservation(r.Context(), h.journal.Reader(), code)
	}
	switch {
	case err == nil:
		return place, true
	case errors.Is(err, hall.ErrNoAppointment), errors.Is(err, queue.ErrAppointmentCode):
		h.misses.Take(ratelimit.Address(r), h.now())
		Pages.Show(w, http.StatusNotFound, "none.html", map[string]any{"Centre": h.settings().Centre, "Problem": "page.home.unknown"})
	default:
		h.failed(w, r, err)
	}
	return place, false
}

// placePage shows a place to who has its code.
func (h *Room) placePage(w http.ResponseWriter, r *http.Request) {
	if place, ok := h.found(w, r); ok {
		h.showPlace(w, r, http.StatusOK, place, "")
	}
}

func (h *Room) showPlace(w http.ResponseWriter, r *http.Request, status int, place hall.Reserved, problem string) {
	rules, now := h.settings().Centre.Reservations, h.now()
	service, _ := h.settings().Centre.Service(place.Service)
	day, err := workday.ParseDate(place.Day)
	data := map[string]any{
		"Centre": h.settings().Centre, "Service": service, "Place": place, "Day": day, "Rules": rules, "Arrival": place.Arrival(rules, now),
		"URL": h.placeURL(place.Code), "Problem": problem, "Today": day == workday.DateOf(now), "Class": h.settings().Centre.Class(place.Class), "Proven": h.door.Proven(), "Sure": r.URL.Query().Has("tra"),
	}
	if err == nil && place.Ticket != "" {
		data["Follow"], err = h.ticketLink(r.Context(), place.Ticket)
	} else if err == nil {
		data["Ahead"], err = hall.AheadOf(r.Context(), h.journal.Reader(), place)
	}
	if err != nil {
		h.failed(w, r, err)
		return
	}
	Pages.Show(w, status, "place.html", data)
}

// giveUp gives a place back.
func (h *Room) giveUp(w http.ResponseWriter, r *http.Request) {
	place, ok := h.found(w, r)
	if !ok {
		return
	}
	err := h.journal.Write(r.Context(), func(tx *journal.Tx) error { return h.book().GiveUp(r.Context(), tx, place.Code) })
	switch {
	case err == nil:
		http.Redirect(w, r, Path+"/"+place.Code, http.StatusSeeOther)
	case errors.Is(err, hall.ErrReservationUsed):
		h.showPlace(w, r, http.StatusConflict, place, "page.home.called")
	default:
		h.failed(w, r, err)
	}
}
