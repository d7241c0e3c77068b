package province

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// News lists what a centre is to be told behind a serial number, MostNews at the most: the events as the province holds them, but with the
// serial number as their position.
func News(ctx context.Context, db *sql.DB, centre string, after int64) (events []journal.Event, err error) {
	rows, err := db.QueryContext(ctx, `SELECT n.serial, e.origin, e.incarnation, e.seq, e.at, e.kind, e.subject, e.body, e.private, e.digest, e.hash
		FROM province_news n JOIN events e ON e.position = n.position WHERE n.centre = $1 AND n.serial > $2 ORDER BY n.serial LIMIT $3`, centre, after, MostNews)
	if err != nil {
		return nil, fmt.Errorf("news for %s: %w", centre, err)
	}
	defer rows.Close()
	events = []journal.Event{}
	for rows.Next() {
		var e journal.Event
		var at int64
		if err := rows.Scan(&e.Position, &e.Origin, &e.Incarnation, &e.Seq, &at, &e.Kind, &e.Subject, &e.Body, (*[]byte)(&e.Private), &e.Digest, &e.Hash); err != nil {
			return nil, fmt.Errorf("news for %s: %w", centre, err)
		}
		e.At = time.UnixMilli(at).UTC()
		events = append(events, e)
	}
	return events, rows.Err()
}

// MostNews is how many events one answer tells.
const MostNews = 200

// Standing is how a centre stands.
type Standing struct {
	Waiting  int // people, today
	Received int // dossiers, this month
	Open     int // whose time runs
	Overdue  int // of those
	Done     int // with a result, this month
	OnTime   int // of those, not after the appointment
}

// Add returns the sum of two standings.
func (s Standing) Add(other Standing) Standing {
	s.Waiting += other.Waiting
	s.Received += other.Received
	s.Open += other.Open
	s.Overdue += other.Overdue
	s.Done += other.Done
	s.OnTime += other.OnTime
	return s
}

// Look returns how each centre stands at a moment, by its short name.
func Look(ctx context.Context, db *sql.DB, now time.Time) (map[string]Standing, error) {
	day := workday.DateOf(now)
	month := workday.Date{Year: day.Year, Month: day.Month, Day: 1}.At(0).UnixMilli()
	standings := map[string]Standing{}
	for _, part := range []struct {
		query string
		args  []any
		into  func(s *Standing, a, b int64)
	}{
		{`SELECT centre, count(*), 0 FROM province_tickets WHERE state = 'waiting' AND day = $1 GROUP BY centre`, []any{queue.Day(now)},
			func(s *Standing, a, _ int64) { s.Waiting = int(a) }},
		{`SELECT centre, count(*), 0 FROM province_dossiers WHERE received >= $1 GROUP BY centre`, []any{month},
			func(s *Standing, a, _ int64) { s.Received = int(a) }},
		{`SELECT centre, count(*), sum(CASE WHEN due < $1 THEN 1 ELSE 0 END) FROM province_dossiers WHERE due IS NOT NULL GROUP BY centre`, []any{now.UnixMilli()},
			func(s *Standing, a, b int64) { s.Open, s.Overdue = int(a), int(b) }},
		{`SELECT centre, count(*), sum(1 - late) FROM province_dossiers WHERE done >= $1 GROUP BY centre`, []any{month},
			func(s *Standing, a, b int64) { s.Done, s.OnTime = int(a), int(b) }},
	} {
		err := each(ctx, db, part.query, part.args, func(centre string, a, b int64) {
			s := standings[centre]
			part.into(&s, a, b)
			standings[centre] = s
		})
		if err != nil {
			return nil, fmt.Errorf("how the centres stand: %w", err)
		}
	}
	return standings, nil
}

// each visits rows of a centre's name and two numbers.
func each(ctx context.Context, db *sql.DB, query string, args []any, visit func(centre string, a, b int64)) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var centre string
		var a, b int64
		if err := rows.Scan(&centre, &a, &b); err != nil {
			return err
		}
		visit(centre, a, b)
	}
	return rows.Err()
}
