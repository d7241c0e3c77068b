package hall

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"motcua/internal/booking"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// The kinds of event of an appointment that its person keeps on the web; subject: its code. KindAppointed goes before the first.
const (
	KindBookedOnline = "appointment.booked_online" // body: bookedOnline
	KindReminded     = "appointment.reminded"      // its person is sent a reminder
)

// bookedOnline is the body of KindBookedOnline.
type bookedOnline struct {
	Link      string `json:"link"` // hash of the secret that opens its page
	Lang      string `json:"lang"` // that its person reads
	Name      string `json:"name,omitempty"`
	Phone     string `json:"phone,omitempty"`
	Procedure string `json:"procedure,omitempty"` // code of what they come for
	Person    string `json:"person,omitempty"`    // mark of who was proven; empty in what was booked before there were any
}

// Personal names what tells of a person.
func (bookedOnline) Personal() []string { return []string{"name", "phone", "procedure", "person"} }

const onlineTable = `
CREATE TABLE IF NOT EXISTS online_bookings (
	code       TEXT PRIMARY KEY,
	link       TEXT    NOT NULL, -- hash of the secret that opens its page
	lang       TEXT    NOT NULL,
	name       TEXT    NOT NULL, -- as phone and procedure: empty once forgotten
	phone      TEXT    NOT NULL,
	procedure  TEXT    NOT NULL,
	person     TEXT    NOT NULL, -- mark; empty: by the phone alone, or forgotten
	booked_at  BIGINT  NOT NULL,
	changes    INTEGER NOT NULL DEFAULT 0,
	changed_at BIGINT  NOT NULL, -- or booked
	was_at     BIGINT  NOT NULL DEFAULT 0, -- when it was before the last change; 0: there was none
	moved_by_staff BOOLEAN NOT NULL DEFAULT FALSE, -- the last change was one of the staff's
	reminded   BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX IF NOT EXISTS online_by_link ON online_bookings (link);
CREATE INDEX IF NOT EXISTS online_by_phone ON online_bookings (phone);
CREATE INDEX IF NOT EXISTS online_by_person ON online_bookings (person);`

// onlineRow is what the table has of an appointment; its link is empty when it was not booked on the web.
type onlineRow struct {
	link, lang, name, phone, procedure, person string
	changes                                    int
	booked, changed, was                       int64
	movedByStaff, reminded                     bool
}

const onlineColumns = `coalesce(o.link, ''), coalesce(o.lang, ''), coalesce(o.name, ''), coalesce(o.phone, ''), coalesce(o.procedure, ''), coalesce(o.person, ''), coalesce(o.changes, 0),
	coalesce(o.booked_at, 0), coalesce(o.changed_at, 0), coalesce(o.was_at, 0), coalesce(o.moved_by_staff, FALSE), coalesce(o.reminded, FALSE)`

func (o *onlineRow) fields() []any {
	return []any{&o.link, &o.lang, &o.name, &o.phone, &o.procedure, &o.person, &o.changes, &o.booked, &o.changed, &o.was, &o.movedByStaff, &o.reminded}
}

// whose names a person no further than lets two people agree on who it is.
func (o onlineRow) whose() string {
	if o.phone == "" {
		return ""
	}
	return booking.MaskName(o.name) + " · " + identity.MaskPhone(o.phone)
}

