package uplink

import (
	"context"
	"net/http"
	"net/url"

	"motcua/internal/hall"
	"motcua/internal/workday"
)

// The paths of central's API that are about appointments as the staff keep them.
const (
	PathAppointments = "/v1/appointments"
	PathGiveUp       = "/v1/appointments/give-up"
	PathAdmit        = "/v1/appointments/admit"
)

// Why staff get no appointment made, moved or cancelled; hall's errors of those names say more.
const (
	TakesNoAppointments Reason = "no_diary"
	NoAppointment       Reason = "no_appointment"
	SlotOver            Reason = "slot_over"
	SlotClosed          Reason = "slot_closed"
	SlotFull            Reason = "slot_full"
	SlotUsed            Reason = "slot_used"
	SlotCode            Reason = "slot_code"
)

// Appointments asks for those of a day.
func (c Client) Appointments(ctx context.Context, day workday.Date) (entries []hall.Appointment, err error) {
	_, err = c.ask(ctx, http.MethodGet, PathAppointments+"?day="+url.QueryEscape(day.String()), nil, &entries)
	return entries, err
}

// Appoint makes an appointment, or moves one. Asking twice makes one.
func (c Client) Appoint(ctx context.Context, b hall.Booking) (e hall.Appointment, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathAppointments, b, &e)
	return e, err
}

// GiveUp cancels an appointment.
func (c Client) GiveUp(ctx context.Context, code string) (e hall.Appointment, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathGiveUp, code, &e)
	return e, err
}

// Admit checks somebody in who stands before an officer.
func (c Client) Admit(ctx context.Context, s hall.CheckInRequest) (a hall.Admission, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathAdmit, s, &a)
	return a, err
}
