package hall

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"motcua/internal/centre"
	"motcua/internal/idcard"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// Why staff get no appointment made, moved or cancelled.
var (
	ErrTakesNoAppointments = errors.New("the centre takes no appointments")
	ErrSlotOver            = errors.New("the slot is over, or has begun, or is more than a year ahead")
	ErrSlotClosed          = errors.New("the service is closed then")
	ErrSlotFull            = errors.New("the service has all the appointments at that time that it may have")
	ErrSlotUsed            = errors.New("the appointment's number was taken")
	ErrSlotCode            = errors.New("the code is another appointment's")
	ErrStaffs              = errors.New("an officer has made, moved or cancelled this appointment")
)

// Booking is what staff ask for: a slot for somebody. Whoever asks makes the code before, so that asking twice makes one appointment.
type Booking struct {
	Code    string        `json:"code"`
	Service string        `json:"service"`
	From    time.Time     `json:"from"`
	Card    idcard.Number `json:"card,omitempty"` // whose it is; empty: the code alone tells of it, or, when it is moved, whose it was
	Move    bool          `json:"move,omitempty"` // of an appointment that there is
}

// Author is who did something with an appointment, and where.
type Author struct {
	Officer string `json:"officer,omitempty"` // login name
	Device  string `json:"device,omitempty"`
}

// isStaff reports whether it was one of the staff's; else another system's word was taken over.
func (h Author) isStaff() bool { return h.Officer != "" }

// appointedBy is the body of KindAppointed; its Author is empty where another system has made it.
type appointedBy struct {
	queue.Appointment
	Author
}

// Appointments is the centre's appointments as its staff keep them, at a moment.
type Appointments struct {
	Centre   centre.Centre
	Calendar *workday.Calendar
	Now      time.Time
}

// Appointment is an appointment as its diary shows it: of whose it is no more than lets two people agree on it.
type Appointment struct {
	Code    string        `json:"code"`
	Service string        `json:"service"`
	From    time.Time     `json:"from"`
	To      time.Time     `json:"to"`
	Whose   string        `json:"whose,omitempty"` // masked
	Arrival queue.Arrival `json:"arrival"`
	Number  string        `json:"number,omitempty"` // that was taken for it
	Online  bool          `json:"online,omitempty"` // its person has booked it on the web
}

func (d Appointments) entry(b booked) Appointment {
	return Appointment{
		Code: b.Code, Service: b.Service, From: b.From, To: b.To, Whose: cmp.Or(idcard.Number(b.Person).String(), b.online.whose()),
		Arrival: b.arrival(d.Centre.Appointments, d.Now), Number: b.number, Online: b.online.link != "",
	}
}

// Book makes an appointment or moves one.
func (d Appointments) Book(ctx context.Context, tx *journal.Tx, b Booking, by Author) (Appointment, error) {
	was, err := bookedWhere(ctx, tx, `a.code = $1`, b.Code)
	if unknown := errors.Is(err, ErrNoAppointment); err != nil && (!unknown || b.Move) {
		return Appointment{}, err
	}
	if b.Move && was.givenUp { // a list from before still shows it
		return Appointment{}, ErrNoAppointment
	}
	now := booked{Appointment: queue.Appointment{
		Code: b.Code, Service: b.Service, From: b.From.UTC(), To: d.Centre.Appointments.Ends(b.From.UTC()), Person: b.Card.Digits(),
	}}
	if b.Move && b.Card == "" {
		now.Person = was.Person
	}
	changed, err := was.becomes(now)
	switch {
	case err != nil || !changed: // !changed: asked twice
		return d.entry(was), err
	case was.Code != "" && !b.Move:
		return Appointment{}, ErrSlotCode
	}
	if err := d.allows(ctx, tx, now.Appointment); err != nil {
		return Appointment{}, err
	}
	_, err = tx.Append(KindAppointed, b.Code, appointedBy{now.Appointment, by})
	return d.entry(now), err
}

// farthest is how many days ahead an appointment may be: a mistyped year is farther.
const farthest = 366

// allows says why there can be no such appointment.
func (d Appointments) allows(ctx context.Context, db asks, a queue.Appointment) error {
	s, ok := d.Centre.Service(a.Service)
	switch {
	case !d.Centre.Appointments.Taken:
		return ErrTakesNoAppointments
	case !ok:
		return fmt.Errorf("%w: %s", ErrNoService, a.Service)
	case a.From.Before(d.Now) || a.From.After(d.Now.AddDate(0, 0, farthest)):
		return ErrSlotOver
	case !queue.Holds(d.Centre.HoursOf(s), d.Calendar, a):
		return ErrSlotClosed
	case d.Centre.Appointments.Most == 0:
		return nil
	}
	return d.hasRoom(ctx, db, a)
}

// hasRoom counts those of the same service that have a minute in common with it, whoever made them.
func (d Appointments) hasRoom(ctx context.Context, db asks, a queue.Appointment) error {
	var n int
	err := db.QueryRowContext(ctx, `SELECT count(*) FROM appointments WHERE service = $1 AND from_at < $2 AND to_at > $3 AND NOT given_up AND code <> $4`,
		a.Service, a.To.UnixMilli(), a.From.UnixMilli(), a.Code).Scan(&n)
	if err == nil && n >= d.Centre.Appointments.Most {
		err = ErrSlotFull
	}
	return err
}

// GiveUp cancels an appointment; one that was cancelled before stays as it is, and so does one that is over.
func (d Appointments) GiveUp(ctx context.Context, tx *journal.Tx, code string, by Author) (Appointment, error) {
	was, err := bookedWhere(ctx, tx, `a.code = $1`, code)
	if err != nil {
		return Appointment{}, err
	}
	changed, err := was.becomes(was.cancelled())
	switch {
	case err != nil || !changed:
		return d.entry(was), err
	case !d.Now.Before(was.To):
		return d.entry(was), ErrSlotOver
	}
	_, err = tx.Append(KindGivenUp, code, by)
	return d.entry(was.cancelled()), err
}

// On lists the appointments of a day, the earliest first.
func (d Appointments) On(ctx context.Context, db *sql.DB, day workday.Date) ([]Appointment, error) {
	rows, err := db.QueryContext(ctx, bookedColumns+`a.from_at >= $1 AND a.from_at < $2 ORDER BY a.from_at, a.service, a.code`,
		day.At(0).UnixMilli(), day.AddDays(1).At(0).UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("list appointments: %w", err)
	}
	defer rows.Close()
	entries := []Appointment{}
	for rows.Next() {
		b, err := scanBooked(rows)
		if err != nil {
			return nil, err
		}
		entries = append(entries, d.entry(b))
	}
	return entries, rows.Err()
}