func foldBookedOnline(tx journal.Tables, e journal.Event) error {
	var b bookedOnline
	if err := e.Read(&b); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO online_bookings (code, link, lang, name, phone, procedure, person, booked_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
		ON CONFLICT (code) DO NOTHING`, e.Subject, b.Link, b.Lang, b.Name, b.Phone, b.Procedure, b.Person, e.At.UnixMilli())
	return err
}

// foldOnlineChange counts a change of an appointment that was booked on the web. A moved one is reminded of anew.
func foldOnlineChange(tx journal.Tables, e journal.Event, byStaff bool) error {
	_, err := tx.Exec(`UPDATE online_bookings SET changes = changes + 1, changed_at = $1, moved_by_staff = $2, reminded = FALSE,
		was_at = coalesce((SELECT from_at FROM appointments WHERE code = $3), 0) WHERE code = $3`, e.At.UnixMilli(), byStaff, e.Subject)
	return err
}

func foldReminded(tx journal.Tables, e journal.Event) error {
	_, err := tx.Exec(`UPDATE online_bookings SET reminded = TRUE WHERE code = $1`, e.Subject)
	return err
}

// Why somebody gets no appointment on the web, or keeps the one they have; the staff's errors are the others.
var (
	ErrEnough  = errors.New("this person has as many open appointments as one may have")
	ErrTwice   = errors.New("this person has an appointment for this service that day")
	ErrTooLate = errors.New("it is too late to change this appointment")
)

// Online is the centre's appointments as people keep their own on the web.
type Online struct {
	Appointments
	Rules booking.Rules
}

// OnlineBooking is what somebody asks for. Asking twice with one secret makes one appointment.
type OnlineBooking struct {
	Secret    booking.Secret
	Service   string
	From      time.Time
	Name      string
	Phone     string        // by which they are told of changes
	Person    identity.Mark // who was proven
	Procedure string
	Lang      string
}

// OnlineAppointment is an appointment as its own page shows it: even there its person stands masked.
type OnlineAppointment struct {
	Appointment
	Procedure    string
	Lang         string
	Changes      int
	Changed      time.Time
	Was          time.Time // before it was moved or cancelled; zero: it stands as it was made
	MovedByStaff bool
	Reminded     bool
}

func (w Online) own(b booked) OnlineAppointment {
	o := b.online
	a := OnlineAppointment{
		Appointment: w.entry(b), Procedure: o.procedure, Lang: o.lang, Changes: o.changes, Changed: time.UnixMilli(o.changed).UTC(),
		MovedByStaff: o.movedByStaff, Reminded: o.reminded,
	}
	if o.was != 0 {
		a.Was = time.UnixMilli(o.was).UTC()
	}
	return a
}

// Find returns the appointment that a secret opens; ErrNoAppointment.
func (w Online) Find(ctx context.Context, db *sql.DB, s booking.Secret) (OnlineAppointment, error) {
	b, err := bookedWhere(ctx, db, `o.link = $1`, s.Hash())
	if err != nil {
		return OnlineAppointment{}, err
	}
	return w.own(b), nil
}

// Book makes an appointment.
func (w Online) Book(ctx context.Context, tx *journal.Tx, b OnlineBooking) (OnlineAppointment, error) {
	switch was, err := bookedWhere(ctx, tx, `o.link = $1`, b.Secret.Hash()); {
	case err == nil: // asked twice
		return w.own(was), nil
	case !errors.Is(err, ErrNoAppointment):
		return OnlineAppointment{}, err
	}
	now := booked{
		Appointment: queue.Appointment{Code: b.Secret.Code(), Service: b.Service, From: b.From.UTC(), To: w.Centre.Appointments.Ends(b.From.UTC())},
		online: onlineRow{
			link: b.Secret.Hash(), lang: b.Lang, name: b.Name, phone: b.Phone, procedure: b.Procedure, person: string(b.Person), booked: w.Now.UnixMilli(), changed: w.Now.UnixMilli(),
		},
	}
	if err := w.mayBook(ctx, tx, now); err != nil {
		return OnlineAppointment{}, err
	}
	return w.own(now), w.write(tx, now)
}

// byWeb is where those are who change their own appointments.
var byWeb = Author{Device: "web"}

func (w Online) write(tx *journal.Tx, b booked) error {
	if _, err := tx.Append(KindAppointed, b.Code, appointedBy{b.Appointment, byWeb}); err != nil {
		return err
	}
	o := b.online
	_, err := tx.Append(KindBookedOnline, b.Code, bookedOnline{Link: o.link, Lang: o.lang, Name: o.name, Phone: o.phone, Procedure: o.procedure, Person: o.person})
	return err
}

// mayBook says why somebody gets no such appointment.
func (w Online) mayBook(ctx context.Context, tx *journal.Tx, b booked) error {
	switch _, err := bookedWhere(ctx, tx, `a.code = $1`, b.Code); {
	case err == nil:
		return ErrSlotCode
	case !errors.Is(err, ErrNoAppointment):
		return err
	}
	if err := w.isFree(ctx, tx, b.Appointment); err != nil {
		return err
	}
	return w.mayHaveMore(ctx, tx, b)
}

// mayHaveMore counts what its person has already. A phone tells of the person only where nobody was proven: a family may share one.
func (w Online) mayHaveMore(ctx context.Context, tx *journal.Tx, b booked) error {
	day := workday.DateOf(b.From)
	var open, twice int
	err := tx.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(CASE WHEN a.service = $1 AND a.from_at >= $2 AND a.from_at < $3 THEN 1 ELSE 0 END), 0)
		FROM online_bookings o JOIN appointments a ON a.code = o.code
		WHERE (o.person = $4 AND o.person <> '' OR o.phone = $5 AND (o.person = '' OR $4 = '')) AND NOT a.given_up AND a.ticket = '' AND a.to_at > $6`,
		b.Service, day.At(0).UnixMilli(), day.AddDays(1).At(0).UnixMilli(), b.online.person, b.online.phone, w.Now.UnixMilli()).Scan(&open, &twice)
	switch {
	case err != nil:
		return err
	case twice > 0:
		return ErrTwice
	case open >= w.Rules.Most:
		return ErrEnough
	}
	return nil
}

