package hall

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"motcua/internal/centre"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// The kinds of event of a place in line that was taken from home; subject: its code.
const (
	KindReserved             = "reservation.made"       // body: queue.Reservation
	KindReservationArrived   = "reservation.checked_in" // its number was given; body: Arrived
	KindReservationGivenUp   = "reservation.cancelled"  // by who had taken it
	KindReservationForgotten = "reservation.forgotten"  // what told of its person was taken away
)

// Why nobody gets a place from home.
var (
	ErrReservesNothing = errors.New("no places in this line are taken from home")
	ErrReservationDay  = errors.New("no places are taken from home for that day, or not any more")
	ErrReservationFull = errors.New("the places of that day that may be taken from home are taken")
	ErrReservedTwice   = errors.New("the person has a place in this line that day")
	ErrReservedMost    = errors.New("the person has as many places that day as one may have")
	ErrReservationUsed = errors.New("the place's number was called")
)

const reservationTable = `
CREATE TABLE IF NOT EXISTS reservations (
	code     TEXT PRIMARY KEY,
	service  TEXT    NOT NULL,
	day      TEXT    NOT NULL,
	place    BIGINT  NOT NULL,
	class    TEXT    NOT NULL,
	person   TEXT    NOT NULL, -- mark; empty: forgotten
	ticket   TEXT    NOT NULL DEFAULT '', -- id of the last that was given for it
	given_up BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX IF NOT EXISTS reservations_on ON reservations (day, service);
CREATE INDEX IF NOT EXISTS reservations_of ON reservations (person, day);`

// foldReservation takes central's own word only: else any device could put itself before everybody.
func foldReservation(tx journal.Tables, e journal.Event) error {
	if e.Origin != Central {
		return nil
	}
	switch e.Kind {
	case KindReserved:
		var r queue.Reservation
		if err := e.Read(&r); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO reservations (code, service, day, place, class, person) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (code) DO NOTHING`,
			r.Code, r.Service, r.Day, r.QueueTime.UnixMilli(), r.Class, r.Person)
		return err
	case KindReservationArrived:
		var a Arrived
		if err := e.Read(&a); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE reservations SET ticket = $1 WHERE code = $2`, a.Ticket, e.Subject)
		return err
	case KindReservationGivenUp:
		_, err := tx.Exec(`UPDATE reservations SET given_up = TRUE WHERE code = $1`, e.Subject)
		return err
	}
	return nil
}

// Reserved is a place that was taken from home, as it stands now.
type Reserved struct {
	queue.Reservation
	Ticket  string // id of what was given for it; empty: nothing was, or it was cancelled
	Number  string
	GivenUp bool
}

const reservedColumns = `SELECT r.code, r.service, r.day, r.place, r.class, r.person, r.given_up, coalesce(t.id, ''), coalesce(t.number, '')
	FROM reservations r LEFT JOIN tickets t ON t.id = r.ticket AND t.state <> 'cancelled' WHERE `

