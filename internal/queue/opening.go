package queue

import (
	"fmt"
	"slices"
	"time"

	"motcua/internal/workday"
)

// Opening is when numbers are given: on some days of the week, from one time of day to another.
type Opening struct {
	Days []string      `json:"days" toml:"days"` // mon, tue, wed, thu, fri, sat, sun
	From workday.Clock `json:"from" toml:"from"`
	To   workday.Clock `json:"to" toml:"to"`
}

var weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} // by time.Weekday

// Check says what is wrong with an opening.
func (o Opening) Check() error {
	if len(o.Days) == 0 || o.To <= o.From {
		return fmt.Errorf("is on %v from %s to %s; days and a later time to close were expected", o.Days, o.From, o.To)
	}
	for _, day := range o.Days {
		if !slices.Contains(weekdays, day) {
			return fmt.Errorf("is on %q, one of mon, tue, wed, thu, fri, sat, sun was expected", day)
		}
	}
	return nil
}

// on reports whether the opening is on a day; a rest day that is worked is worked as a Monday.
func (o Opening) on(c *workday.Calendar, day workday.Date) bool {
	weekday, works := c.Weekday(day)
	return works && slices.Contains(o.Days, weekdays[weekday])
}

// IsOpen reports whether numbers are given at a moment; without any openings they always are.
func IsOpen(openings []Opening, c *workday.Calendar, at time.Time) bool {
	clock := workday.ClockOf(at)
	return len(openings) == 0 || slices.ContainsFunc(openings, func(o Opening) bool {
		return o.From <= clock && clock < o.To && o.on(c, workday.DateOf(at))
	})
}

// Holds reports whether one opening holds the whole of an appointment's slot: one that is open at both its ends may have its noon in
// between. Without any openings nobody has said more than which days are worked.
func Holds(openings []Opening, c *workday.Calendar, a Appointment) bool {
	day := workday.DateOf(a.From)
	if len(openings) == 0 {
		return c.IsWorking(day) && day == workday.DateOf(a.To)
	}
	return slices.ContainsFunc(openings, func(o Opening) bool {
		return o.on(c, day) && !a.From.Before(day.At(o.From)) && !a.To.After(day.At(o.To))
	})
}

// searched is how many days ahead an opening is looked for: past Tết and any works.
const searched = 60

// NextOpening returns when numbers are given again after a moment; the zero time: in no foreseeable time, or there are no openings to go by.
func NextOpening(openings []Opening, c *workday.Calendar, after time.Time) (next time.Time) {
	day := workday.DateOf(after)
	for range searched {
		for _, o := range openings {
			at := day.At(o.From)
			if o.on(c, day) && at.After(after) && (next.IsZero() || at.Before(next)) {
				next = at
			}
		}
		if !next.IsZero() {
			return next
		}
		day = day.AddDays(1)
	}
	return time.Time{}
}

// Slot is a time that an appointment may have.
type Slot struct {
	From time.Time
	To   time.Time
}

// Slots lists the slots of a day, one after the other from the beginning of each opening; without any openings from that of each shift of a
// working day.
func Slots(openings []Opening, c *workday.Calendar, day workday.Date, length time.Duration) (slots []Slot) {
	for _, open := range openOn(openings, c, day) {
		for from := open.From; !from.Add(length).After(open.To); from = from.Add(length) {
			if len(slots) == 0 || !from.Before(slots[len(slots)-1].To) { // two openings may have an hour in common
				slots = append(slots, Slot{from, from.Add(length)})
			}
		}
	}
	return slots
}

// openOn lists from when to when a day is open, the earliest first.
func openOn(openings []Opening, c *workday.Calendar, day workday.Date) (open []Slot) {
	if len(openings) == 0 && c.IsWorking(day) {
		for _, s := range c.HoursOn(day).Shifts {
			open = append(open, Slot{day.At(s.Open), day.At(s.Close)})
		}
	}
	for _, o := range openings {
		if o.on(c, day) {
			open = append(open, Slot{day.At(o.From), day.At(o.To)})
		}
	}
	slices.SortFunc(open, func(a, b Slot) int { return a.From.Compare(b.From) })
	return open
}
