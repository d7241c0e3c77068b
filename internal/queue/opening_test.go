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
