package hall

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"motcua/internal/centre"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// Issue gives central's ticket for a request: the one it gave before, if it was asked before.
func Issue(tx *journal.Tx, centre centre.Centre, r queue.Request, now time.Time) (queue.Ticket, error) {
	at, err := standingOf(tx, queue.Central, r, now)
	if err != nil {
		return queue.Ticket{}, err
	}
	if at.given {
		return find(tx, r.ID)
	}
	if at.serial, err = free(tx, centre, r.Service, at, now); err != nil {
		return queue.Ticket{}, err
	}
	if r.Appointment != "" {
		return issueAppointed(tx, centre, r, at.serial, now, Author{})
	}
	if err := withinQuota(tx, centre, r.Service, queue.Day(now), now); err != nil {
		return queue.Ticket{}, err
	}
	t, err := newTicket(centre, r, queue.Central, at.serial, now)
	if err != nil {
		return t, err
	}
	if t.Ahead = at.waiting; t.Class != "" {
		if t.Ahead, err = before(tx, t); err != nil {
			return t, err
		}
	}
	return t, Record(tx, t)
}

// issueAppointed returns the ticket of an appointment, or of a place taken from home, which was promised: no quota stands in its way, and its slot, or
// when it was taken, makes its place. Without a kiosk it is in somebody's hand at once.
func issueAppointed(tx *journal.Tx, centre centre.Centre, r queue.Request, serial int, now time.Time, by Author) (queue.Ticket, error) {
	r.Class = ""
	t, err := newTicket(centre, r, queue.Central, serial, now)
	kind := ""
	if err == nil {
		t.InHand = r.Kiosk == 0
		kind, err = keep(tx, centre, r, &t, now)
	}
	if err == nil {
		t.Ahead, err = before(tx, t)
	}
	if err == nil {
		err = Record(tx, t)
	}
	if err == nil {
		_, err = tx.Append(kind, r.Appointment, Arrived{t.ID, by})
	}
	return t, err
}

// withinQuota is ErrQuota when a service's numbers of a day are given out, those of kiosks that stood alone among them, or kept for people who have
// taken a place from home and may still come.
func withinQuota(tx journal.Tables, centre centre.Centre, service, day string, now time.Time) error {
	s, _ := centre.Service(service)
	if s.Quota == 0 {
		return nil
	}
	left, err := left(tx, centre, s, day, now)
	if err == nil && left <= 0 {
		err = ErrQuota
	}
	return err
}

// givenOn counts the numbers given on a day, by service.
func givenOn(tx journal.Tables, day string) (given map[string]int, err error) {
	rows, err := tx.Query(`SELECT service, sum(last) FROM series WHERE day = $1 AND series >= 0 GROUP BY service`, day)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	given = map[string]int{}
	for rows.Next() {
		var service string
		var n int
		if err := rows.Scan(&service, &n); err != nil {
			return nil, err
		}
		given[service] = n
	}
	return given, rows.Err()
}

// IssueAlone returns the kiosk's own ticket for a request, when central does not answer.
func IssueAlone(tx *journal.Tx, centre centre.Centre, r queue.Request, now time.Time) (queue.Ticket, error) {
	at, err := standingOf(tx, r.Kiosk, r, now)
	if err != nil {
		return queue.Ticket{}, err
	}
	t, err := newTicket(centre, r, r.Kiosk, at.serial, now)
	if err != nil {
		return t, err
	}
	t.InHand = true
	return t, Record(tx, t)
}

// Record makes the event of a ticket issued.
func Record(tx *journal.Tx, t queue.Ticket) error {
	_, err := tx.Append(KindIssued, t.ID, t)
	return err
}

func newTicket(centre centre.Centre, r queue.Request, series, serial int, now time.Time) (queue.Ticket, error) {
	service, ok := centre.Service(r.Service)
	if !ok {
		return queue.Ticket{}, fmt.Errorf("%w: %s", ErrNoService, r.Service)
	}
	if serial < 1 || serial > queue.MostSerial {
		return queue.Ticket{}, fmt.Errorf("%w: the series of %s ends before %d", ErrQuota, r.Service, serial)
	}
	now = now.UTC().Truncate(time.Millisecond)
	class := centre.Class(r.Class)
	return queue.Ticket{
		ID: r.ID, Number: queue.Number(service.Letter, series, serial), Series: series, Serial: serial,
		Service: service.ID, Kiosk: r.Kiosk, IssuedAt: now, QueueTime: class.QueueTimeOf(now), State: queue.Waiting, Ahead: queue.Unknown, Class: class.ID,
	}, nil
}

