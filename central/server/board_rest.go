package server

import (
	"time"

	"motcua/internal/queue"
	"motcua/internal/roster"
	"motcua/internal/workday"
)

// rest is why nobody is called at a counter.
type rest string

const (
	working rest = ""       // somebody sits there, or nobody knows
	paused  rest = "paused" // the desk was locked a while ago
	closed  rest = "closed" // nobody has sat there today, or is expected any more
)

// resting is a rest, and the time of day at which it ends; empty: nobody knows.
type resting struct {
	rest rest
	back string
}

// pausedFor is how long ago a desk may have been locked whose officer is expected back.
const pausedFor = 90 * time.Minute

// restOf returns how a counter rests. A hall without accounts, in which nobody has logged in today, has no paused counters, and outside of its
// hours all are closed.
func restOf(seat roster.LastSeat, accounts bool, hours []queue.Opening, calendar *workday.Calendar, now time.Time) (r resting) {
	switch {
	case !queue.IsOpen(hours, calendar, now):
		r.rest = closed
		if next := queue.NextOpening(hours, calendar, now); workday.DateOf(next) == workday.DateOf(now) {
			r.back = workday.ClockOf(next).String()
		}
	case !accounts || seat.Taken:
		r.rest = working
	case !seat.Locked.IsZero() && now.Sub(seat.Locked) < pausedFor:
		r.rest = paused
	default:
		r.rest = closed
	}
	return r
}

// rests returns how each counter rests.
func (h *boards) rests(seats map[string]roster.LastSeat) map[string]resting {
	all := map[string]resting{}
	for _, c := range h.settings().Centre.Counters {
		all[c.ID] = restOf(seats[c.ID], len(seats) > 0, h.settings().Centre.Hours, h.calendar, h.now())
	}
	return all
}
