package appointments

import (
	"context"
	"errors"
	"log/slog"

	"motcua/counter/navigation"
	"motcua/counter/typed"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/slip"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// ReadWho reads the code or card of somebody who has come; typed.ErrWho.
func (c *Controller) ReadWho(text string) (hall.CheckInRequest, error) {
	s, err := hall.ReadCheckIn(text, workday.DateOf(c.Now()))
	if err != nil {
		return s, typed.ErrWho
	}
	return s, nil
}

// Admit checks somebody in who stands at the desk: their number is printed, or told where nothing prints; or why there is none now.
func (c *Controller) Admit(s hall.CheckInRequest) {
	here, central := c.Here(), c.Central
	navigation.Do(c.Navigator, func(ctx context.Context) (hall.Admission, error) { return central.Admit(ctx, s) }, func(a hall.Admission, err error) {
		switch {
		case err != nil:
			slog.Warn("central gave nobody their number", "err", err)
			if here() {
				c.Warn(c.unadmitted(err))
			}
		case !a.Given():
			if here() {
				c.Warn("admit."+string(a.Arrival), a.About(c.Centre(), c.Speak.Lang, c.Speak.Weekday))
			}
		default:
			c.handNumber(a, here)
		}
	})
}

// handNumber prints a number and says it.
func (c *Controller) handNumber(a hall.Admission, here func() bool) {
	about := a.About(c.Centre(), c.Speak.Lang, c.Speak.Weekday)
	c.printSlip(slip.Ticket(c.Speak, c.Centre(), *a.Ticket, a.Slip), func(printing bool) {
		switch {
		case !here(): // whoever is here now has not asked
			return
		case printing:
			c.Tell("admit.printed", about)
		default:
			c.Warn("admit.no_paper", about)
		}
		if c.Place == navigation.Appointments && c.Known {
			c.read(a.Code)
		}
	})
}

// unadmitted returns the sentence for somebody who got no number because central gave none, or was not reached.
func (c *Controller) unadmitted(err error) (id string, args i18n.Args) {
	switch {
	case uplink.IsRefused(err, uplink.NoAppointment):
		return "admit.unknown", nil
	case errors.Is(err, uplink.ErrTooMany):
		return "admit.wait", nil
	}
	return c.errorText(err)
}

// ChosenCode returns the code of the appointment under the cursor whose number may still be taken; empty when there is none.
func (c *Controller) ChosenCode() string {
	e, open := c.Chosen()
	if !open {
		return ""
	}
	return queue.SpellAppointmentCode(e.Code)
}