// standing is what a request finds when it comes.
type standing struct {
	given   bool // its ticket was given before
	serial  int  // the next of its series
	waiting int  // people in its line
	said    int  // the last of its series by the word of others
}

// standingOf asks all of it at once: a number is what central is asked for most. A list of services would cost SQLite a table of its own, which
// takes longer than all the rest.
func standingOf(tx journal.Tables, series int, r queue.Request, now time.Time) (s standing, err error) {
	var own, each int
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM tickets WHERE id = CAST($1 AS TEXT)),
		coalesce((SELECT last FROM series WHERE day = CAST($2 AS TEXT) AND service = CAST($3 AS TEXT) AND series = CAST($4 AS INTEGER)), 0),
		coalesce((SELECT last FROM series WHERE day = CAST($2 AS TEXT) AND service = '' AND series = CAST($4 AS INTEGER)), 0),
		coalesce((SELECT waiting FROM lines WHERE day = CAST($2 AS TEXT) AND service = CAST($3 AS TEXT)), 0),
		coalesce((SELECT last FROM series WHERE day = CAST($2 AS TEXT) AND service = CAST($3 AS TEXT) AND series = CAST($5 AS INTEGER)), 0)`, // see firstOf
		r.ID, queue.Day(now), r.Service, series, saidOfCentral).Scan(&s.given, &own, &each, &s.waiting, &s.said)
	s.serial = max(own, each) + 1
	return s, err
}

// free returns the next serial of central's series whose number nobody holds. Kiosks tell of numbers that central has forgotten, and their word
// makes these known without moving the series: else one that lies would use it up.
func free(tx journal.Tables, centre centre.Centre, service string, at standing, now time.Time) (serial int, err error) {
	s, _ := centre.Service(service)
	for serial, taken := at.serial, true; ; serial++ {
		if serial > at.said {
			return serial, nil
		}
		err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM tickets WHERE day = CAST($1 AS TEXT) AND number = CAST($2 AS TEXT))`,
			queue.Day(now), queue.Number(s.Letter, queue.Central, serial)).Scan(&taken)
		if err != nil || !taken {
			return serial, err
		}
	}
}

// Next calls the next person to a counter. A counter that has called somebody and has not done with them gets the same person again,
// so asking twice calls one. Nil: nobody waits.
func Next(tx *journal.Tx, centre centre.Centre, counter string, now time.Time) (*queue.Ticket, error) {
	c, ok := centre.Counter(counter)
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrNoCounter, counter)
	}
	t, err := atCounter(tx, counter)
	if err == nil {
		t.Why, err = whyCalled(tx, t.ID)
	}
	if !errors.Is(err, ErrNoTicket) {
		return &t, err
	}
	t, yielded, err := next(tx, centre, c.Services, queue.Day(now))
	if errors.Is(err, ErrNoTicket) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	choice := queue.Choice{Lines: len(c.Services), Yielded: yielded, After: centre.PriorityAfter}
	if t.Why, err = why(tx, t, choice); err != nil {
		return nil, err
	}
	return offer(tx, t, counter)
}

// next returns who is called next in the lines of some services: the earliest place, or, when somebody of a class yields, the earliest ordinary one.
func next(tx journal.Tables, centre centre.Centre, services []string, day string) (t queue.Ticket, yielded bool, err error) {
	t, err = first(tx, firstOf, services, day)
	if err != nil || !t.Favoured() || centre.PriorityAfter == 0 {
		return t, false, err
	}
	last, err := classesCalled(tx, t.Service, day, centre.PriorityAfter)
	if err != nil || !queue.Yields(last, centre.PriorityAfter) {
		return t, false, err
	}
	other, err := first(tx, firstOrdinaryOf, services, day)
	if errors.Is(err, ErrNoTicket) {
		return t, false, nil
	}
	return other, true, err
}

