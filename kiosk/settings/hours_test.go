package settings

import (
	"testing"
	"time"

	"motcua/assets"
	"motcua/internal/workday"
)

func TestHours(t *testing.T) {
	calendar, err := workday.Load(assets.Holidays, "")
	if err != nil {
		t.Fatal(err)
	}
	h := Hours{Open: 7 * 60, Close: 17*60 + 30, WorkingDays: true, calendar: calendar}
	if err := h.check(); err != nil {
		t.Fatal(err)
	}
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, 11, day, hour, minute, 0, 0, workday.Vietnam)
	}
	for _, c := range []struct {
		name  string
		at    time.Time
		awake bool
		wakes string
	}{
		{"before opening on Friday", at(20, 6, 59), false, "2026-11-20"},
		{"at opening", at(20, 7, 0), true, "2026-11-23"},
		{"at closing on Friday", at(20, 17, 30), false, "2026-11-23"},
		{"Saturday", at(21, 9, 0), false, "2026-11-23"},
		{"the day of culture, a day off", at(24, 9, 0), false, "2026-11-25"},
	} {
		t.Run(c.name, func(t *testing.T) {
			day, clock := h.Wakes(c.at)
			if h.Awake(c.at) != c.awake || day.String() != c.wakes || clock != h.Open {
				t.Errorf("awake %v, wakes %s %s; want %v, %s", h.Awake(c.at), day, clock, c.awake, c.wakes)
			}
		})
	}
}
