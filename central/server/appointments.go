package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"motcua/central/citizen"
	"motcua/internal/hall"
	"motcua/internal/idcard"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/roster"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// appointments keeps the centre's appointments, and tells a kiosk of the one that somebody comes for.
type appointments struct {
	*core
	calendar *workday.Calendar // days off, on which no appointments are given
	guesses  *guesses
	readings *readings
	door     *citizen.Door
}

// book returns the centre's appointments at this moment.
func (h *appointments) book() hall.Appointments {
	return hall.Appointments{Centre: h.settings().Centre, Calendar: h.calendar, Now: h.now()}
}

// handOf returns who asks, and where.
func handOf(r *http.Request) hall.Author {
	return hall.Author{Officer: officerOf(r.Context()).ID, Device: askingFrom(r)}
}

// appoint makes an appointment, or moves one.
func (h *appointments) appoint(w http.ResponseWriter, r *http.Request) {
	var b hall.Booking
	if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
		refuse(w, http.StatusBadRequest, errors.New("booking: a code, a service and a time were expected as JSON")) // err may hold what was sent
		return
	}
	if err := checkBooking(b); err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	var e hall.Appointment
	err := h.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		e, err = h.book().Book(r.Context(), tx, b, handOf(r))
		return err
	})
	answerAppointment(w, e, err)
}

func checkBooking(b hall.Booking) error {
	if code, err := queue.AppointmentCode(b.Code); err != nil || code != b.Code {
		return fmt.Errorf("booking: %w", queue.ErrAppointmentCode)
	}
	if b.Card == "" {
		return nil
	}
	_, err := idcard.ParseNumber(b.Card.Digits())
	return err
}

// giveUp cancels an appointment.
func (h *appointments) giveUp(w http.ResponseWriter, r *http.Request) {
	var code string
	if err := json.NewDecoder(r.Body).Decode(&code); err != nil {
		refuse(w, http.StatusBadRequest, errors.New("a code was expected as JSON"))
		return
	}
	var e hall.Appointment
	err := h.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		e, err = h.book().GiveUp(r.Context(), tx, code, handOf(r))
		return err
	})
	answerAppointment(w, e, err)
}

// list answers with those of a day.
func (h *appointments) list(w http.ResponseWriter, r *http.Request) {
	day, err := workday.ParseDate(r.FormValue("day"))
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("day: %w", err))
		return
	}
	entries, err := h.book().On(r.Context(), h.journal.Reader(), day)
	if err == nil {
		err = h.readings.noteDay(r, roster.KindReadAppointments, day)
	}
	answer(w, entries, err)
}

// denials are what a counter decides on that gets no appointment made.
var denials = map[error]uplink.Reason{
	hall.ErrTakesNoAppointments: uplink.TakesNoAppointments, hall.ErrSlotOver: uplink.SlotOver, hall.ErrSlotClosed: uplink.SlotClosed, hall.ErrSlotFull: uplink.SlotFull,
	hall.ErrSlotUsed: uplink.SlotUsed, hall.ErrSlotCode: uplink.SlotCode, hall.ErrNoAppointment: uplink.NoAppointment,
}

// answerAppointment is answer for what changes an appointment.
func answerAppointment(w http.ResponseWriter, e hall.Appointment, err error) {
	for known, reason := range denials {
		if errors.Is(err, known) {
			writeJSON(w, http.StatusUnprocessableEntity, uplink.Refusal{Message: err.Error(), Reason: reason})
			return
		}
	}
	answer(w, e, err)
}

// checkIn tells somebody at a kiosk about the appointment they come for. Neither code nor card is written down.
func (h *appointments) checkIn(w http.ResponseWriter, r *http.Request) {
	var s hall.CheckInRequest
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		refuse(w, http.StatusBadRequest, errors.New("summons: a code or a card was expected as JSON")) // err may hold what was sent
		return
	}
	s.Mark = h.door.Mark(identity.Person{Kind: identity.Card, ID: s.Card.Digits()})
	asker, guesses := deviceOf(r.Context()).Name(), h.guesses.by(s)
	if after := guesses.RetryAfter(asker, h.now()); after > 0 {
		tooMany(w, after)
		return
	}
	coming, err := hall.CheckIn(r.Context(), h.journal.Reader(), h.settings().Centre, s, h.now())
	if errors.Is(err, hall.ErrNoAppointment) {
		guesses.Take(asker, h.now())
	}
	if err == nil {
		h.guesses.met.Add(meeting{asker, coming.Code}, h.now())
	}
	answer(w, coming, err)
}