// reservedWhere finds a place; ErrNoAppointment when there is none, as for every code that is nobody's.
func reservedWhere(ctx context.Context, db asks, where string, args ...any) (Reserved, error) {
	r, err := scanReserved(db.QueryRowContext(ctx, reservedColumns+where+` LIMIT 1`, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return Reserved{}, ErrNoAppointment
	}
	if err != nil {
		return r, fmt.Errorf("find a reservation: %w", err)
	}
	return r, nil
}

func scanReserved(row scanner) (r Reserved, err error) {
	var place int64
	err = row.Scan(&r.Code, &r.Service, &r.Day, &place, &r.Class, &r.Person, &r.GivenUp, &r.Ticket, &r.Number)
	r.QueueTime = time.UnixMilli(place).UTC()
	return r, err
}

// FindReservation finds a place by its code; ErrNoAppointment.
func FindReservation(ctx context.Context, db *sql.DB, code string) (Reserved, error) {
	return reservedWhere(ctx, db, `r.code = $1`, code)
}

// Arrival returns how its person comes now.
func (r Reserved) Arrival(rules queue.Reserving, now time.Time) queue.Arrival {
	switch {
	case r.GivenUp:
		return queue.GivenUp
	case r.Ticket != "":
		return queue.Used
	}
	return rules.JudgeReservation(r.Day, now)
}

// checkInReserved is CheckIn for places that were taken from home.
func checkInReserved(ctx context.Context, db asks, centre centre.Centre, s CheckInRequest, now time.Time) (CheckInResult, error) {
	var r Reserved
	err := ErrNoAppointment
	switch {
	case s.Code != "":
		r, err = reservedWhere(ctx, db, `r.code = $1`, s.Code)
	case s.Mark != "":
		r, err = reservedWhere(ctx, db, `r.person = $1 AND NOT r.given_up AND r.day >= $2 ORDER BY r.day, (t.id IS NOT NULL), r.place`, string(s.Mark), queue.Day(now))
	}
	if err != nil {
		return CheckInResult{}, err
	}
	day, err := workday.ParseDate(r.Day)
	rules := centre.Reservations
	return CheckInResult{
		Home: true, Code: r.Code, Service: r.Service, From: day.At(rules.From).UTC(), To: day.At(rules.Until).UTC(), Opens: day.At(rules.From).UTC(),
		Arrival: r.Arrival(rules, now), Number: r.Number,
	}, err
}

// Reservations are the places that are taken from home, at a moment.
type Reservations struct {
	Centre   centre.Centre
	Calendar *workday.Calendar
	Now      time.Time
}

// Wish is what somebody at home asks for. Whoever asks makes the code before, so that asking twice takes one place.
type Wish struct {
	Code    string
	Service string
	Day     workday.Date
	Elderly bool
	Person  identity.Mark
}

// farthestReserved bounds how far ahead a day is looked for: past Tết.
const farthestReserved = 40

// Days lists the days for which places in a service's line are taken now: today while it is open yet, and some working days after it.
func (b Reservations) Days(s queue.Service) (days []workday.Date) {
	rules := b.Centre.Reservations
	if !rules.Allows(s.ID) {
		return nil
	}
	open := func(day workday.Date) bool {
		_, open := rules.OpensOn(b.Centre.HoursOf(s), b.Calendar, day)
		return open
	}
	today := workday.DateOf(b.Now)
	if open(today) && workday.ClockOf(b.Now) < rules.Until {
		days = append(days, today)
	}
	for i, left := 1, rules.Days; left > 0 && i < farthestReserved; i++ {
		if day := today.AddDays(i); open(day) {
			days = append(days, day)
			left--
		}
	}
	return days
}

// Free returns how many places in a service's line of a day may still be taken from home.
func (b Reservations) Free(ctx context.Context, db journal.Tables, s queue.Service, day string) (int, error) {
	taken, _, err := reservedOn(ctx, db, s.ID, day)
	if err != nil {
		return 0, err
	}
	free := b.Centre.Reservations.Room(s) - taken
	if s.Quota > 0 {
		left, err := left(db, b.Centre, s, day, b.Now)
		if err != nil {
			return 0, err
		}
		free = min(free, left)
	}
	return max(0, free), nil
}

// reservedOn counts the places of a day that were taken, and all that ever were.
func reservedOn(ctx context.Context, db journal.Tables, service, day string) (taken, ever int, err error) {
	err = db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE NOT given_up), count(*) FROM reservations WHERE service = $1 AND day = $2`, service, day).Scan(&taken, &ever)
	return taken, ever, err
}

// awaited counts the places of a day whose people may still come.
func awaited(db journal.Tables, rules queue.Reserving, service, day string, now time.Time) (n int, err error) {
	if rules.JudgeReservation(day, now) == queue.Over {
		return 0, nil
	}
	err = db.QueryRow(`SELECT count(*) FROM reservations WHERE service = $1 AND day = $2 AND NOT given_up AND ticket = ''`, service, day).Scan(&n)
	return n, err
}

// left returns how many numbers of a service that has a quota are neither given out nor awaited.
func left(db journal.Tables, c centre.Centre, s queue.Service, day string, now time.Time) (int, error) {
	given, err := givenOn(db, day)
	if err != nil || !c.Reservations.Taken {
		return s.Quota - given[s.ID], err
	}
	held, err := awaited(db, c.Reservations, s.ID, day, now)
	return s.Quota - given[s.ID] - held, err
}

// Take takes a place for somebody: ErrReservesNothing, ErrReservationDay, ErrReservedTwice, ErrReservedMost, ErrReservationFull.
func (b Reservations) Take(ctx context.Context, tx *journal.Tx, w Wish) (Reserved, error) {
	was, err := reservedWhere(ctx, tx, `r.code = $1`, w.Code)
	if !errors.Is(err, ErrNoAppointment) {
		if err == nil && was.Person != string(w.Person) {
			err = ErrSlotCode
		}
		return was, err // asked twice
	}
	if _, err := bookedWhere(ctx, tx, `a.code = $1`, w.Code); !errors.Is(err, ErrNoAppointment) {
		return Reserved{}, errors.Join(err, ErrSlotCode)
	}
	r, err := b.place(ctx, tx, w)
	if err != nil {
		return Reserved{}, err
	}
	if _, err = tx.Append(KindReserved, r.Code, r); err != nil || !b.Centre.Reservations.Live || b.Now.Before(r.QueueTime) {
		return Reserved{Reservation: r}, err
	}
	t, err := b.giveNumber(ctx, tx, r.Code)
	return Reserved{Reservation: r, Ticket: t.ID, Number: t.Number}, err
}

// place returns the place that somebody gets.
func (b Reservations) place(ctx context.Context, tx *journal.Tx, w Wish) (r queue.Reservation, err error) {
	s, known := b.Centre.Service(w.Service)
	rules, day := b.Centre.Reservations, w.Day.String()
	if !known || !rules.Allows(s.ID) {
		return r, ErrReservesNothing
	}
	opens, _ := rules.OpensOn(b.Centre.HoursOf(s), b.Calendar, w.Day)
	if !slices.Contains(b.Days(s), w.Day) {
		return r, ErrReservationDay
	}
	if err := b.checkPerson(ctx, tx, w); err != nil {
		return r, err
	}
	free, err := b.Free(ctx, tx, s, day)
	if err == nil && free == 0 {
		err = ErrReservationFull
	}
	if err != nil {
		return r, err
	}
	_, ever, err := reservedOn(ctx, tx, s.ID, day)
	r = queue.Reservation{Code: w.Code, Service: s.ID, Day: day, QueueTime: queue.PlaceOf(opens, b.Now, ever), Person: string(w.Person)}
	if w.Elderly {
		r.Class = b.Centre.Class(rules.Elderly).ID
	}
	return r, err
}

// checkPerson refuses a second place in one line, and one more than a person may have that day. Places that lapsed count: who lets them lapse takes
// them from others.
func (b Reservations) checkPerson(ctx context.Context, tx *journal.Tx, w Wish) error {
	var all, same int
	err := tx.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE service = $1) FROM reservations WHERE person = $2 AND day = $3 AND NOT given_up`,
		w.Service, string(w.Person), w.Day.String()).Scan(&all, &same)
	switch {
	case err != nil:
		return err
	case same > 0:
		return ErrReservedTwice
	case all >= b.Centre.Reservations.PerPerson:
		return ErrReservedMost
	}
	return nil
}

