package queue

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"
)

// States are all of them.
var States = []State{Waiting, Called, Done, NoShow, Cancelled}

// The lengths of what stands in a ticket, in letters.
const (
	mostID   = 64
	mostName = 40 // of a service, a class, a counter: their ids
)

// MostKiosks is the highest number of a kiosk.
const MostKiosks = 99

// ids are what programs make: UUIDs, and short names of a few parts.
var ids = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._:/-]*$`)

// IsID reports whether a text can be the id of a ticket or a dossier.
func IsID(id string) bool { return len(id) <= mostID && ids.MatchString(id) }

// CheckName says what is wrong with the id of a service, a class or a counter; empty is none.
func CheckName(what, id string) error {
	if len(id) > mostName || id != "" && !ids.MatchString(id) {
		return fmt.Errorf("%s is %.50q, an id of up to %d letters was expected", what, id, mostName)
	}
	return nil
}

// errTicketID says that a ticket has no id.
var errTicketID = errors.New("id of a ticket: a UUID was expected")

// Check says what is wrong with a request that came over a wire.
func (r Request) Check() error {
	switch {
	case !IsID(r.ID):
		return errTicketID
	case r.Kiosk < 1 || r.Kiosk > MostKiosks:
		return fmt.Errorf("kiosk is %d, 1 to %d was expected", r.Kiosk, MostKiosks)
	case len(r.Appointment) > mostName:
		return ErrAppointmentCode
	}
	return errors.Join(CheckName("service", r.Service), CheckName("class", r.Class))
}

// Check says what is wrong with a ticket that came over a wire: its number is that of its series and serial, and its place in line is no
// earlier than any rule of the hall can make it.
func (t Ticket) Check() error {
	if !IsID(t.ID) {
		return errTicketID
	}
	_, series, serial, err := ReadNumber(t.Number)
	switch {
	case err != nil:
		return err
	case series != t.Series || serial != t.Serial:
		return fmt.Errorf("number %s is not the %d. of series %d", t.Number, t.Serial, t.Series)
	case t.Kiosk < 0 || t.Kiosk > MostKiosks:
		return fmt.Errorf("kiosk is %d, 0 to %d was expected", t.Kiosk, MostKiosks)
	case t.State != "" && !slices.Contains(States, t.State):
		return fmt.Errorf("state is %.20q, which no ticket has", t.State)
	case t.Ahead < Unknown || t.Ahead > mostAhead || t.Turn < 0 || t.Turn > MostTurns:
		return fmt.Errorf("ahead is %d and turn %d, which no ticket has", t.Ahead, t.Turn)
	}
	return errors.Join(t.checkPlace(), CheckName("service", t.Service), CheckName("class", t.Class), CheckName("counter", t.Counter), t.Why.Check())
}

const mostAhead = 100_000

// MostTurns is how often a ticket is called at the most.
const MostTurns = 1000

// farSlot is how far from its slot somebody takes a number at the most: a slot may be a whole day.
const farSlot = 24 * time.Hour

// checkPlace says what is wrong with the place in line: it is when the ticket was issued, or its slot; or earlier by a class's head start, or
// later where it was skipped.
func (t Ticket) checkPlace() error {
	earlier := t.IssuedAt.Sub(t.QueueTime)
	switch {
	case t.IssuedAt.Year() < firstYear || t.IssuedAt.Year() > lastYear:
		return fmt.Errorf("issued in %d, which is no year of a ticket", t.IssuedAt.Year())
	case !t.Slot.IsZero() && t.Slot.Sub(t.IssuedAt).Abs() > farSlot, !t.Held.IsZero() && t.Held.Sub(t.IssuedAt).Abs() > farSlot:
		return errors.New("slot is not near the hour of issue")
	case !t.Held.IsZero():
		if head := t.Held.Sub(t.QueueTime); head > MostHeadStart*time.Minute || head < -farSlot {
			return fmt.Errorf("place in line is %s before the one taken from home", head.Round(time.Second))
		}
		return nil
	case !t.Slot.IsZero() && t.QueueTime.Equal(t.Slot), earlier <= MostHeadStart*time.Minute && earlier >= -farSlot:
		return nil
	}
	return fmt.Errorf("place in line is %s before the hour of issue", earlier.Round(time.Second))
}

// The years in which a ticket can be issued.
const (
	firstYear = 1990
	lastYear  = 2099
)

// Check says what is wrong with a reason that came over a wire.
func (w Why) Check() error {
	if len(w.Reason) > mostName || w.Lines < 0 || w.Lines > mostAhead || w.After < 0 || w.After > mostAhead {
		return errors.New("why it was called is no reason of a hall")
	}
	return CheckName("why.from", w.From)
}
