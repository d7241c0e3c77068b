package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"motcua/counter/navigation"
	"motcua/drivers"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/slip"
	"motcua/internal/uplink"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// appointments is central's part of the diary: a desk alone knows of no appointment, and gives none.
type appointments interface {
	Appointments(context.Context, workday.Date) ([]hall.Entry, error)
	Appoint(context.Context, hall.Booking) (hall.Entry, error)
	GiveUp(ctx context.Context, code string) (hall.Entry, error)
}

// diary is a day's appointments as they are looked at.
type diary struct {
	day     workday.Date
	known   bool // central has told them
	entries []hall.Entry
	cursor  int
	asked   int    // questions, so that a late answer is known
	doomed  string // code of the appointment that the next press of the same key cancels
	unsure  string // code of an appointment that central may have: its answer was lost
}

// openDiary shows today's appointments.
func (c *clerk) openDiary() {
	if !c.centre().Appointments.Taken {
		return
	}
	c.place, c.notice = atDiary, navigation.Notice{}
	c.showDay(workday.DateOf(c.now()))
}

// showDay shows the appointments of a day.
func (c *clerk) showDay(day workday.Date) {
	c.diary = diary{day: day, asked: c.diary.asked}
	c.readDiary("")
}

// readDiary asks central for the day anew; the cursor goes to the appointment of a code.
func (c *clerk) readDiary(code string) {
	c.diary.asked++
	asked, day, central := c.diary.asked, c.diary.day, c.appointments
	c.changed()
	var entries []hall.Entry
	var err error
	c.run(func() { entries, err = central.Appointments(context.Background(), day) }, func() {
		switch {
		case asked != c.diary.asked: // a later question is on its way
		case err != nil:
			slog.Warn("central was asked for the appointments of a day", "err", err)
			c.warn(c.diaryTrouble(err))
		default:
			c.diary.show(entries, code)
			c.changed()
		}
	})
}

func (d *diary) show(entries []hall.Entry, code string) {
	d.known, d.entries = true, entries
	if at := slices.IndexFunc(entries, func(e hall.Entry) bool { return e.Code == code }); at >= 0 {
		d.cursor = at
	}
	d.cursor = max(0, min(len(entries)-1, d.cursor))
}

// standing counts the appointments that were not cancelled.
func (d diary) standing() (n int) {
	for _, e := range d.entries {
		if e.Arrival != queue.GivenUp {
			n++
		}
	}
	return n
}

// move goes by lines; what was about to be cancelled is not any more.
func (d *diary) move(lines int) {
	d.cursor, d.doomed = max(0, min(len(d.entries)-1, d.cursor+lines)), ""
}

// walkDiary goes by lines in a day, or to another day.
func (c *clerk) walkDiary(lines, days int) {
	if days != 0 {
		c.notice = navigation.Notice{}
		c.showDay(c.diary.day.AddDays(days))
		return
	}
	c.diary.move(lines)
	c.changed()
}

// chosen is the appointment under the cursor; false when there is none that can be moved or cancelled.
func (d diary) chosen() (e hall.Entry, open bool) {
	if d.cursor >= len(d.entries) {
		return e, false
	}
	e = d.entries[d.cursor]
	return e, e.Arrival != queue.Used && e.Arrival != queue.GivenUp
}

// book asks central for an appointment. then gets the sentence that says why there is none, or none; an answer that comes after its officer has
// left is told to nobody.
func (c *clerk) book(b hall.Booking, then func(id string, args words.Args)) {
	if c.busy {
		return
	}
	c.busy = true
	stay, ours, central := c.stay, b.Code == c.diary.unsure, c.appointments
	var e hall.Entry
	var err error
	c.run(func() { e, err = appoint(central, b, ours) }, func() {
		c.busy = false
		switch {
		case err != nil:
			slog.Warn("central made no appointment", "err", err)
			if stay == c.stay {
				then(c.unbooked(b.Code, err))
			}
		case stay != c.stay:
			c.print(e, func(bool) {})
		default:
			then("", nil)
			c.diary = diary{day: workday.DateOf(e.From), asked: c.diary.asked}
			c.hand(e, "counter.diary.made")
			c.readDiary(e.Code)
		}
	})
}

// appoint asks for an appointment, and where its code is taken by the same one, whose answer was lost, for that one to be changed.
func appoint(central appointments, b hall.Booking, ours bool) (hall.Entry, error) {
	e, err := central.Appoint(context.Background(), b)
	if ours && uplink.IsRefused(err, uplink.SlotCode) {
		b.Move = true
		e, err = central.Appoint(context.Background(), b)
	}
	return e, err
}