// GiveUp gives a place back; one that was given back before stays so. ErrNoAppointment; ErrReservationUsed once its number was called.
func (b Reservations) GiveUp(ctx context.Context, tx *journal.Tx, code string) error {
	r, err := reservedWhere(ctx, tx, `r.code = $1`, code)
	if err != nil || r.GivenUp {
		return err
	}
	if r.Ticket != "" {
		t, err := find(tx, r.Ticket)
		if err == nil && t.State != queue.Waiting {
			err = ErrReservationUsed
		}
		if err == nil {
			_, err = tx.Append(KindOf(queue.Cancel), t.ID, Move{})
		}
		if err != nil {
			return err
		}
	}
	_, err = tx.Append(KindReservationGivenUp, code, struct{}{})
	return err
}

// giveNumber gives the number of a place in the hands of who has it on their phone: no kiosk prints it.
func (b Reservations) giveNumber(ctx context.Context, tx *journal.Tx, code string) (queue.Ticket, error) {
	r, err := reservedWhere(ctx, tx, `r.code = $1`, code)
	if err != nil {
		return queue.Ticket{}, err
	}
	return giveAppointed(tx, b.Centre, r.Service, code, b.Now, Author{})
}

// GoLive gives the numbers of the places whose day has begun, in their order, where the centre's rules have it so.
func (b Reservations) GoLive(ctx context.Context, tx *journal.Tx) (given int, err error) {
	codes, err := b.Due(ctx, tx)
	for _, code := range codes {
		if _, err := b.giveNumber(ctx, tx, code); err != nil {
			return given, err
		}
		given++
	}
	return given, err
}