// isFree says why a slot cannot be had. What is booked is read in the transaction that books: of two who want the last place, one is told.
func (w Online) isFree(ctx context.Context, tx *journal.Tx, a queue.Appointment) error {
	s, may := w.Rules.Service(w.Centre, w.Calendar, a.Service)
	if !may {
		return ErrTakesNoAppointments
	}
	day := workday.DateOf(a.From)
	book, err := takenOn(ctx, tx, a.Service, day, day, a.Code)
	if err != nil {
		return err
	}
	for _, slot := range w.Rules.Slots(s, day, book, w.Now) {
		if slot.From.Equal(a.From) {
			if slot.Free == 0 {
				return ErrSlotFull
			}
			return nil
		}
	}
	if !w.Rules.InTime(a.From, w.Now) {
		return ErrSlotOver
	}
	return ErrSlotClosed
}

// rows is a transaction or a database.
type rows interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// takenOn lists a service's appointments that lie in days, from the first to the last, but for that of a code.
func takenOn(ctx context.Context, db rows, service string, first, last workday.Date, but string) (book []booking.Taken, err error) {
	found, err := db.QueryContext(ctx, `SELECT a.from_at, a.to_at, o.code IS NOT NULL FROM appointments a LEFT JOIN online_bookings o ON o.code = a.code
		WHERE a.service = $1 AND a.from_at < $2 AND a.to_at > $3 AND NOT a.given_up AND a.code <> $4`,
		service, last.AddDays(1).At(0).UnixMilli(), first.At(0).UnixMilli(), but)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var from, to int64
		var t booking.Taken
		if err := found.Scan(&from, &to, &t.Web); err != nil {
			return nil, err
		}
		t.From, t.To = time.UnixMilli(from), time.UnixMilli(to)
		book = append(book, t)
	}
	return book, found.Err()
}

// Move gives an appointment another time, as its person asks; ErrNoAppointment, ErrSlotUsed, ErrTooLate, or why the slot cannot be had.
func (w Online) Move(ctx context.Context, tx *journal.Tx, s booking.Secret, from time.Time) (OnlineAppointment, error) {
	was, err := bookedWhere(ctx, tx, `o.link = $1`, s.Hash())
	if err != nil {
		return OnlineAppointment{}, err
	}
	now := was
	now.From, now.To = from.UTC(), w.Centre.Appointments.Ends(from.UTC())
	changed, err := was.becomes(now)
	switch {
	case err != nil || !changed:
		return w.own(was), err
	case was.givenUp:
		return w.own(was), ErrNoAppointment
	case !w.Rules.InTime(was.From, w.Now):
		return w.own(was), ErrTooLate
	}
	if err := w.isFree(ctx, tx, now.Appointment); err != nil {
		return w.own(was), err
	}
	_, err = tx.Append(KindAppointed, was.Code, appointedBy{now.Appointment, byWeb})
	return w.own(now), err
}

