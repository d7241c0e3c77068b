package hall

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"motcua/internal/centre"
	"motcua/internal/idcard"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// The kinds of event of an appointment; subject: its code.
const (
	KindAppointed   = "appointment.made"       // made, or changed; body: appointedBy
	KindArrived     = "appointment.checked_in" // body: Arrived
	KindGivenUp     = "appointment.cancelled"  // body: Author, empty where another system has cancelled it
	KindUnappointed = "appointment.forgotten"  // what told of its person was taken away
)

// What central answers somebody whose appointment gets no number.
var (
	ErrNoAppointment = errors.New("no such appointment")
	ErrNotNow        = errors.New("this appointment gets no number now")
)

// Arrived is the body of KindArrived.
type Arrived struct {
	Ticket string `json:"ticket"` // id
	Author        // who has checked somebody in; empty: they themselves, at a kiosk
}

const appointmentTable = `
CREATE TABLE IF NOT EXISTS appointments (
	code    TEXT PRIMARY KEY,
	service TEXT   NOT NULL,
	from_at BIGINT NOT NULL,
	to_at   BIGINT NOT NULL,
	person  TEXT   NOT NULL, -- number of an identity card; empty: unknown, or forgotten
	ticket  TEXT   NOT NULL DEFAULT '', -- id of the last that was given for it
	given_up BOOLEAN NOT NULL DEFAULT FALSE,
	by_staff BOOLEAN NOT NULL -- one of the staff has made, moved or cancelled it: other systems know nothing of that
);
CREATE INDEX IF NOT EXISTS appointments_of ON appointments (person, from_at);
CREATE INDEX IF NOT EXISTS appointments_at ON appointments (service, from_at);` + onlineTable

// foldAppointment takes central's own word only: else any device could push itself before everybody.
func foldAppointment(tx journal.Tables, e journal.Event) error {
	if e.Origin != Central {
		return nil
	}
	switch e.Kind {
	case KindAppointed:
		return foldAppointed(tx, e)
	case KindArrived:
		return foldArrived(tx, e)
	case KindGivenUp:
		return foldGivenUp(tx, e)
	case KindBookedOnline:
		return foldBookedOnline(tx, e)
	case KindReminded:
		return foldReminded(tx, e)
	}
	return nil
}

func foldAppointed(tx journal.Tables, e journal.Event) error {
	var a appointedBy
	if err := e.Read(&a); err != nil {
		return err
	}
	if err := foldOnlineChange(tx, e, a.isStaff()); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO appointments (code, service, from_at, to_at, person, by_staff) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (code) DO UPDATE SET service = excluded.service, from_at = excluded.from_at, to_at = excluded.to_at, person = excluded.person, given_up = FALSE,
			by_staff = appointments.by_staff OR excluded.by_staff`,
		a.Code, a.Service, a.From.UnixMilli(), a.To.UnixMilli(), a.Person, a.isStaff())
	return err
}

func foldGivenUp(tx journal.Tables, e journal.Event) error {
	var by Author
	if err := e.Read(&by); err != nil {
		return err
	}
	if err := foldOnlineChange(tx, e, by.isStaff()); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE appointments SET given_up = TRUE, by_staff = by_staff OR $1 WHERE code = $2`, by.isStaff(), e.Subject)
	return err
}