// classesCalled lists the classes of the last calls in a line, newest first.
func classesCalled(tx journal.Tables, service, day string, most int) ([]string, error) {
	return journal.Column(context.Background(), tx, `SELECT CASE WHEN t.place = t.slot THEN 'appointment' ELSE t.class END
		FROM (SELECT ticket, max(position) AS position FROM calls
			WHERE position > (SELECT coalesce(max(position), 0) - 2000 FROM calls) GROUP BY ticket) c
		JOIN tickets t ON t.id = c.ticket WHERE t.service = $1 AND t.day = $2 ORDER BY c.position DESC LIMIT $3`, service, day, most)
}

// before counts who waits before a ticket in its line.
func before(tx journal.Tables, t queue.Ticket) (n int, err error) {
	err = tx.QueryRow(`SELECT count(*) FROM tickets WHERE state = 'waiting' AND day = $1 AND service = $2 AND place <= $3`,
		queue.Day(t.IssuedAt), t.Service, t.QueueTime.UnixMilli()).Scan(&n)
	return n, err
}

// offer calls a ticket to a counter that has asked.
func offer(tx *journal.Tx, t queue.Ticket, counter string) (*queue.Ticket, error) {
	t.Turn++
	if _, err := tx.Append(KindOf(queue.Call), t.ID, Move{Counter: counter, Turn: t.Turn, Offered: true, Why: t.Why}); err != nil {
		return nil, err
	}
	t.State, t.Counter = queue.Called, counter
	return &t, nil
}

const ticketColumns = `SELECT id, number, series, serial, service, kiosk, issued_at, place, state, counter, turn, ahead, class, slot, held, in_hand FROM tickets `

func find(tx journal.Tables, id string) (queue.Ticket, error) {
	return one(tx.QueryRow(ticketColumns+`WHERE id = $1`, id))
}

// atCounter returns who was called to a counter last. There may be more than one after an answer of central's was lost: the counter, without
// a network then, called somebody else meanwhile.
func atCounter(tx journal.Tables, counter string) (queue.Ticket, error) {
	return one(tx.QueryRow(ticketColumns+`WHERE state = 'called' AND counter = CAST($1 AS TEXT) ORDER BY moved DESC LIMIT 1`, counter)) // see firstOf
}

// firstOf is the head of a line. SQLite plans a statement anew whenever a bare parameter that may matter to its plan is bound; inside a
// CAST it does not, which makes such a one five times as fast.
const firstOf = ticketColumns + `WHERE state = 'waiting' AND day = CAST($1 AS TEXT) AND service = CAST($2 AS TEXT) ORDER BY place, number LIMIT 1`

// firstOrdinaryOf is the first in a line whom nothing puts before others.
const firstOrdinaryOf = ticketColumns + `WHERE state = 'waiting' AND day = CAST($1 AS TEXT) AND service = CAST($2 AS TEXT) AND class = '' AND place <> slot ORDER BY place, number LIMIT 1`

// first returns the earliest place, by the query of a line's head, in the lines of some services: one step into each line's index, whatever their lengths.
func first(tx journal.Tables, head string, services []string, day string) (queue.Ticket, error) {
	best, found := queue.Ticket{}, false
	for _, service := range services {
		t, err := one(tx.QueryRow(head, day, service))
		switch {
		case errors.Is(err, ErrNoTicket):
		case err != nil:
			return t, err
		case !found || queue.Compare(t, best) < 0:
			best, found = t, true
		}
	}
	if !found {
		return best, ErrNoTicket
	}
	return best, nil
}

type scanner interface{ Scan(...any) error }

func one(row scanner) (t queue.Ticket, err error) {
	var issued, place, slot, held int64
	err = row.Scan(&t.ID, &t.Number, &t.Series, &t.Serial, &t.Service, &t.Kiosk, &issued, &place, &t.State, &t.Counter, &t.Turn, &t.Ahead, &t.Class, &slot, &held, &t.InHand)
	if errors.Is(err, sql.ErrNoRows) {
		return t, ErrNoTicket
	}
	t.IssuedAt, t.QueueTime = time.UnixMilli(issued).UTC(), time.UnixMilli(place).UTC()
	if slot != 0 {
		t.Slot = time.UnixMilli(slot).UTC()
	}
	if held != 0 {
		t.Held = time.UnixMilli(held).UTC()
	}
	return t, err
}
