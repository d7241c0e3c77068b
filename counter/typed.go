package main

import (
	"errors"
	"regexp"
	"strings"
	"time"

	"motcua/internal/workday"
)

// What an officer may have mistyped in a form.
var (
	errCode      = errors.New("no dossier code")
	errDate      = errors.New("no day of the form 31/12/2026")
	errNoSuchDay = errors.New("the calendar has no such day")
	errSpan      = errors.New("the last day is before the first")
	errDays      = errors.New("no number of working days")
	errWish      = errors.New("neither the applicant's wish nor the agency's")
	errMethod    = errors.New("no method of payment")
)

// parseDay reads 31/12/2026 as the end of that day: the calendar brings it to closing time.
func parseDay(text string) (time.Time, error) {
	day, err := parseDate(text)
	if err != nil {
		return time.Time{}, err
	}
	return day.At(24*60 - 1), nil
}

// writtenDay is a day as it is written, whether or not the calendar has it.
var writtenDay = regexp.MustCompile(`^\d{1,2}/\d{1,2}/20\d\d$`)

// parseDate reads 31/12/2026, also with dots or dashes in it.
func parseDate(text string) (workday.Date, error) {
	text = strings.NewReplacer(".", "/", "-", "/").Replace(strings.Join(strings.Fields(text), ""))
	t, err := time.ParseInLocation("2/1/2006", text, workday.Vietnam)
	switch {
	case err != nil && writtenDay.MatchString(text):
		return workday.Date{}, errNoSuchDay
	case err != nil || t.Year() < 2000 || t.Year() > 2099:
		return workday.Date{}, errDate
	}
	return workday.DateOf(t), nil
}

// writtenTime is a time of day as people write it: 9:30, 09.30, 9h30, 9 giờ 30, 9h, 0930.
var writtenTime = regexp.MustCompile(`^(\d{1,2})(?:[:.hg](?:iờ)?(\d{2})?|(\d{2}))?$`)

// parseTime reads a time of a day.
func parseTime(day workday.Date, text string) (time.Time, error) {
	parts := writtenTime.FindStringSubmatch(strings.ToLower(strings.Join(strings.Fields(text), "")))
	if parts == nil {
		return time.Time{}, errTime
	}
	minutes := parts[2] + parts[3]
	if minutes == "" {
		minutes = "00"
	}
	clock, err := time.Parse("15:04", parts[1]+":"+minutes)
	if err != nil {
		return time.Time{}, errTime
	}
	return day.At(workday.Clock(clock.Hour()*60 + clock.Minute())), nil
}

// items are the things listed with semicolons or in lines of their own.
func items(text string) (list []string) {
	for _, item := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}