// Due lists the places whose numbers are to be given now without their people being there.
func (b Reservations) Due(ctx context.Context, db journal.Tables) ([]string, error) {
	rules := b.Centre.Reservations
	if !rules.Taken || !rules.Live || rules.JudgeReservation(queue.Day(b.Now), b.Now) != queue.OnTime {
		return nil, nil
	}
	return journal.Column(ctx, db, `SELECT code FROM reservations WHERE day = $1 AND ticket = '' AND NOT given_up AND place <= $2 ORDER BY place, code`, queue.Day(b.Now), b.Now.UnixMilli())
}

// keepReserved gives a new ticket the place that was taken from home; ErrNotNow when it gets none.
func keepReserved(tx *journal.Tx, centre centre.Centre, r queue.Request, t *queue.Ticket, now time.Time) error {
	held, err := reservedWhere(context.Background(), tx, `r.code = $1`, r.Appointment)
	if err != nil {
		return err
	}
	if arrival := held.Arrival(centre.Reservations, now); !arrival.Gets() || held.Service != r.Service {
		return fmt.Errorf("%w: %s", ErrNotNow, arrival)
	}
	class := centre.Class(held.Class)
	t.Held, t.Class, t.QueueTime = held.QueueTime, class.ID, class.QueueTimeOf(held.QueueTime)
	return nil
}

// ForgetReservations takes away whose places those were whose day is over.
func ForgetReservations(ctx context.Context, j *journal.Journal, now time.Time) (forgotten int, err error) {
	return forgetEach(ctx, j, forgetWho, func(tx *journal.Tx) ([]string, error) {
		return journal.Column(ctx, tx, `SELECT code FROM reservations WHERE person <> '' AND day < $1 ORDER BY code`, queue.Day(now))
	})
}

// forgetWho takes away whose a place was, from log and table.
func forgetWho(tx *journal.Tx, code string) error {
	if _, err := tx.Append(KindReservationForgotten, code, struct{}{}); err != nil {
		return err
	}
	if _, err := tx.Forget(code); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE reservations SET person = '' WHERE code = $1`, code)
	return err
}

// AheadOf counts who will be before a place whose number was not given yet: who waits, and places of others that were taken earlier.
func AheadOf(ctx context.Context, db *sql.DB, r Reserved) (n int, err error) {
	err = db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM tickets WHERE state = 'waiting' AND day = $1 AND service = $2 AND place < $3)
		+ (SELECT count(*) FROM reservations WHERE day = $1 AND service = $2 AND place < $3 AND ticket = '' AND NOT given_up)`,
		r.Day, r.Service, r.QueueTime.UnixMilli()).Scan(&n)
	return n, err
}
