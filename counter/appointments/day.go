// Package appointments keeps a day's appointments as an officer sees them, and makes, moves and cancels them through central. It draws nothing;
// which times a centre takes is queue's to say.
package appointments

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"motcua/counter/navigation"
	"motcua/drivers"
	"motcua/internal/async"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/slip"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// Central is central's part: a desk alone knows of no appointment, and gives none.
type Central interface {
	Appointments(context.Context, workday.Date) ([]hall.Appointment, error)
	Appoint(context.Context, hall.Booking) (hall.Appointment, error)
	GiveUp(ctx context.Context, code string) (hall.Appointment, error)
	Admit(context.Context, hall.CheckInRequest) (hall.Admission, error)
}

// Config is what the controller is given.
type Config struct {
	*navigation.Navigator
	Central  Central
	Centre   func() centre.Centre
	Counter  string                                                         // which one this is
	Calendar func() *workday.Calendar                                       // the centre's days off
	Print    func(ctx context.Context, id string, d drivers.Document) error // makes a slip durable
	Wake     func()                                                         // the spool: a slip is there
	Printer  func() drivers.Status
	NewID    func() string
}

// Controller is a day's appointments as they are looked at. It belongs to the goroutine of the screen; central is asked through the navigator's
// Runner.
type Controller struct {
	Config

	Day     workday.Date
	Known   bool // central has told them
	Entries []hall.Appointment
	Cursor  int

	pendingCancel string // code of the appointment that the next press of the same key cancels
	uncertain     string // code of an appointment that central may have: its answer was lost
	days          async.Async[[]hall.Appointment]

	newest, followed int64 // positions of the hall: that it has, and that the day was last read at
}

// New returns a controller that has shown no day yet.
func New(c Config) *Controller { return &Controller{Config: c} }

// Quit forgets the day: another officer logs in.
func (c *Controller) Quit() {
	c.reset(workday.Date{})
	c.days.Drop()
}

// reset goes to a day of which nothing is known.
func (c *Controller) reset(day workday.Date) {
	c.Day, c.Known, c.Entries, c.Cursor, c.pendingCancel, c.uncertain = day, false, nil, 0, "", ""
}

// KeepAll takes back that the next press cancels an appointment: another key was pressed.
func (c *Controller) KeepAll() { c.pendingCancel = "" }

// Open shows today's appointments.
func (c *Controller) Open() {
	if !c.Centre().ChecksIn() {
		return
	}
	c.Go(navigation.Appointments)
	c.showDay(workday.DateOf(c.Now()))
}

// showDay shows the appointments of a day.
func (c *Controller) showDay(day workday.Date) {
	c.reset(day)
	c.read("")
}

// read asks central for the day anew; the cursor goes to the appointment of a code.
func (c *Controller) read(code string) {
	day, central := c.Day, c.Central
	c.Changed()
	navigation.Latest(c.Navigator, &c.days, func(ctx context.Context) ([]hall.Appointment, error) { return central.Appointments(ctx, day) }, func(entries []hall.Appointment, err error) {
		if err != nil {
			slog.Warn("central was asked for the appointments of a day", "err", err)
			c.Warn(c.errorText(err))
			return
		}
		c.show(entries, code)
		c.Changed()
	})
}

// Follow reads the day anew while it is on the screen and something has happened in the house: people book, move and cancel on the web, and other
// desks do too. What is told, and where the cursor is, stays.
func (c *Controller) Follow(position int64) {
	c.newest = position
	c.catchUp()
}

func (c *Controller) catchUp() {
	if c.newest == c.followed || c.Place != navigation.Appointments || !c.Known || c.days.Busy() {
		return
	}
	c.followed = c.newest
	day, central := c.Day, c.Central
	navigation.Latest(c.Navigator, &c.days, func(ctx context.Context) ([]hall.Appointment, error) { return central.Appointments(ctx, day) }, func(entries []hall.Appointment, err error) {
		if err == nil {
			c.show(entries, c.codeAtCursor())
			c.Changed()
		}
		c.catchUp() // with what has happened meanwhile
	})
}

func (c *Controller) codeAtCursor() string {
	if c.Cursor >= len(c.Entries) {
		return ""
	}
	return c.Entries[c.Cursor].Code
}

func (c *Controller) show(entries []hall.Appointment, code string) {
	c.Known, c.Entries = true, entries
	if at := slices.IndexFunc(entries, func(e hall.Appointment) bool { return e.Code == code }); at >= 0 {
		c.Cursor = at
	}
	c.Cursor = max(0, min(len(entries)-1, c.Cursor))
}

// Standing counts the appointments that were not cancelled.
func (c *Controller) Standing() (n int) {
	for _, e := range c.Entries {
		if e.Arrival != queue.GivenUp {
			n++
		}
	}
	return n
}

// Move goes by lines; what was about to be cancelled is not any more.
func (c *Controller) Move(lines int) {
	c.Cursor, c.pendingCancel = max(0, min(len(c.Entries)-1, c.Cursor+lines)), ""
}

// Walk goes by lines in a day, or to another day.
func (c *Controller) Walk(lines, days int) {
	if days != 0 {
		c.Notice = navigation.Notice{}
		c.showDay(c.Day.AddDays(days))
		return
	}
	c.Move(lines)
	c.Changed()
}

// Chosen returns the appointment under the cursor; false when there is none that can be moved or cancelled.
func (c *Controller) Chosen() (e hall.Appointment, open bool) {
	if c.Cursor >= len(c.Entries) {
		return e, false
	}
	e = c.Entries[c.Cursor]
	return e, e.Arrival != queue.Used && e.Arrival != queue.GivenUp
}

