package queue

import (
	"bytes"
	"testing"
	"time"

	"motcua/assets"
	"motcua/internal/workday"
)

var week = []Opening{
	{Days: []string{"mon", "tue", "wed", "thu", "fri"}, From: 7*60 + 30, To: 11*60 + 30},
	{Days: []string{"mon", "tue", "wed", "thu", "fri"}, From: 13*60 + 30, To: 17 * 60},
	{Days: []string{"sat"}, From: 7*60 + 30, To: 11 * 60},
}

func TestWhichSlotsAnOpeningHolds(t *testing.T) {
	calendar, err := workday.New(workday.Standard)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, from, to string
		hours          []Opening
		holds          bool
	}{
		{"to the minute", "2026-11-25 07:30", "2026-11-25 11:30", week, true},
		{"a minute early", "2026-11-25 07:29", "2026-11-25 08:00", week, false},
		{"a minute late", "2026-11-25 11:00", "2026-11-25 11:31", week, false},
		{"over noon", "2026-11-25 11:00", "2026-11-25 14:00", week, false},
		{"Saturday morning", "2026-11-28 10:00", "2026-11-28 11:00", week, true},
		{"Vietnamese Culture Day", "2026-11-24 09:00", "2026-11-24 09:30", week, false},
		{"from one morning to the next", "2026-11-25 09:00", "2026-11-26 09:00", week, false},
		{"no hours, a working day", "2026-11-25 03:00", "2026-11-25 03:30", nil, true},
		{"no hours, Saturday", "2026-11-28 10:00", "2026-11-28 11:00", nil, false},
		{"no hours, Tết", "2026-02-17 09:00", "2026-02-17 09:30", nil, false},
		{"no hours, two days", "2026-11-25 09:00", "2026-11-26 09:00", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Holds(c.hours, calendar, Appointment{From: mustTime(t, c.from), To: mustTime(t, c.to)}); got != c.holds {
				t.Errorf("holds: %v; want %v", got, c.holds)
			}
		})
	}
}

func mustTime(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestOpeningHours(t *testing.T) {
	holidays, err := workday.ReadSpecials(bytes.NewReader(assets.Holidays))
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := workday.New(workday.Standard, holidays)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, at string
		open     bool
		next     string
	}{
		{"before the doors open", "2026-11-23 07:29", false, "2026-11-23 07:30"},
		{"at the opening", "2026-11-23 07:30", true, "2026-11-23 13:30"},
		{"lunch", "2026-11-23 11:30", false, "2026-11-23 13:30"},
		{"evening before the Culture Day", "2026-11-23 17:00", false, "2026-11-25 07:30"},
		{"Culture Day", "2026-11-24 09:00", false, "2026-11-25 07:30"},
		{"Saturday morning", "2026-11-28 09:00", true, "2026-11-30 07:30"},
		{"Saturday worked in exchange is a Monday", "2026-01-10 15:00", true, "2026-01-12 07:30"},
		{"Friday evening", "2026-02-13 17:30", false, "2026-02-14 07:30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			at, err := time.ParseInLocation("2006-01-02 15:04", c.at, Zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := IsOpen(week, calendar, at); got != c.open {
				t.Errorf("open %v; want %v", got, c.open)
			}
			if got := NextOpening(week, calendar, at).In(Zone).Format("2006-01-02 15:04"); got != c.next {
				t.Errorf("next %s; want %s", got, c.next)
			}
		})
	}
	if !IsOpen(nil, calendar, time.Now()) || !NextOpening(nil, calendar, time.Now()).IsZero() {
		t.Error("a centre without hours gives numbers at any time")
	}
}
