// Package booking holds the rules of the appointments that people book themselves: which slots a service has, how many of each are free, and
// until when one may be booked, moved or cancelled. It is pure: what is booked already is passed in, and kept by internal/hall.
package booking

import (
	"slices"
	"time"

	"motcua/internal/centre"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// Rules are a centre's own rules for bookings on the web.
type Rules struct {
	On         bool     `toml:"on"`
	Services   []string `toml:"services"`    // ids of those that may be booked; empty: all that a counter takes
	PerCounter int      `toml:"per_counter"` // appointments in one slot for each counter that takes the service, whoever made them
	Share      int      `toml:"share"`       // percent of these that the web may have
	Days       int      `toml:"days"`        // how many days ahead
	Before     int      `toml:"before"`      // minutes before a slot until which it is booked, moved and cancelled
	Most       int      `toml:"most"`        // open appointments of one person
	PerAddress int      `toml:"per_address"` // bookings of one address of the network a day
}

// The bounds of the rules.
const (
	MostPerCounter = 50
	MostDays       = 90
	MostBefore     = 7 * 24 * 60
	MostOpen       = 20
	MostPerAddress = 10_000
)

// Service is a service as it may be booked.
type Service struct {
	ID       string
	Openings []queue.Opening
	Calendar *workday.Calendar
	Length   time.Duration // of a slot
	All      int           // appointments in one slot, whoever made them
	Web      int           // how many of these the web may have
}

// Service returns how a service may be booked; false when it may not.
func (r Rules) Service(c centre.Centre, calendar *workday.Calendar, id string) (Service, bool) {
	s, known := c.Service(id)
	counters := len(c.CountersFor(id))
	if !r.On || !c.Appointments.Taken || !known || counters == 0 || len(r.Services) > 0 && !slices.Contains(r.Services, id) {
		return Service{}, false
	}
	all := counters * r.PerCounter
	if most := c.Appointments.Most; most > 0 {
		all = min(all, most)
	}
	start := time.Time{}
	return Service{
		ID: id, Openings: c.HoursOf(s), Calendar: calendar, Length: c.Appointments.Ends(start).Sub(start), All: all, Web: shareOf(all, r.Share),
	}, true
}

// shareOf returns so many percent of n, one at least: a service that may be booked has something to book.
func shareOf(n, percent int) int { return max(1, n*percent/100) }

// Bookable lists the services that may be booked, in the centre's order.
func (r Rules) Bookable(c centre.Centre) (services []queue.Service) {
	for _, s := range c.Services {
		if _, may := r.Service(c, nil, s.ID); may {
			services = append(services, s)
		}
	}
	return services
}

// Taken is a time for which the service has an appointment.
type Taken struct {
	From time.Time
	To   time.Time
	Web  bool // booked on the web
}

// Slot is a time of a day, and for how many more people it is free on the web.
type Slot struct {
	queue.Slot
	Free  int
	Total int
}

// Slots lists a day's slots that may be booked now, full ones among them.
func (r Rules) Slots(s Service, day workday.Date, book []Taken, now time.Time) (slots []Slot) {
	if !r.within(day, now) {
		return nil
	}
	for _, slot := range s.Grid(day) {
		if r.InTime(slot.From, now) {
			slots = append(slots, Slot{Slot: slot, Free: s.free(slot, book), Total: s.Web})
		}
	}
	return slots
}

// Grid lists a day's slots, whatever is booked and whatever time it is.
func (s Service) Grid(day workday.Date) []queue.Slot {
	return queue.Slots(s.Openings, s.Calendar, day, s.Length)
}

// free returns for how many more people a slot is free on the web: neither may the web have more than its share, nor all together more than
// there is room for. An appointment at another time counts in each slot that it has a minute in common with.
func (s Service) free(slot queue.Slot, book []Taken) int {
	all, web := 0, 0
	for _, t := range book {
		if !t.From.Before(slot.To) || !t.To.After(slot.From) {
			continue
		}
		all++
		if t.Web {
			web++
		}
	}
	return max(0, min(s.Web-web, s.All-all))
}

// within reports whether a day is one that may be booked.
func (r Rules) within(day workday.Date, now time.Time) bool {
	ahead := workday.DateOf(now).DaysUntil(day)
	return ahead >= 0 && ahead <= r.Days
}

// InTime reports whether an appointment that begins at a moment may still be booked, moved or cancelled.
func (r Rules) InTime(from, now time.Time) bool { return !from.Before(r.Closes(now)) }

// Closes returns the earliest moment at which an appointment may begin that is booked now.
func (r Rules) Closes(now time.Time) time.Time { return now.Add(time.Duration(r.Before) * time.Minute) }

// LastDay returns the last day that may be booked.
func (r Rules) LastDay(now time.Time) workday.Date { return workday.DateOf(now).AddDays(r.Days) }

// mostNearest is how many other times are named to somebody whose slot was taken.
const mostNearest = 4

// Nearest returns the free slots that lie nearest to a moment, the earliest of them first.
func Nearest(slots []Slot, to time.Time) []Slot {
	free := slices.DeleteFunc(slices.Clone(slots), func(s Slot) bool { return s.Free == 0 })
	slices.SortStableFunc(free, func(a, b Slot) int { return int(a.From.Sub(to).Abs() - b.From.Sub(to).Abs()) })
	free = free[:min(len(free), mostNearest)]
	slices.SortFunc(free, func(a, b Slot) int { return a.From.Compare(b.From) })
	return free
}

// Reminders are sent between these hours of the day before.
const (
	remindFrom = 8 * 60
	remindTo   = 20 * 60
)

// Due reports whether somebody is to be reminded now of an appointment that they made at a moment: on the day before, at an hour at which
// telephones may ring. Who has booked that same day needs no reminder.
func Due(from, made, now time.Time) bool {
	today, clock := workday.DateOf(now), workday.ClockOf(now)
	return workday.DateOf(from) == today.AddDays(1) && workday.DateOf(made).Before(today) && clock >= remindFrom && clock < remindTo
}
