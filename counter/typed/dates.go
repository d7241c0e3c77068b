// Package typed reads what officers type into forms: days, times, people, counts, amounts. Each reader returns an error that says what is
// wrong; the sentence for it is errortext's, the form around it widgets'.
package typed

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"motcua/internal/workday"
)

// What an officer may have mistyped in a form.
var (
	ErrCode      = errors.New("no dossier code")
	ErrDate      = errors.New("no day of the form 31/12/2026")
	ErrNoSuchDay = errors.New("the calendar has no such day")
	ErrSpan      = errors.New("the last day is before the first")
	ErrDays      = errors.New("no number of working days")
	ErrWish      = errors.New("neither the applicant's wish nor the agency's")
	ErrMethod    = errors.New("no method of payment")
	ErrLetter    = errors.New("no letter of a service")
	ErrWho       = errors.New("neither the code of an appointment nor the number of a card")
	ErrTime      = errors.New("no time of day of the form 09:30")
	ErrBeyond    = errors.New("the agency's time ends after the appointment")
)

// ParseDay reads 31/12/2026 as the end of that day: the calendar brings it to closing time.
func ParseDay(text string) (time.Time, error) {
	day, err := ParseDate(text)
	if err != nil {
		return time.Time{}, err
	}
	return day.At(24*60 - 1), nil
}

// writtenDay is a day as it is written, whether or not the calendar has it.
var writtenDay = regexp.MustCompile(`^\d{1,2}/\d{1,2}/20\d\d$`)

// ParseDate reads 31/12/2026, also with dots or dashes in it.
func ParseDate(text string) (workday.Date, error) {
	text = strings.NewReplacer(".", "/", "-", "/").Replace(strings.Join(strings.Fields(text), ""))
	t, err := time.ParseInLocation("2/1/2006", text, workday.Vietnam)
	switch {
	case err != nil && writtenDay.MatchString(text):
		return workday.Date{}, ErrNoSuchDay
	case err != nil || t.Year() < 2000 || t.Year() > 2099:
		return workday.Date{}, ErrDate
	}
	return workday.DateOf(t), nil
}

// writtenTime is a time of day as people write it: 9:30, 09.30, 9h30, 9 giờ 30, 9h, 0930.
var writtenTime = regexp.MustCompile(`^(\d{1,2})(?:[:.hg](?:iờ)?(\d{2})?|(\d{2}))?$`)

// ParseTime reads a time of a day.
func ParseTime(day workday.Date, text string) (time.Time, error) {
	parts := writtenTime.FindStringSubmatch(strings.ToLower(strings.Join(strings.Fields(text), "")))
	if parts == nil {
		return time.Time{}, ErrTime
	}
	minutes := parts[2] + parts[3]
	if minutes == "" {
		minutes = "00"
	}
	clock, err := time.Parse("15:04", parts[1]+":"+minutes)
	if err != nil {
		return time.Time{}, ErrTime
	}
	return day.At(workday.Clock(clock.Hour()*60 + clock.Minute())), nil
}

// ParseDays reads an agency's working days, such as 3 or 2,5; without any it has no deadline of its own.
func ParseDays(text string) (limit workday.Limit, err error) {
	text = strings.Replace(strings.TrimSpace(text), ",", ".", 1)
	if text == "" {
		return limit, nil
	}
	limit.Unit = workday.WorkingDays
	if limit.Amount, err = strconv.ParseFloat(text, 64); err != nil || limit.Validate() != nil {
		return limit, ErrDays
	}
	return limit, nil
}

// Items returns the things listed with semicolons or in lines of their own.
func Items(text string) (list []string) {
	for _, item := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}
