package workday

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// A calendar knows the years 2000 to 2100: outside them a clock is wrong, not a dossier old.
const (
	firstYear = 2000
	lastYear  = 2100
)

// Calendar tells working days from days off, and opening hours from the rest. It never changes: safe for any goroutine.
type Calendar struct {
	seasons   []Season
	specials  map[Date]Special
	announced map[int]bool
}

// New joins a centre's opening hours (from one season a year, in order of their first days) with lists of special days,
// of which a later one overrides an earlier one day by day.
//
// The holidays the law fixes are always there. A year whose mùng 1 Tết no list names gets the days its notice will
// probably bring, marked Provisional, and a day off after each holiday on a rest day (BLLĐ đ.111 k.3; not for 24/11,
// which stands outside đ.112). Once a list names that day for certain, every provisional day of the year is dropped.
func New(seasons []Season, lists ...[]Special) (*Calendar, error) {
	if err := validateSeasons(seasons); err != nil {
		return nil, err
	}
	listed := map[Date]Special{}
	for _, list := range lists {
		for _, s := range list {
			listed[s.Date] = s
		}
	}
	c := &Calendar{slices.Clone(seasons), map[Date]Special{}, map[int]bool{}}
	for year := firstYear; year <= lastYear; year++ {
		tet, named := listed[LunarNewYear(year)]
		c.announced[year] = named && tet.Status != Provisional
		c.addYear(year, named, listed)
	}
	maps.DeleteFunc(listed, func(d Date, s Special) bool { return s.Status == Provisional && c.announced[d.Year] })
	maps.Copy(c.specials, listed)
	return c, nil
}

func (c *Calendar) addYear(year int, named bool, listed map[Date]Special) {
	days := statutory(year)
	if !named {
		days = append(days, expected(year)...)
	}
	for _, s := range days {
		c.specials[s.Date] = s
	}
	if named {
		return
	}
	slices.SortFunc(days, func(a, b Special) int { return b.Date.DaysUntil(a.Date) })
	for _, s := range days {
		if s.Source == statute && !c.hours(s.Date).counted() {
			c.compensate(s, listed)
		}
	}
}

// compensate gives the next day that is still worked for a holiday that fell on a weekly day of rest.
func (c *Calendar) compensate(lost Special, listed map[Date]Special) {
	day := lost.Date.AddDays(1)
	for !c.IsWorking(day) || listed[day].Kind != "" {
		day = day.AddDays(1)
	}
	name := fmt.Sprintf("Nghỉ bù %s (dự kiến)", lost.Name)
	c.specials[day] = Special{day, name, Compensatory, "BLLĐ 2019 đ.111 k.3", Provisional}
}

// Special is what sets d apart from the ordinary week, if anything does.
func (c *Calendar) Special(d Date) (Special, bool) {
	s, ok := c.specials[d]
	return s, ok
}

// Announced tells whether the year's official days off are known. Until then due dates across Tết and 2/9 may move.
func (c *Calendar) Announced(year int) bool { return c.announced[year] }

// hours is how d's weekday is worked in its season, special or not.
func (c *Calendar) hours(d Date) Hours { return weekOn(c.seasons, d)[d.Weekday()] }

// HoursOn is how d is worked; a day off has no shifts. A rest day worked in exchange has Monday's hours.
func (c *Calendar) HoursOn(d Date) Hours {
	hours := c.hours(d)
	switch s := c.specials[d]; {
	case s.Kind == Holiday || s.Kind == Compensatory:
		return Hours{}
	case s.Kind == SwapWork && !hours.counted():
		return weekOn(c.seasons, d)[time.Monday]
	}
	return hours
}

// Weekday is the day of the week as which d is worked, a rest day worked in exchange as a Monday; false on a day off by law or notice.
func (c *Calendar) Weekday(d Date) (time.Weekday, bool) {
	switch s := c.specials[d]; {
	case s.Kind == Holiday || s.Kind == Compensatory:
		return d.Weekday(), false
	case s.Kind == SwapWork && !c.hours(d).counted():
		return time.Monday, true
	}
	return d.Weekday(), true
}

// IsWorking tells whether d is a "ngày làm việc", one that counts in time limits.
func (c *Calendar) IsWorking(d Date) bool { return c.HoursOn(d).counted() }

// AddWorkingDays is the n-th working day after d, d itself not counted; with n = 0 it is d.
func (c *Calendar) AddWorkingDays(d Date, n int) Date {
	for n > 0 {
		if d = d.AddDays(1); c.IsWorking(d) {
			n--
		}
	}
	return d
}

// WorkingDaysBetween counts the working days after from, up to and including to; it is negative when to is earlier.
func (c *Calendar) WorkingDaysBetween(from, to Date) int {
	if to.Before(from) {
		return -c.WorkingDaysBetween(to, from)
	}
	n := 0
	for from.Before(to) {
		if from = from.AddDays(1); c.IsWorking(from) {
			n++
		}
	}
	return n
}

// roll is d, or the next working day when d is none (BLDS 2015 đ.148 k.5).
func (c *Calendar) roll(d Date) Date {
	for !c.IsWorking(d) {
		d = d.AddDays(1)
	}
	return d
}
