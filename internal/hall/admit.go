package hall

import (
	"context"
	"time"

	"github.com/google/uuid"

	"motcua/internal/centre"
	"motcua/internal/idcard"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// ReadCheckIn reads what one of the staff types or scans of somebody who comes with a code or a card; queue.ErrAppointmentCode.
func ReadCheckIn(text string, today workday.Date) (CheckInRequest, error) {
	if card, _, err := idcard.Parse(text, today); err == nil {
		return CheckInRequest{Card: card.Number}, nil
	}
	if number, err := idcard.ParseNumber(text); err == nil {
		return CheckInRequest{Card: number}, nil
	}
	code, err := queue.AppointmentCode(text)
	return CheckInRequest{Code: code}, err
}

// Admission is what one of the staff is told of somebody whom they check in.
type Admission struct {
	CheckInResult
	Ticket *queue.Ticket `json:"ticket,omitempty"` // that was given now; nil: Arrival says why none was
	Slip   string        `json:"slip,omitempty"`   // the ticket's code, under which a phone follows it
}

// Given reports whether a number was given.
func (a Admission) Given() bool { return a.Ticket != nil }

// Admit checks somebody in before one of the staff, by the rules of a kiosk: it gives the number of the appointment, or of the place taken from home,
// to whoever comes for it in time. ErrNoAppointment when there is none.
func Admit(ctx context.Context, tx *journal.Tx, centre centre.Centre, s CheckInRequest, now time.Time, by Author) (Admission, error) {
	c, err := checkIn(ctx, tx, centre, s, now)
	if err != nil || !c.Arrival.Gets() {
		return Admission{CheckInResult: c}, err
	}
	t, err := giveAppointed(tx, centre, c.Service, c.Code, now, by)
	if err != nil {
		return Admission{}, err
	}
	c.Number = t.Number
	return Admission{CheckInResult: c, Ticket: &t}, nil
}

// giveAppointed gives the number of an appointment, or of a place taken from home, that no kiosk prints.
func giveAppointed(tx *journal.Tx, centre centre.Centre, service, code string, now time.Time, by Author) (queue.Ticket, error) {
	request := queue.Request{ID: uuid.NewString(), Service: service, Appointment: code}
	at, err := standingOf(tx, queue.Central, request, now)
	if err == nil {
		at.serial, err = free(tx, centre, service, at, now)
	}
	if err != nil {
		return queue.Ticket{}, err
	}
	return issueAppointed(tx, centre, request, at.serial, now, by)
}

// About returns what sentences say of what somebody comes for, by the names of their arguments.
func (c CheckInResult) About(centre centre.Centre, lang string, weekday func(time.Time) string) map[string]any {
	service, _ := centre.Service(c.Service)
	clock := func(t time.Time) string { return t.In(queue.Zone).Format("15:04") }
	day := c.From.In(queue.Zone)
	return map[string]any{
		"Service": service.Name.In(lang), "From": clock(c.From), "To": clock(c.To), "Opens": clock(c.Opens), "Number": c.Number,
		"Weekday": weekday(day), "Date": day.Format("02/01/2006"),
	}
}
