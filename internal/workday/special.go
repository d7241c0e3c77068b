package workday

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"motcua/internal/table"
)

// Kind says how a day departs from the ordinary week.
type Kind string

// The kinds of special days.
const (
	Holiday      Kind = "holiday"      // a public holiday (BLLĐ 2019 đ.112; 24/11 by NQ 28/2026/QH16)
	Compensatory Kind = "compensatory" // off for a holiday on a rest day, or in exchange for a worked one
	SwapWork     Kind = "swap-work"    // a rest day that is worked in exchange; also takes back a day off
)

// Status says how sure a special day is.
type Status string

// The statuses of special days.
const (
	Official    Status = "official"
	FromMemory  Status = "official-date-from-memory" // the notice is known, its dates want checking
	Provisional Status = "provisional"               // expected; the year's notice has not been issued
)

// Special is one day that departs from the ordinary week.
type Special struct {
	Date   Date
	Name   string
	Kind   Kind
	Source string
	Status Status
}

// FieldError is a line of an imported list that could not be used.
type FieldError struct {
	Line    int // from 1, the heading included
	Field   string
	Problem string
}

func (e *FieldError) Error() string {
	return fmt.Sprintf("line %d, field %s: %s", e.Line, e.Field, e.Problem)
}

// specialFields are the columns that a list must have; source, weekday and status it may have too.
var specialFields = []string{"date", "name", "kind"}

// ReadSpecials reads a list of special days as CSV with the heading date,name,kind,source,weekday,status; the columns
// may stand in any order, and all but date, name and kind may be missing. With any line wrong nothing is returned but
// the joined *FieldErrors, so that half a year's holidays are never taken for the whole.
func ReadSpecials(r io.Reader) ([]Special, error) {
	list, err := table.Read(r)
	if err != nil {
		return nil, fmt.Errorf("read list of days: %w", err)
	}
	if field := list.Lacks(specialFields...); field != "" {
		return nil, &FieldError{1, field, "the heading has no such column"}
	}
	if len(list.Rows) == 0 {
		return nil, fmt.Errorf("read list of days: %w", table.ErrEmpty)
	}
	var days []Special
	var wrong []error
	seen := map[Date]int{}
	for _, row := range list.Rows {
		day, err := parseSpecial(row)
		if err == nil && seen[day.Date] > 0 {
			err = &FieldError{row.Line, "date", fmt.Sprintf("%s is already on line %d", day.Date, seen[day.Date])}
		}
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		seen[day.Date] = row.Line
		days = append(days, day)
	}
	return finish(days, wrong)
}

func finish(days []Special, wrong []error) ([]Special, error) {
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	return days, nil
}

func parseSpecial(row table.Row) (Special, error) {
	get := row.Cell
	wrong := func(field, format string, args ...any) (Special, error) {
		return Special{}, &FieldError{row.Line, field, fmt.Sprintf(format, args...)}
	}
	if err := row.Err(); err != nil {
		return wrong("line", "%v", err)
	}
	date, err := ParseDate(get("date"))
	if err != nil {
		return wrong("date", "%v", err)
	}
	if date.Year < firstYear || date.Year > lastYear {
		return wrong("date", "%s is not between %d and %d", date, firstYear, lastYear)
	}
	s := Special{Date: date, Name: get("name"), Kind: Kind(get("kind")), Source: get("source"), Status: Status(get("status"))}
	if s.Name == "" {
		return wrong("name", "empty")
	}
	if !slices.Contains([]Kind{Holiday, Compensatory, SwapWork}, s.Kind) {
		return wrong("kind", "%q is not holiday, compensatory or swap-work", s.Kind)
	}
	if s.Status == "" {
		s.Status = Official
	}
	if !slices.Contains([]Status{Official, FromMemory, Provisional}, s.Status) {
		return wrong("status", "%q is not official, official-date-from-memory or provisional", s.Status)
	}
	if w, want := get("weekday"), weekdayNames[date.Weekday()]; w != "" && w != want {
		return wrong("weekday", "%s is %s, not %q", date, want, w)
	}
	return s, nil
}

// weekdayNames are the weekdays as Vietnamese calendars shorten them, from Sunday.
var weekdayNames = [7]string{"CN", "T2", "T3", "T4", "T5", "T6", "T7"}
