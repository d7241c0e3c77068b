package dossier

import (
	"time"

	"motcua/internal/procedure"
)

// Tally is the dossiers of a stretch of the register, counted as report II.06a/VPCP/KSTT counts them.
type Tally struct {
	Received int
	Online   int // of those received; the others came to the desk or by post

	Early   int // settled, by how the appointment was kept
	OnTime  int
	Overdue int

	InTime  int // not settled
	Late    int
	Waiting int // time stands still, or has not begun

	Refused   int
	Withdrawn int
}

// Settled counts those with a result.
func (t Tally) Settled() int { return t.Early + t.OnTime + t.Overdue }

// Open counts those that are still worked on or wait for something.
func (t Tally) Open() int { return t.InTime + t.Late + t.Waiting }

// Count counts dossiers as they stand at a moment. Each is in one of the columns beside Received and Online.
func Count(list []Dossier, now time.Time) (t Tally) {
	for _, d := range list {
		t.Received++
		if d.Channel == procedure.Web {
			t.Online++
		}
		*t.column(d, now)++
	}
	return t
}

// column returns where a dossier is counted.
func (t *Tally) column(d Dossier, now time.Time) *int {
	switch {
	case d.Status == Refused:
		return &t.Refused
	case d.Status == Withdrawn:
		return &t.Withdrawn
	case d.Status == Finished || d.Status == Returned:
		return t.settled(d.Timeliness())
	case d.Status.Paused() || d.Appointment.IsZero():
		return &t.Waiting
	case now.After(d.ends()):
		return &t.Late
	}
	return &t.InTime
}

// settled returns the column of a result; one that no day was promised for was on time.
func (t *Tally) settled(how Timeliness) *int {
	switch how {
	case Early:
		return &t.Early
	case Overdue:
		return &t.Overdue
	}
	return &t.OnTime
}
