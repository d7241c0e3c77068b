package queue

import (
	"slices"
	"time"

	"motcua/internal/workday"
)

// Reserving is how places in line are taken from home, as the centre's own rules have it.
type Reserving struct {
	Taken     bool          `json:"taken" toml:"taken"`           // whether they are at all
	Live      bool          `json:"live" toml:"live"`             // the number is given without its person being there: at once, or when its day begins
	Days      int           `json:"days" toml:"days"`             // working days ahead of today
	PerPerson int           `json:"per_person" toml:"per_person"` // of a person a day; one of each service
	Most      int           `json:"most" toml:"most"`             // of a service a day
	Share     int           `json:"share" toml:"share"`           // percent of a service's quota, where it has one
	From      workday.Clock `json:"from" toml:"from"`             // when the number may be taken in the hall
	Until     workday.Clock `json:"until" toml:"until"`           // when the place lapses
	Services  []string      `json:"services,omitempty" toml:"services"`
	Elderly   string        `json:"elderly,omitempty" toml:"elderly"` // id of the class of who says to be 75 or more

	// How many a day may be taken from one address of the network, and with one browser: whole streets share the one, few people the other.
	PerAddress int `json:"-" toml:"per_address"`
	PerDevice  int `json:"-" toml:"per_device"`
}

// Allows reports whether places in a service's line are taken from home.
func (r Reserving) Allows(service string) bool {
	return r.Taken && (len(r.Services) == 0 || slices.Contains(r.Services, service))
}

// Room returns how many places in a service's line of a day may be taken from home.
func (r Reserving) Room(s Service) int {
	if s.Quota == 0 {
		return r.Most
	}
	return min(r.Most, s.Quota*r.Share/100)
}

// Reservation is a place in a service's line that somebody has taken from home.
type Reservation struct {
	Code    string `json:"code"`
	Service string `json:"service"`
	Day     string `json:"day"`
	// QueueTime is the place: as if somebody had come then.
	QueueTime time.Time `json:"place"`
	Class     string    `json:"class,omitempty"`  // why it goes before others, to be shown at the counter
	Person    string    `json:"person,omitempty"` // mark of who has it
}

// Personal names what tells of a person.
func (Reservation) Personal() []string { return []string{"person"} }

// OpensOn returns when a service's line begins on a day: with its first opening, and no earlier than places of home are good.
func (r Reserving) OpensOn(openings []Opening, c *workday.Calendar, day workday.Date) (opens time.Time, open bool) {
	opens = day.At(r.From)
	if len(openings) == 0 {
		return opens, c.IsWorking(day)
	}
	first := workday.Clock(-1)
	for _, o := range openings {
		if o.on(c, day) && (first < 0 || o.From < first) {
			first = o.From
		}
	}
	return day.At(max(first, r.From)), first >= 0
}

// PlaceOf returns the place in line of the n-th (from 0) who takes one for a day: the moment at which it is taken, as if they stood in the hall; before the
// line begins, its beginning, in the order in which they were taken, a millisecond apart. So who registered first is served first, and who comes to the
// hall later than somebody took a place from home stands behind them.
func PlaceOf(opens, now time.Time, n int) time.Time {
	now = now.UTC().Truncate(time.Millisecond)
	if now.After(opens) {
		return now
	}
	return opens.UTC().Add(time.Duration(n) * time.Millisecond)
}

// JudgeReservation returns how somebody comes for their place.
func (r Reserving) JudgeReservation(day string, now time.Time) Arrival {
	clock := workday.ClockOf(now)
	switch {
	case Day(now) < day:
		return OtherDay
	case Day(now) > day, clock >= r.Until:
		return Over
	case clock < r.From:
		return Early
	}
	return OnTime
}