func foldArrived(tx journal.Tables, e journal.Event) error {
	var a Arrived
	if err := e.Read(&a); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE appointments SET ticket = $1 WHERE code = $2`, a.Ticket, e.Subject)
	return err
}

// booked is an appointment as central holds it.
type booked struct {
	queue.Appointment
	number  string // of the ticket given for it; empty: none is, or it was cancelled
	givenUp bool
	byStaff bool // one of the staff had a hand in it
	online  onlineRow
}

// asks is a transaction or a database.
type asks interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

const bookedColumns = `SELECT a.code, a.service, a.from_at, a.to_at, a.person, a.given_up, a.by_staff, coalesce(t.number, ''), ` + onlineColumns + `
	FROM appointments a LEFT JOIN tickets t ON t.id = a.ticket AND t.state <> 'cancelled' LEFT JOIN online_bookings o ON o.code = a.code WHERE `

// bookedWhere finds an appointment; ErrNoAppointment when there is none.
func bookedWhere(ctx context.Context, db asks, where string, args ...any) (booked, error) {
	b, err := scanBooked(db.QueryRowContext(ctx, bookedColumns+where+` LIMIT 1`, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return booked{}, ErrNoAppointment
	}
	if err != nil {
		return b, fmt.Errorf("find an appointment: %w", err)
	}
	return b, nil
}

func scanBooked(row scanner) (b booked, err error) {
	var from, to int64
	err = row.Scan(append([]any{&b.Code, &b.Service, &from, &to, &b.Person, &b.givenUp, &b.byStaff, &b.number}, b.online.fields()...)...)
	b.From, b.To = time.UnixMilli(from).UTC(), time.UnixMilli(to).UTC()
	return b, err
}

// arrival returns how its person comes now.
func (b booked) arrival(c queue.CheckIn, now time.Time) queue.Arrival {
	switch {
	case b.givenUp:
		return queue.GivenUp
	case b.number != "":
		return queue.Used
	}
	return c.Judge(b.Appointment, now)
}

// CheckInRequest is by what somebody at a kiosk names their appointment: its code, or their card.
type CheckInRequest struct {
	Code string        `json:"code,omitempty"`
	Card idcard.Number `json:"card,omitempty"`
	Mark identity.Mark `json:"-"` // of the card, which central makes: what is kept of who books, or takes a place, from home
}

// CheckInResult is what somebody is told who comes for an appointment, or for a place taken from home. It names no person.
type CheckInResult struct {
	Home    bool          `json:"home,omitempty"` // a place taken from home: its times are those at which its number may be taken
	Code    string        `json:"code"`
	Service string        `json:"service"`
	From    time.Time     `json:"from"`
	To      time.Time     `json:"to"`
	Opens   time.Time     `json:"opens"`
	Arrival queue.Arrival `json:"arrival"`
	Number  string        `json:"number,omitempty"` // that was taken for it
}

// CheckIn finds what somebody comes for: the appointment, or the place taken from home, of the code, or of all that a card's person has the one that
// gets a number now.
func CheckIn(ctx context.Context, db *sql.DB, centre centre.Centre, s CheckInRequest, now time.Time) (CheckInResult, error) {
	return checkIn(ctx, db, centre, s, now)
}

func checkIn(ctx context.Context, db asks, centre centre.Centre, s CheckInRequest, now time.Time) (CheckInResult, error) {
	c, err := checkInBooked(ctx, db, centre, s, now)
	if err != nil && !errors.Is(err, ErrNoAppointment) || err == nil && c.Arrival.Gets() {
		return c, err
	}
	home, missing := checkInReserved(ctx, db, centre, s, now)
	if errors.Is(missing, ErrNoAppointment) || missing == nil && err == nil && !home.Arrival.Gets() {
		return c, err
	}
	return home, missing
}

// checkInBooked is CheckIn for appointments. Of a card's person it finds the next one; where none is, the one that they have used or missed today.
func checkInBooked(ctx context.Context, db asks, centre centre.Centre, s CheckInRequest, now time.Time) (CheckInResult, error) {
	var b booked
	err := ErrNoAppointment
	switch {
	case s.Code != "":
		b, err = bookedWhere(ctx, db, `a.code = $1`, s.Code)
	case s.Card != "":
		today := workday.DateOf(now).At(0)
		late := now.Add(-time.Duration(centre.Appointments.After) * time.Minute)
		b, err = bookedWhere(ctx, db, `(a.person = $1 OR o.person = $2 AND o.person <> '') AND NOT a.given_up AND a.from_at >= $3 ORDER BY (t.number IS NOT NULL OR a.to_at < $4), a.from_at`,
			string(s.Card), string(s.Mark), today.UnixMilli(), late.UnixMilli())
	}
	if err != nil {
		return CheckInResult{}, err
	}
	c := centre.Appointments
	return CheckInResult{
		Code: b.Code, Service: b.Service, From: b.From, To: b.To, Opens: c.Opens(b.Appointment), Arrival: b.arrival(c, now), Number: b.number,
	}, nil
}

// keep gives a new ticket the place of its request's appointment, or the one taken from home; ErrNotNow when it gets none. It returns the event of it.
func keep(tx *journal.Tx, centre centre.Centre, r queue.Request, t *queue.Ticket, now time.Time) (kind string, err error) {
	b, err := bookedWhere(context.Background(), tx, `a.code = $1`, r.Appointment)
	if errors.Is(err, ErrNoAppointment) {
		return KindReservationArrived, keepReserved(tx, centre, r, t, now)
	}
	if err != nil {
		return "", err
	}
	if arrival := b.arrival(centre.Appointments, now); !arrival.Gets() || b.Service != r.Service {
		return "", fmt.Errorf("%w: %s", ErrNotNow, arrival)
	}
	t.Slot, t.QueueTime = b.From, centre.Appointments.QueueTimeOf(b.Appointment, t.IssuedAt)
	return KindArrived, nil
}

// becomes decides for everybody whether an appointment is changed: what stands so already is not, and ErrSlotUsed after its number was taken.
func (b booked) becomes(to booked) (changed bool, err error) {
	switch {
	case b.Appointment == to.Appointment && b.givenUp == to.givenUp:
		return false, nil
	case b.number != "":
		return false, ErrSlotUsed
	}
	return true, nil
}

// overwrites decides the same for another system's word, which is never the last where the staff had a hand in it: ErrStaffs.
func (b booked) overwrites(to booked) (changed bool, err error) {
	if b.number != "" || b.byStaff {
		to.Person = b.Person // when it is, or whether, is all there is to differ about: whose it was may be forgotten by now
	}
	changed, err = b.becomes(to)
	if b.byStaff && (changed || err != nil) {
		return false, ErrStaffs
	}
	return changed, err
}

// Appoint makes an appointment, or changes one, as another system says; false when it stands as it is. ErrSlotUsed, ErrStaffs.
func Appoint(ctx context.Context, tx *journal.Tx, a queue.Appointment) (changed bool, err error) {
	a.From, a.To = a.From.UTC(), a.To.UTC()
	was, err := bookedWhere(ctx, tx, `a.code = $1`, a.Code)
	if err != nil && !errors.Is(err, ErrNoAppointment) {
		return false, err
	}
	if changed, err = was.overwrites(booked{Appointment: a}); changed {
		_, err = tx.Append(KindAppointed, a.Code, appointedBy{Appointment: a})
	}
	return changed && err == nil, err
}

// GiveUp cancels an appointment, as another system says; false when there is none that stands. ErrSlotUsed, ErrStaffs.
func GiveUp(ctx context.Context, tx *journal.Tx, code string) (changed bool, err error) {
	was, err := bookedWhere(ctx, tx, `a.code = $1`, code)
	if errors.Is(err, ErrNoAppointment) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if changed, err = was.overwrites(was.cancelled()); changed {
		_, err = tx.Append(KindGivenUp, code, Author{})
	}
	return changed && err == nil, err
}

// cancelled returns what an appointment becomes when it is given up.
func (b booked) cancelled() booked { b.givenUp = true; return b }

// ForgetAppointments takes away whose appointments those were that are over since a day: nobody asks for them any more.
func ForgetAppointments(ctx context.Context, j *journal.Journal, now time.Time) (forgotten int, err error) {
	return forgetEach(ctx, j, forgetWhose, func(tx *journal.Tx) ([]string, error) { return overSince(tx, now.AddDate(0, 0, -1)) })
}

// forgetEach forgets what is due in one transaction, and then leaves nothing of it on the disk.
func forgetEach(ctx context.Context, j *journal.Journal, forget func(tx *journal.Tx, code string) error, due func(*journal.Tx) ([]string, error)) (forgotten int, err error) {
	err = j.Write(ctx, func(tx *journal.Tx) error {
		codes, err := due(tx)
		for _, code := range codes {
			if err := forget(tx, code); err != nil {
				return err
			}
		}
		forgotten = len(codes)
		return err
	})
	if err != nil || forgotten == 0 {
		return 0, err
	}
	return forgotten, j.Scrub(ctx)
}

// forgetWhose takes away whose an appointment was, from log and table.
func forgetWhose(tx *journal.Tx, code string) error {
	if _, err := tx.Append(KindUnappointed, code, struct{}{}); err != nil {
		return err
	}
	if _, err := tx.Forget(code); err != nil {
		return err
	}
	if _, err := tx.Exec(`UPDATE online_bookings SET name = '', phone = '', procedure = '', person = '' WHERE code = $1`, code); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE appointments SET person = '' WHERE code = $1`, code)
	return err
}

func overSince(tx journal.Tables, before time.Time) ([]string, error) {
	return journal.Column(context.Background(), tx, `SELECT a.code FROM appointments a LEFT JOIN online_bookings o ON o.code = a.code
		WHERE (a.person <> '' OR coalesce(o.phone, '') <> '' OR coalesce(o.person, '') <> '') AND a.to_at < $1 ORDER BY a.code`, before.UnixMilli())
}

// Outside returns an event as it leaves the centre: whose an appointment or a place is, is nobody's business elsewhere.
func Outside(e journal.Event) journal.Event {
	if e.Kind == KindAppointed || e.Kind == KindBookedOnline || e.Kind == KindReserved {
		e.Private = nil
	}
	return e
}