// GiveUp cancels an appointment, as its person asks: until it begins, for a place given back late is better than one that stays empty.
func (w Online) GiveUp(ctx context.Context, tx *journal.Tx, s booking.Secret) (OnlineAppointment, error) {
	was, err := bookedWhere(ctx, tx, `o.link = $1`, s.Hash())
	if err != nil {
		return OnlineAppointment{}, err
	}
	changed, err := was.becomes(was.cancelled())
	switch {
	case err != nil || !changed:
		return w.own(was), err
	case !w.Now.Before(was.From):
		return w.own(was), ErrTooLate
	}
	_, err = tx.Append(KindGivenUp, was.Code, byWeb)
	return w.own(was.cancelled()), err
}

// SlotsOn lists a day's slots of a service that may be booked now; none when the service may not be booked.
func (w Online) SlotsOn(ctx context.Context, db *sql.DB, service string, day workday.Date) ([]booking.Slot, error) {
	s, may := w.Rules.Service(w.Centre, w.Calendar, service)
	if !may {
		return nil, nil
	}
	book, err := takenOn(ctx, db, service, day, day, "")
	return w.Rules.Slots(s, day, book, w.Now), err
}

// BookableDay is a day as somebody chooses one.
type BookableDay struct {
	Day   workday.Date
	Slots []booking.Slot
}

// Free counts for how many people the day has room.
func (d BookableDay) Free() (n int) {
	for _, s := range d.Slots {
		n += s.Free
	}
	return n
}

// Days lists the days that may be booked for a service, from today on, days off among them.
func (w Online) Days(ctx context.Context, db *sql.DB, service string) (days []BookableDay, err error) {
	s, may := w.Rules.Service(w.Centre, w.Calendar, service)
	if !may {
		return nil, nil
	}
	first, last := workday.DateOf(w.Now), w.Rules.LastDay(w.Now)
	book, err := takenOn(ctx, db, service, first, last, "")
	if err != nil {
		return nil, err
	}
	of := map[workday.Date][]booking.Taken{}
	for _, t := range book {
		of[workday.DateOf(t.From)] = append(of[workday.DateOf(t.From)], t)
	}
	for day := first; !last.Before(day); day = day.AddDays(1) {
		days = append(days, BookableDay{day, w.Rules.Slots(s, day, of[day], w.Now)})
	}
	return days, nil
}

// Reminder is what somebody is to be told on the day before.
type Reminder struct {
	Appointment
	Phone string
	Lang  string
}

// Remind returns those that are due and writes down that they are sent, so that each is sent once, by whichever process of central.
func (w Online) Remind(ctx context.Context, j *journal.Journal) (due []Reminder, err error) {
	if some, err := w.due(ctx, j.Reader()); err != nil || len(some) == 0 {
		return nil, err
	}
	err = j.Write(ctx, func(tx *journal.Tx) (err error) {
		if due, err = w.due(ctx, tx); err != nil {
			return err
		}
		for _, r := range due {
			if _, err := tx.Append(KindReminded, r.Code, struct{}{}); err != nil {
				return err
			}
		}
		return nil
	})
	return due, err
}

func (w Online) due(ctx context.Context, db rows) (due []Reminder, err error) {
	tomorrow := workday.DateOf(w.Now).AddDays(1)
	found, err := db.QueryContext(ctx, bookedColumns+`o.phone <> '' AND NOT o.reminded AND NOT a.given_up AND a.ticket = '' AND a.from_at >= $1 AND a.from_at < $2 ORDER BY a.from_at, a.code`,
		tomorrow.At(0).UnixMilli(), tomorrow.AddDays(1).At(0).UnixMilli())
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		b, err := scanBooked(found)
		if err != nil {
			return nil, err
		}
		if booking.Due(b.From, time.UnixMilli(b.online.booked), w.Now) {
			due = append(due, Reminder{w.entry(b), b.online.phone, b.online.lang})
		}
	}
	return due, found.Err()
}