// Book asks central for an appointment. then gets the sentence that says why there is none, or none; an answer that comes after its officer has
// left is told to nobody.
func (c *Controller) Book(b hall.Booking, then func(id string, args i18n.Args)) {
	here, ours, central := c.Here(), b.Code == c.uncertain, c.Central
	navigation.Do(c.Navigator, func(ctx context.Context) (hall.Appointment, error) { return appoint(ctx, central, b, ours) }, func(e hall.Appointment, err error) {
		switch {
		case err != nil:
			slog.Warn("central made no appointment", "err", err)
			if here() {
				then(c.unbooked(b.Code, err))
			}
		case !here():
			c.print(e, func(bool) {})
		default:
			then("", nil)
			c.reset(workday.DateOf(e.From))
			c.Hand(e, "counter.appointments.made")
			c.read(e.Code)
		}
	})
}

// appoint asks for an appointment, and where its code is taken by the same one, whose answer was lost, for that one to be changed.
func appoint(ctx context.Context, central Central, b hall.Booking, ours bool) (hall.Appointment, error) {
	e, err := central.Appoint(ctx, b)
	if ours && uplink.IsRefused(err, uplink.SlotCode) {
		b.Move = true
		e, err = central.Appoint(ctx, b)
	}
	return e, err
}

// unbooked returns the sentence for an appointment that central did not make, or may have made.
func (c *Controller) unbooked(code string, err error) (id string, args i18n.Args) {
	refusal := (*uplink.Refusal)(nil)
	if !errors.As(err, &refusal) && uplink.StandingOf(err) == uplink.Trusted {
		c.uncertain = code
		return "counter.appointments.unsure", nil
	}
	return c.errorText(err)
}

// Hand prints an appointment's slip and says its code, which is told by mouth where nothing prints.
func (c *Controller) Hand(e hall.Appointment, id string) {
	here := c.Here()
	c.print(e, func(printing bool) {
		switch {
		case !here(): // whoever is here now has not asked
		case printing:
			c.Tell(id, c.EntryArgs(e))
		default:
			c.Warn("counter.appointments.no_paper", c.EntryArgs(e))
		}
	})
}

// print gives an appointment's slip to the spool; then hears whether it will print.
func (c *Controller) print(e hall.Appointment, then func(printing bool)) {
	c.printSlip(slip.Appointment(c.Speak, c.Centre(), e), then)
}

// printSlip gives a slip to the spool; then hears whether it will print.
func (c *Controller) printSlip(doc drivers.Document, then func(printing bool)) {
	print, job := c.Print, c.NewID()
	navigation.Try(c.Navigator, func(ctx context.Context) error { return print(ctx, job, doc) }, func(err error) {
		if err != nil {
			slog.Error("the slip of an appointment could not be written down", "err", err)
		}
		c.Wake()
		then(err == nil && c.Printer() == drivers.Ready)
	})
}

// Cancel gives an appointment up, at the second press: nobody undoes it.
func (c *Controller) Cancel() {
	e, open := c.Chosen()
	switch {
	case !open || c.Busy():
		return
	case c.pendingCancel != e.Code:
		c.pendingCancel = e.Code
		c.Warn("counter.appointments.sure", c.EntryArgs(e))
		return
	}
	c.pendingCancel = ""
	here, central := c.Here(), c.Central
	navigation.Do(c.Navigator, func(ctx context.Context) (hall.Appointment, error) { return central.GiveUp(ctx, e.Code) }, func(_ hall.Appointment, err error) {
		if err != nil {
			slog.Warn("central cancelled no appointment", "err", err)
		}
		switch {
		case !here(): // whoever is here now has not asked
		case err != nil:
			c.Warn(c.errorText(err))
		default:
			c.Tell("counter.appointments.cancelled", c.EntryArgs(e))
			c.read(e.Code)
		}
	})
}

// EntryArgs returns what is said of an appointment.
func (c *Controller) EntryArgs(e hall.Appointment) i18n.Args {
	from := e.From.In(queue.Zone)
	return i18n.Args{"Code": queue.SpellAppointmentCode(e.Code), "Time": from.Format("15:04"), "Date": from.Format("02/01/2006"), "Number": e.Number}
}

// errorText returns the sentence for an appointment that is not made, moved, cancelled or shown.
func (c *Controller) errorText(err error) (id string, args i18n.Args) {
	if standing := uplink.StandingOf(err); standing != uplink.Trusted {
		return "counter.appointments.trust", i18n.Args{"Standing": c.Speak.Text("standing." + string(standing))}
	}
	refusal := (*uplink.Refusal)(nil)
	if !errors.As(err, &refusal) {
		return "counter.appointments.offline", nil
	}
	return "counter.appointments.refused." + refusalID(refusal), i18n.Args{"Most": c.Centre().Appointments.Most}
}

// refusalID returns the end of its sentence's id: a reason that central gives, or what its status says.
func refusalID(r *uplink.Refusal) string {
	switch r.Reason {
	case uplink.SlotOver, uplink.SlotClosed, uplink.SlotFull, uplink.SlotUsed, uplink.SlotCode, uplink.NoAppointment, uplink.TakesNoAppointments, uplink.NoSession:
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

// StateOf returns the id of the sentence for what became of an appointment.
func StateOf(e hall.Appointment, now time.Time) string {
	switch {
	case e.Arrival == queue.Used || e.Arrival == queue.GivenUp:
		return "counter.appointments.state." + string(e.Arrival)
	case e.Arrival == queue.Over || e.Arrival == queue.OtherDay && e.To.Before(now):
		return "counter.appointments.state.over"
	}
	return "counter.appointments.state.made"
}
