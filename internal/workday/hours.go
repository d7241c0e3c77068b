package workday

import (
	"errors"
	"fmt"
	"time"
)

// Clock is a time of day in minutes after midnight, 0 to 1440.
type Clock int

const endOfDay Clock = 24 * 60

// ClockOf is the office clock at the moment t; seconds are cut.
func ClockOf(t time.Time) Clock {
	h, m, _ := t.In(Vietnam).Clock()
	return Clock(h*60 + m)
}

// ParseClock reads a time of day written 07:30, up to 24:00.
func ParseClock(s string) (Clock, error) {
	if s == "24:00" {
		return endOfDay, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a time of day written like 07:30", s)
	}
	return Clock(t.Hour()*60 + t.Minute()), nil
}

func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText writes 07:30.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads 07:30.
func (c *Clock) UnmarshalText(text []byte) (err error) {
	*c, err = ParseClock(string(text))
	return err
}

// Wants names what a time of day looks like in settings.
func (Clock) Wants() string { return "clock" }

// Shift is one unbroken stretch of opening time.
type Shift struct{ Open, Close Clock }

// Hours is how one weekday is worked; without shifts it is a day of weekly rest.
type Hours struct {
	Shifts []Shift
	// DeskOnly marks a day, in practice Saturday morning, when the desks receive and give back
	// but which the law's "ngày làm việc" leaves out of the time limits.
	DeskOnly bool
}

func (h Hours) counted() bool { return len(h.Shifts) > 0 && !h.DeskOnly }

// fit brings a clock time inside the shifts: before one to its opening, after the last to its closing.
func (h Hours) fit(c Clock) Clock {
	for _, s := range h.Shifts {
		if c <= s.Close {
			return max(c, s.Open)
		}
	}
	return h.Shifts[len(h.Shifts)-1].Close
}

func (h Hours) validate() error {
	last := Clock(0)
	for _, s := range h.Shifts {
		if s.Open < last || s.Close <= s.Open || s.Close > endOfDay {
			return fmt.Errorf("shift %s–%s: shifts follow one another within one day", s.Open, s.Close)
		}
		last = s.Close
	}
	return nil
}

// Week is the hours of the seven weekdays, by time.Weekday (Sunday is 0).
type Week [7]Hours

// FiveDays is the week of an office that works Monday to Friday in these shifts.
func FiveDays(shifts ...Shift) Week {
	var w Week
	for d := time.Monday; d <= time.Friday; d++ {
		w[d] = Hours{Shifts: shifts}
	}
	return w
}

// Season is a week's hours from one day of the year until the next season begins.
type Season struct {
	Month time.Month // of the first day
	Day   int
	Week  Week
}

// Standard is the common setting, Monday to Friday 7:30–11:30 and 13:30–17:00.
// Hà Nam's own summer and winter hours vary by decision, so a centre enters them.
var Standard = []Season{{time.January, 1, FiveDays(Shift{7*60 + 30, 11*60 + 30}, Shift{13*60 + 30, 17 * 60})}}

func (s Season) begunBy(d Date) bool {
	return s.Month < d.Month || s.Month == d.Month && s.Day <= d.Day
}

// weekOn is the week in force on d. Before the year's first season the last one still runs.
func weekOn(seasons []Season, d Date) Week {
	current := seasons[len(seasons)-1]
	for _, s := range seasons {
		if s.begunBy(d) {
			current = s
		}
	}
	return current.Week
}

func validateSeasons(seasons []Season) error {
	if len(seasons) == 0 {
		return errors.New("no opening hours given")
	}
	for i, s := range seasons {
		if first := (Date{2001, s.Month, s.Day}); s.Month == 0 || first.AddDays(0) != first {
			return fmt.Errorf("season %d begins on %d/%d, which is no day of an ordinary year", i+1, s.Day, s.Month)
		}
		if i > 0 && s.begunBy(Date{2001, seasons[i-1].Month, seasons[i-1].Day}) {
			return fmt.Errorf("season %d does not begin after the one before it", i+1)
		}
		if err := s.Week.validate(); err != nil {
			return fmt.Errorf("season %d: %w", i+1, err)
		}
	}
	return nil
}

func (w Week) validate() error {
	for d, h := range w {
		if err := h.validate(); err != nil {
			return fmt.Errorf("%s: %w", time.Weekday(d), err)
		}
	}
	if !w[time.Monday].counted() { // a worked rest day borrows Monday's hours
		return errors.New("no working hours on Monday")
	}
	return nil
}
