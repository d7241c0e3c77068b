package hall

import (
	"context"
	"database/sql"
	"time"

	"motcua/internal/queue"
	"motcua/internal/workday"
)

// Usage is what became of a day's appointments of a service, beside what there was room for.
type Usage struct {
	Day       workday.Date
	Service   string
	Offered   int // places on the web, by the settings as they are now; 0: it may not be booked
	Booked    int // appointments, whoever made them, those that were cancelled not among them
	Online    int // of these on the web
	Came      int // in time
	Late      int
	Missed    int
	Open      int // may still come
	Cancelled int
}

// UsageOf counts the appointments of days, from the first to the last, by day and service. A service is left out on a day without any.
func (w Online) UsageOf(ctx context.Context, db *sql.DB, first, last workday.Date) (list []Usage, err error) {
	counted, err := w.countUsage(ctx, db, first, last)
	if err != nil {
		return nil, err
	}
	for day := first; !last.Before(day); day = day.AddDays(1) {
		for _, service := range w.Centre.Services {
			u := counted[dayOf{day, service.ID}]
			u.Day, u.Service, u.Offered = day, service.ID, w.offered(service.ID, day)
			if u.Offered+u.Booked+u.Cancelled > 0 {
				list = append(list, u)
			}
		}
	}
	return list, nil
}

// dayOf is a day of a service.
type dayOf struct {
	day     workday.Date
	service string
}

func (w Online) offered(service string, day workday.Date) int {
	s, may := w.Rules.Service(w.Centre, w.Calendar, service)
	if !may {
		return 0
	}
	return len(s.Grid(day)) * s.Web
}

func (w Online) countUsage(ctx context.Context, db *sql.DB, first, last workday.Date) (map[dayOf]Usage, error) {
	found, err := db.QueryContext(ctx, `SELECT a.service, a.from_at, a.to_at, a.given_up, o.code IS NOT NULL, coalesce(t.issued_at, 0)
		FROM appointments a LEFT JOIN tickets t ON t.id = a.ticket AND t.state <> 'cancelled' LEFT JOIN online_bookings o ON o.code = a.code
		WHERE a.from_at >= $1 AND a.from_at < $2`, first.At(0).UnixMilli(), last.AddDays(1).At(0).UnixMilli())
	if err != nil {
		return nil, err
	}
	defer found.Close()
	counted := map[dayOf]Usage{}
	for found.Next() {
		var a usedAppointment
		if err := found.Scan(&a.service, &a.from, &a.to, &a.givenUp, &a.online, &a.came); err != nil {
			return nil, err
		}
		of := dayOf{workday.DateOf(time.UnixMilli(a.from)), a.service}
		counted[of] = a.countedIn(counted[of], w.Centre.Appointments, w.Now)
	}
	return counted, found.Err()
}

// usedAppointment is an appointment as it is counted.
type usedAppointment struct {
	service         string
	from, to        int64
	givenUp, online bool
	came            int64 // when its number was given; 0: never
}

func (a usedAppointment) countedIn(u Usage, c queue.CheckIn, now time.Time) Usage {
	if a.givenUp {
		u.Cancelled++
		return u
	}
	u.Booked++
	if a.online {
		u.Online++
	}
	switch {
	case a.came != 0 && a.came < a.to:
		u.Came++
	case a.came != 0:
		u.Late++
	case time.UnixMilli(a.to).Add(time.Duration(c.After) * time.Minute).Before(now):
		u.Missed++
	default:
		u.Open++
	}
	return u
}
