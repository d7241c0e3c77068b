package workday

import (
	"errors"
	"fmt"
	"time"
)

// What can stand between a dossier and its due date.
var (
	ErrNotStarted = errors.New("time has not begun to run")
	ErrStopped    = errors.New("time stands still until the stop ends")
	ErrExtended   = errors.New("already extended once")
	ErrTooLate    = errors.New("an extension is announced a day before the due date at the latest")
	ErrNotLater   = errors.New("the new date is not after the due date")
)

// Term is the time one dossier has: its limit, the moments from which it may run, and what interrupted it.
type Term struct {
	Limit Limit

	Received          time.Time // it came in
	Accepted          time.Time // it was complete and correct, as the receipt shows
	CompetentReceived time.Time // it reached the competent agency
	Elsewhere         bool      // it was taken outside the competent agency's territory

	Stops     []Stop // in order, none within another
	Extension *Extension
}

// Stop is a stretch of time that is not counted.
type Stop struct {
	From time.Time
	To   time.Time // zero while it lasts
	// Restarts counts the limit again from its beginning at To, as the law has it after a supplement
	// (NĐ 61/2018 đ.19 k.4); otherwise the limit goes on where it stood. The procedure decides.
	Restarts bool
}

// Extension is the one new date that an apology may announce (NĐ 61/2018 đ.19 k.9).
type Extension struct {
	At    time.Time // the apology's
	Until time.Time
}

// startsThere is when NĐ 309/2026 đ.8 k.3 came into force: dossiers taken elsewhere before it run from their acceptance, as all do.
var startsThere = Date{2026, time.August, 5}

// Start is the moment from which the limit runs, or ErrNotStarted while that moment is still to come.
func (t Term) Start() (time.Time, error) {
	start := t.Accepted // complete and correct: a dossier filed on the web is received then (NĐ 61/2018 đ.17 k.1c, k.3)
	if t.Elsewhere && !DateOf(t.Received).Before(startsThere) {
		start = t.CompetentReceived
	}
	if t.Received.IsZero() {
		return start, ErrNotStarted
	}
	if start.IsZero() {
		return start, ErrNotStarted
	}
	return start, plausible(start)
}

func plausible(t time.Time) error {
	if year := DateOf(t).Year; year < firstYear || year >= lastYear {
		return fmt.Errorf("a moment in the year %d: the clock was wrong", year)
	}
	return nil
}

// Due is the moment by which the result is owed. ErrNotStarted and ErrStopped say that there is none yet.
func (c *Calendar) Due(t Term) (time.Time, error) {
	start, err := t.Start()
	if err != nil {
		return time.Time{}, err
	}
	if err := t.validate(start); err != nil {
		return time.Time{}, err
	}
	due := c.count(start, t.Limit)
	extended := t.Extension == nil
	for _, s := range t.Stops {
		if !extended && !s.From.Before(t.Extension.At) {
			due, extended = t.Extension.Until, true
		}
		switch {
		case s.To.IsZero():
			return time.Time{}, ErrStopped
		case s.Restarts:
			due = c.count(s.To, t.Limit)
		default:
			due = c.postpone(due, t.Limit.Unit, s)
		}
	}
	if !extended {
		due = t.Extension.Until
	}
	return c.settle(due), nil
}

// Extend is t with its one extension until a later day, announced at the moment at: a calendar day before the due date
// at the latest, and once only.
func (c *Calendar) Extend(t Term, at, until time.Time) (Term, error) {
	if t.Extension != nil {
		return t, ErrExtended
	}
	due, err := c.Due(t)
	if err != nil {
		return t, err
	}
	until = c.settle(until)
	switch {
	case DateOf(at).DaysUntil(DateOf(due)) < 1:
		return t, ErrTooLate
	case !until.After(due):
		return t, ErrNotLater
	}
	t.Extension = &Extension{at, until}
	return t, nil
}

// postpone moves due by the length of a stop, measured as the limit itself is.
func (c *Calendar) postpone(due time.Time, unit Unit, s Stop) time.Time {
	from, to, day := DateOf(s.From), DateOf(s.To), DateOf(due)
	switch unit {
	case ClockHours:
		return due.Add(s.To.Sub(s.From))
	case WorkingHours:
		return c.walk(due, c.OpenTime(s.From, s.To))
	case Days, Months:
		return day.AddDays(from.DaysUntil(to)).At(ClockOf(due))
	}
	return c.AddWorkingDays(day, c.WorkingDaysBetween(from, to)).At(ClockOf(due))
}

func (t Term) validate(start time.Time) error {
	if err := t.Limit.Validate(); err != nil {
		return err
	}
	last := start
	for i, s := range t.Stops {
		if s.To.IsZero() && i == len(t.Stops)-1 {
			s.To = s.From
		}
		if s.From.Before(last) || s.To.Before(s.From) {
			return fmt.Errorf("stop %d does not follow the one before it", i+1)
		}
		if err := plausible(s.To); err != nil {
			return fmt.Errorf("stop %d: %w", i+1, err)
		}
		last = s.To
	}
	return nil
}
