package main

import (
	"context"
	"strings"
	"time"

	"motcua/counter/typed"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// freeTimes lists the slots of a day that a service may still be booked for: open, not begun, and with fewer appointments than there may be.
func freeTimes(c hall.Centre, calendar *workday.Calendar, service queue.Service, day workday.Date, entries []hall.Entry, now time.Time) (free []time.Time) {
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
func booked(entries []hall.Entry, slot queue.Appointment) (n int) {
	for _, e := range entries {
		if e.Service == slot.Service && e.Arrival != queue.GivenUp && e.From.Before(slot.To) && e.To.After(slot.From) {
			n++
		}
	}
	return n
}

// tellFree says on a form which times are free of the service and the day typed, when its field for the time is reached.
func (d *deskScreen) tellFree(open func() bool, service, day string) {
	c := d.clerk
	id, ok := serviceOfLetter(c.centre(), service)
	date, err := typed.ParseDate(day)
	if !ok || err != nil {
		return
	}
	if c.diary.known && date == c.diary.day {
		d.sayFree(id, date, c.diary.entries)
		return
	}
	central := c.appointments
	var entries []hall.Entry
	c.run(func() { entries, err = central.Appointments(context.Background(), date) }, func() {
		if err == nil && open() {
			d.sayFree(id, date, entries)
		}
	})
}

func (d *deskScreen) sayFree(service string, day workday.Date, entries []hall.Entry) {
	const most = 14 // a line and a half
	c := d.clerk
	s, _ := c.centre().Service(service)
	var times []string
	for _, t := range freeTimes(c.centre(), c.cabinet.Desk().Calendar, s, day, entries, c.now()) {
		times = append(times, t.In(queue.Zone).Format("15:04"))
	}
	if len(times) > most {
		times = append(times[:most], "…")
	}
	if !d.form.Warned() {
		d.form.Tell(c.speak.Say("counter.diary.free", words.Args{"Times": strings.Join(times, " · "), "Some": len(times) > 0}))
	}
}