// unbooked is the sentence for an appointment that central did not make, or may have made.
func (c *clerk) unbooked(code string, err error) (id string, args words.Args) {
	refusal := (*uplink.Refusal)(nil)
	if !errors.As(err, &refusal) && uplink.StandingOf(err) == uplink.Trusted {
		c.diary.unsure = code
		return "counter.diary.unsure", nil
	}
	return c.diaryTrouble(err)
}

// hand prints an appointment's slip and says its code, which is told by mouth where nothing prints.
func (c *clerk) hand(e hall.Entry, id string) {
	stay := c.stay
	c.print(e, func(printing bool) {
		switch {
		case stay != c.stay: // whoever is here now has not asked
		case printing:
			c.tell(id, c.entryArgs(e))
		default:
			c.warn("counter.diary.no_paper", c.entryArgs(e))
		}
	})
}

// print gives an appointment's slip to the spool; then hears whether it will print.
func (c *clerk) print(e hall.Entry, then func(printing bool)) {
	cabinet, doc, job := c.cabinet, slip.Appointment(c.speak, c.centre(), e), c.newID()
	var err error
	c.run(func() { err = cabinet.Print(context.Background(), job, doc) }, func() {
		if err != nil {
			slog.Error("the slip of an appointment could not be written down", "err", err)
		}
		c.wake()
		then(err == nil && c.printer() == drivers.Ready)
	})
}

// cancel gives an appointment up, at the second press: nobody undoes it.
func (c *clerk) cancel() {
	e, open := c.diary.chosen()
	switch {
	case !open || c.busy:
		return
	case c.diary.doomed != e.Code:
		c.diary.doomed = e.Code
		c.warn("counter.diary.sure", c.entryArgs(e))
		return
	}
	c.busy, c.diary.doomed = true, ""
	stay, central := c.stay, c.appointments
	var err error
	c.run(func() { _, err = central.GiveUp(context.Background(), e.Code) }, func() {
		c.busy = false
		if err != nil {
			slog.Warn("central cancelled no appointment", "err", err)
		}
		switch {
		case stay != c.stay: // whoever is here now has not asked
		case err != nil:
			c.warn(c.diaryTrouble(err))
		default:
			c.tell("counter.diary.cancelled", c.entryArgs(e))
			c.readDiary(e.Code)
		}
	})
}

// entryArgs are what is said of an appointment.
func (c *clerk) entryArgs(e hall.Entry) words.Args {
	from := e.From.In(queue.Zone)
	return words.Args{"Code": queue.SpellAppointmentCode(e.Code), "Time": from.Format("15:04"), "Date": from.Format("02/01/2006"), "Number": e.Number}
}

// diaryTrouble is the sentence for an appointment that is not made, moved, cancelled or shown.
func (c *clerk) diaryTrouble(err error) (id string, args words.Args) {
	if standing := uplink.StandingOf(err); standing != uplink.Trusted {
		return "counter.diary.trust", words.Args{"Standing": c.speak.Say("standing." + string(standing))}
	}
	refusal := (*uplink.Refusal)(nil)
	if !errors.As(err, &refusal) {
		return "counter.diary.offline", nil
	}
	return "counter.diary.refused." + diaryRefusal(refusal), words.Args{"Most": c.centre().Appointments.Most}
}

// diaryRefusal is the end of its sentence's id: a reason that central gives, or what its status says.
func diaryRefusal(r *uplink.Refusal) string {
	switch r.Reason {
	case uplink.SlotOver, uplink.SlotClosed, uplink.SlotFull, uplink.SlotUsed, uplink.SlotCode, uplink.NoAppointment, uplink.NoDiary, uplink.NoSession:
		return string(r.Reason)
	}
	switch {
	case errors.Is(r, uplink.ErrTooMany):
		return "wait"
	case errors.Is(r, uplink.ErrMayNot):
		return "may_not"
	}
	return "central"
}

// stateOf says what became of an appointment, as an id of a sentence.
func stateOf(e hall.Entry, now time.Time) string {
	switch {
	case e.Arrival == queue.Used || e.Arrival == queue.GivenUp:
		return "counter.diary.state." + string(e.Arrival)
	case e.Arrival == queue.Over || e.Arrival == queue.OtherDay && e.To.Before(now):
		return "counter.diary.state.over"
	}
	return "counter.diary.state.made"
}
