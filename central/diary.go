package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"motcua/internal/hall"
	"motcua/internal/idcard"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/roster"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// diary is the centre's appointments at this moment.
func (c *Central) diary() hall.Diary {
	return hall.Diary{Centre: c.settings.Centre, Calendar: c.calendar, Now: c.now()}
}

// handOf is who asks, and where.
func handOf(r *http.Request) hall.Hand {
	return hall.Hand{Officer: officerOf(r.Context()).ID, Device: askingFrom(r)}
}

// appoint makes an appointment, or moves one.
func (c *Central) appoint(w http.ResponseWriter, r *http.Request) {
	var b hall.Booking
	if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
		refuse(w, http.StatusBadRequest, errors.New("booking: a code, a service and a time were expected as JSON")) // err may hold what was sent
		return
	}
	if err := checkBooking(b); err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	var e hall.Entry
	err := c.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		e, err = c.diary().Book(r.Context(), tx, b, handOf(r))
		return err
	})
	answerDiary(w, e, err)
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
func (c *Central) giveUp(w http.ResponseWriter, r *http.Request) {
	var code string
	if err := json.NewDecoder(r.Body).Decode(&code); err != nil {
		refuse(w, http.StatusBadRequest, errors.New("a code was expected as JSON"))
		return
	}
	var e hall.Entry
	err := c.journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		e, err = c.diary().GiveUp(r.Context(), tx, code, handOf(r))
		return err
	})
	answerDiary(w, e, err)
}

// appointments lists those of a day.
func (c *Central) appointments(w http.ResponseWriter, r *http.Request) {
	day, err := workday.ParseDate(r.FormValue("day"))
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("day: %w", err))
		return
	}
	entries, err := c.diary().On(r.Context(), c.journal.Reader(), day)
	if err == nil {
		err = c.noteDay(r, roster.KindDiary, day)
	}
	answer(w, entries, err)
}

// denials are what a counter decides on that gets no appointment made.
var denials = map[error]uplink.Reason{
	hall.ErrNoDiary: uplink.NoDiary, hall.ErrSlotOver: uplink.SlotOver, hall.ErrSlotClosed: uplink.SlotClosed, hall.ErrSlotFull: uplink.SlotFull,
	hall.ErrSlotUsed: uplink.SlotUsed, hall.ErrSlotCode: uplink.SlotCode, hall.ErrNoAppointment: uplink.NoAppointment,
}

// answerDiary is answer for what changes an appointment.
func answerDiary(w http.ResponseWriter, e hall.Entry, err error) {
	for known, reason := range denials {
		if errors.Is(err, known) {
			writeJSON(w, http.StatusUnprocessableEntity, uplink.Refusal{Message: err.Error(), Reason: reason})
			return
		}
	}
	answer(w, e, err)
}
