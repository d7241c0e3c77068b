package workday

import (
	"fmt"
	"math"
	"time"
)

// Unit is what a time limit is counted in.
type Unit string

// The units of time limits.
const (
	SameDay      Unit = "same_day"      // at once: within the working day
	WorkingHours Unit = "working_hours" // opening hours only
	ClockHours   Unit = "hours"         // every hour, from the moment (BLDS 2015 đ.147 k.1)
	WorkingDays  Unit = "working_days"
	Days         Unit = "days" // calendar days
	Months       Unit = "months"
)

// Limit is how long a procedure may take. Working days may end in a half, which is four opening hours; all other
// amounts are whole. The zero Limit is no limit and Validate refuses it.
type Limit struct {
	Amount float64 `json:"amount,omitempty"` // above 0 to 1500; 0 for SameDay
	Unit   Unit    `json:"unit"`
	// AfterThree lets a SameDay that comes after 15:00 take until the next working day, as special law has it for certifications
	// (NĐ 23/2015 đ.7) and copies of civil status (Luật Hộ tịch). By the general rule 15:00 moves the transfer alone (NĐ 61/2018 đ.18).
	AfterThree bool `json:"after_three,omitempty"`
}

const (
	halfDay   = 4 * time.Hour // of the eight-hour day in BLLĐ 2019 đ.105
	maxAmount = 1500
)

// Validate tells what is wrong with l.
func (l Limit) Validate() error {
	if l.AfterThree && l.Unit != SameDay {
		return fmt.Errorf("15:00 moves a limit of the same day alone, not one in %q", l.Unit)
	}
	parts := 1.0 // the smallest part that can be counted is 1/parts
	switch l.Unit {
	case SameDay:
		if l.Amount != 0 {
			return fmt.Errorf("time limit of %v same days", l.Amount)
		}
		return nil
	case WorkingDays:
		parts = 2
	case WorkingHours, ClockHours, Days, Months:
	default:
		return fmt.Errorf("%q is no unit of a time limit", l.Unit)
	}
	if !(l.Amount > 0 && l.Amount <= maxAmount) { // so that NaN fails too
		return fmt.Errorf("time limit of %v is not above 0 and up to %d", l.Amount, maxAmount)
	}
	if l.Amount*parts != math.Trunc(l.Amount*parts) {
		return fmt.Errorf("time limit of %v %s cannot be counted", l.Amount, l.Unit)
	}
	return nil
}

// afterHours is when paper no longer leaves the desk the same day (NĐ 61/2018 đ.18 k.2, NĐ 309/2026 đ.9).
const afterHours Clock = 15 * 60

// HandOver is the latest moment at which a paper dossier received at t goes to the agency: closing time of the same
// working day, or opening time of the next one when it came after 15:00, after closing time or on a day off.
func (c *Calendar) HandOver(t time.Time) time.Time {
	if day := DateOf(t); !late(t) && !c.over(t) {
		return day.At(c.HoursOn(day).fit(endOfDay))
	}
	next := c.AddWorkingDays(DateOf(t), 1)
	return next.At(c.HoursOn(next).fit(0))
}

// late tells whether t is after 15:00; three o'clock itself is not.
func late(t time.Time) bool {
	t = t.In(Vietnam)
	return t.After(DateOf(t).At(afterHours))
}

// over tells whether no working time is left on t's day.
func (c *Calendar) over(t time.Time) bool { return c.OpenTime(t, DateOf(t).At(endOfDay)) == 0 }

// After is the due moment of a limit that starts to run at start, always within the hours of a working day.
//
// The day of start is not counted (BLDS đ.147 k.2). The hour is that of start, brought inside the opening hours of the
// due day, as on the receipts offices print; a start on a day off leaves until closing time.
func (c *Calendar) After(start time.Time, l Limit) time.Time {
	return c.settle(c.count(start, l))
}

// count is where l ends before days off and closing hours are seen to. Working time alone is already past them.
func (c *Calendar) count(start time.Time, l Limit) time.Time {
	day, hour, n := DateOf(start), c.hour(start), int(l.Amount)
	switch l.Unit {
	case SameDay:
		if l.AfterThree && late(start) || c.over(start) {
			day = c.AddWorkingDays(day, 1)
		}
		return day.At(endOfDay - 1)
	case WorkingHours:
		return c.walk(start, time.Duration(n)*time.Hour)
	case ClockHours:
		end := start.Add(time.Duration(n) * time.Hour)
		if DateOf(end) == day && c.over(start) { // begun and ended behind closed doors: within the next working day
			next := c.AddWorkingDays(day, 1)
			return next.At(min(c.HoursOn(next).fit(0)+Clock(60*n), endOfDay-1))
		}
		return end
	case Days:
		return day.AddDays(n).At(hour)
	case Months:
		return day.AddMonths(n).At(hour)
	}
	due := c.AddWorkingDays(day, n).At(hour)
	if l.Amount > float64(n) {
		return c.walk(due, halfDay)
	}
	return due
}

// hour is the office hour a limit from t keeps: on a day off, and after closing time, the last of the day.
func (c *Calendar) hour(t time.Time) Clock {
	if !c.IsWorking(DateOf(t)) {
		return endOfDay - 1
	}
	return ClockOf(t)
}

// settle moves t to a working day, and there into the opening hours; what would end in the evening ends at closing time.
func (c *Calendar) settle(t time.Time) time.Time {
	day := DateOf(t)
	due := c.roll(day)
	return due.At(c.HoursOn(due).fit(ClockOf(t)))
}

// walk is the moment when so much opening time has gone by since t.
func (c *Calendar) walk(t time.Time, open time.Duration) time.Time {
	day := DateOf(t)
	for {
		if c.IsWorking(day) {
			for _, s := range c.HoursOn(day).Shifts {
				from, to := day.At(s.Open), day.At(s.Close)
				if from.Before(t) {
					from = t
				}
				if left := to.Sub(from); left >= open {
					return from.Add(open)
				} else if left > 0 {
					open -= left
				}
			}
		}
		day = day.AddDays(1)
	}
}

// OpenTime is the opening time of working days between two moments, nothing when to is not after from.
func (c *Calendar) OpenTime(from, to time.Time) (sum time.Duration) {
	for day, last := DateOf(from), DateOf(to); !last.Before(day); day = day.AddDays(1) {
		if !c.IsWorking(day) {
			continue
		}
		for _, s := range c.HoursOn(day).Shifts {
			open, shut := day.At(s.Open), day.At(s.Close)
			if open.Before(from) {
				open = from
			}
			if shut.After(to) {
				shut = to
			}
			sum += max(0, shut.Sub(open))
		}
	}
	return sum
}
