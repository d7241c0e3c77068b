package server

import (
	"encoding/json"
	"errors"
	"net/http"

	"motcua/central/citizen"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// admissions check people in before the staff: at a counter, or before a guide with a page of central.
type admissions struct {
	*core
	guesses *guesses
	door    *citizen.Door
}

// admit gives somebody their number; asker is counted whose codes and cards are nobody's.
func (h *admissions) admit(r *http.Request, s hall.CheckInRequest, asker string) (a hall.Admission, err error) {
	s.Mark = h.door.Mark(identity.Person{Kind: identity.Card, ID: s.Card.Digits()})
	guesses := h.guesses.by(s)
	if after := guesses.RetryAfter(asker, h.now()); after > 0 {
		return a, waitError{after}
	}
	err = h.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		a, err = hall.Admit(r.Context(), tx, h.settings().Centre, s, h.now(), handOf(r))
		return err
	})
	if errors.Is(err, hall.ErrNoAppointment) {
		guesses.Take(asker, h.now())
	}
	if err == nil && a.Given() {
		ring, err := h.ring(r.Context())
		a.Slip = ring.TicketCode(*a.Ticket)
		return a, err
	}
	return a, err
}

// byCounter admits somebody at a counter. Neither code nor card is written down.
func (h *admissions) byCounter(w http.ResponseWriter, r *http.Request) {
	var s hall.CheckInRequest
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		refuse(w, http.StatusBadRequest, errors.New("admission: a code or a card was expected as JSON")) // err may hold what was sent
		return
	}
	a, err := h.admit(r, s, deviceOf(r.Context()).Name())
	waits := waitError{}
	switch {
	case errors.As(err, &waits):
		tooMany(w, waits.wait)
	case errors.Is(err, hall.ErrNoAppointment):
		writeJSON(w, http.StatusUnprocessableEntity, uplink.Refusal{Message: err.Error(), Reason: uplink.NoAppointment})
	default:
		answer(w, a, err)
	}
}

// pathCheckIn is where guides check people in.
const pathCheckIn = "/check-in"

// checkInPage asks for a code or a card, and after it was sent tells the number that was given for it, or why none is.
func (h *staffPages) checkInPage(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		h.show(w, r, http.StatusOK, "check-in.html", map[string]any{})
		return
	}
	s, err := hall.ReadCheckIn(r.PostFormValue("who"), workday.DateOf(h.now()))
	if err != nil {
		h.showProblem(w, r, http.StatusUnprocessableEntity, "admit.no_code")
		return
	}
	a, err := h.admissions.admit(r, s, "officer "+officerOf(r.Context()).ID)
	waits := waitError{}
	switch {
	case errors.As(err, &waits):
		h.showProblem(w, r, http.StatusTooManyRequests, "admit.wait")
	case errors.Is(err, hall.ErrNoAppointment):
		h.showProblem(w, r, http.StatusNotFound, "admit.unknown")
	case err != nil:
		answer(w, nil, err)
	case !a.Given():
		h.showProblem(w, r, http.StatusConflict, "admit."+string(a.Arrival), h.admissions.about(a.CheckInResult))
	default:
		service, _ := h.settings().Centre.Service(a.Service)
		h.show(w, r, http.StatusOK, "check-in.html", map[string]any{
			"Ticket": a.Ticket, "Service": service, "Counters": h.settings().Centre.CountersFor(a.Service), "Class": h.settings().Centre.Class(a.Ticket.Class), "URL": h.settings().Centre.TicketURL(a.Slip),
		})
	}
}

// showProblem says why somebody gets no number, and keeps what was typed.
func (h *staffPages) showProblem(w http.ResponseWriter, r *http.Request, status int, id string, args ...i18n.Args) {
	about := i18n.Args{}
	if len(args) > 0 {
		about = args[0]
	}
	h.show(w, r, status, "check-in.html", map[string]any{"Problem": id, "About": about, "Typed": r.PostFormValue("who")})
}

// about returns what is said of what somebody comes for.
func (h *admissions) about(c hall.CheckInResult) i18n.Args {
	say := i18n.In(i18n.Vietnamese)
	return c.About(h.settings().Centre, say.Lang, say.Weekday)
}
