package appointments

import (
	"context"
	"time"

	"motcua/counter/navigation"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// FreeTimes returns the slots of a day that a service may still be booked for: open, not begun, and with fewer appointments than there may be.
func FreeTimes(c centre.Centre, calendar *workday.Calendar, service queue.Service, day workday.Date, entries []hall.Appointment, now time.Time) (free []time.Time) {
	for from := day.At(7 * 60); from.Before(day.At(18 * 60)); {
		to := c.Appointments.Ends(from)
		slot := queue.Appointment{Service: service.ID, From: from, To: to}
		if from.After(now) && queue.Holds(c.HoursOf(service), calendar, slot) && (c.Appointments.Most == 0 || booked(entries, slot) < c.Appointments.Most) {
			free = append(free, from)
		}
		from = to
	}
	return free
}

// booked counts the appointments of a slot's service that have a minute in common with it.
func booked(entries []hall.Appointment, slot queue.Appointment) (n int) {
	for _, e := range entries {
		if e.Service == slot.Service && e.Arrival != queue.GivenUp && e.From.Before(slot.To) && e.To.After(slot.From) {
			n++
		}
	}
	return n
}

// Free asks which times of a day are free for a service; show is not called where central does not say.
func (c *Controller) Free(service string, day workday.Date, show func([]time.Time)) {
	s, _ := c.Centre().Service(service)
	free := func(entries []hall.Appointment) []time.Time {
		return FreeTimes(c.Centre(), c.Calendar(), s, day, entries, c.Now())
	}
	if c.Known && day == c.Day {
		show(free(c.Entries))
		return
	}
	central := c.Central
	navigation.Ask(c.Navigator, func(ctx context.Context) ([]hall.Appointment, error) { return central.Appointments(ctx, day) }, func(entries []hall.Appointment, err error) {
		if err == nil {
			show(free(entries))
		}
	})
}
