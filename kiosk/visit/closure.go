package visit

import (
	"fmt"
	"sync"
	"time"

	"motcua/assets"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// Closure is why a service gives no number now, and when it does again.
type Closure struct {
	Why    string    // hours or quota; empty: it gives numbers
	Until  time.Time // zero: nobody knows
	AllDay bool      // Until is a day, of which the hour is not known
}

// ClosureOf returns whether, and why, a service gives no number at a moment.
func ClosureOf(v hall.View, s queue.Service, now time.Time) Closure {
	hours := v.Centre.HoursOf(s)
	switch {
	case !queue.IsOpen(hours, calendar(), now):
		return Closure{Why: "hours", Until: queue.NextOpening(hours, calendar(), now)}
	case s.Quota > 0 && v.Given[s.ID] >= s.Quota:
		return UsedUp(hours, now)
	}
	return Closure{}
}

// UsedUp returns the closure of a service whose numbers of today are given out: it lasts until the next day on which there are some.
func UsedUp(hours []queue.Opening, now time.Time) Closure {
	if len(hours) == 0 {
		return Closure{Why: "quota", Until: calendar().AddWorkingDays(workday.DateOf(now), 1).At(0), AllDay: true}
	}
	tonight := workday.DateOf(now).AddDays(1).At(0).Add(-time.Second)
	return Closure{Why: "quota", Until: queue.NextOpening(hours, calendar(), tonight)}
}

// calendar returns the days off that are built in; they are part of the program, so broken ones are a program built wrong.
var calendar = sync.OnceValue(func() *workday.Calendar {
	c, err := workday.Load(assets.Holidays, "")
	if err != nil {
		panic(fmt.Sprintf("calendar: %v", err))
	}
	return c
})
