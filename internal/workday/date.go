// Package workday holds the office's time: opening hours, days off, the Vietnamese lunar calendar, the day a result is due.
// It knows no clock and no disk; what a dossier is, and what is done when it is late, is left to package dossier.
package workday

import (
	"fmt"
	"strings"
	"time"
)

// Vietnam is the country's time, UTC+7 all year since 1975. It needs no time zone files on the machine.
var Vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

// Date is a day of the civil calendar, without an hour or a zone. Of a birth long ago only the year may be known: then
// month and day are 0.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day in Vietnam at the moment t.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Vietnam).Date()
	return Date{y, m, d}
}

// ParseDate reads a day written 2026-11-24. A day that is in no calendar (2026-02-30) is an error.
func ParseDate(s string) (Date, error) {
	t, err := time.ParseInLocation(time.DateOnly, s, Vietnam)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a day written like 2026-11-24", s)
	}
	return DateOf(t), nil
}

// At is the moment of d when the office clock shows c.
func (d Date) At(c Clock) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, int(c), 0, 0, Vietnam)
}

// AddDays is the day n days later; n may be negative.
func (d Date) AddDays(n int) Date { return DateOf(d.At(0).AddDate(0, 0, n)) }

// AddMonths is the corresponding day n months later, or that month's last day when it has no such day (BLDS 2015 đ.148).
func (d Date) AddMonths(n int) Date {
	first := Date{d.Year, d.Month, 1}.At(0).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

// DaysUntil is the number of days from d to e, negative when e is earlier.
func (d Date) DaysUntil(e Date) int { return e.julian() - d.julian() }

// Before tells whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.DaysUntil(e) > 0 }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.At(0).Weekday() }

// IsZero tells whether d was never set.
func (d Date) IsZero() bool { return d == Date{} }

func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// MarshalText writes 2026-11-24, 1931-00-00 when only the year is known, and nothing for the zero Date.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	return []byte(d.String()), nil
}

// Wants names what a day looks like.
func (Date) Wants() string { return "day" }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	year, ok := strings.CutSuffix(string(text), "-00-00")
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	if ok {
		year += "-01-01"
	}
	read, err := ParseDate(year)
	if err == nil && ok {
		read.Month, read.Day = 0, 0
	}
	*d = read
	return err
}

// unixEpoch is the Julian day number of 1 January 1970.
const unixEpoch = 2440588

// julian is the Julian day number astronomers count by: one number a day, without months or years.
func (d Date) julian() int {
	noon := time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Unix()
	return int((noon-12*60*60)/(24*60*60)) + unixEpoch
}

func fromJulian(n int) Date {
	y, m, d := time.Unix(int64(n-unixEpoch)*24*60*60, 0).UTC().Date()
	return Date{y, m, d}
}
