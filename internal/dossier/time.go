package dossier

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/internal/workday"
)

// Timeliness is how a time limit was kept, as the control slip and the national statistics have it.
type Timeliness string

// The three ways to keep a time limit.
const (
	Early   Timeliness = "early"   // trước hạn: on an earlier day
	OnTime  Timeliness = "on_time" // đúng hạn: on the day, or up to the hour of a limit in hours
	Overdue Timeliness = "overdue" // quá hạn
)

// ends returns the last moment of a limit whose appointment is due: a limit in days or months ends with its last day (BLDS 2015 đ.148),
// one in hours at the hour.
func ends(l workday.Limit, due time.Time) time.Time {
	switch l.Unit {
	case workday.WorkingHours, workday.ClockHours, "":
		return due
	}
	return workday.DateOf(due).AddDays(1).At(0).Add(-1)
}

// ends returns the last moment at which the dossier's result is not late; the zero time while no day is promised.
func (d Dossier) ends() time.Time {
	if d.Procedure.ByHour || d.Appointment.IsZero() {
		return d.Appointment
	}
	return ends(d.Procedure.Limit, d.Appointment)
}

// Compare returns how a limit that ended at due was kept by what was done at done.
func Compare(done, due time.Time) Timeliness {
	switch {
	case done.After(due):
		return Overdue
	case workday.DateOf(done).Before(workday.DateOf(due)):
		return Early
	}
	return OnTime
}

// Urgency is how near a dossier's appointment is: a colour on the officer's list.
type Urgency string

// The urgencies.
const (
	Late     Urgency = "late"      // the appointment is past
	DueToday Urgency = "due_today" // the appointment is today, still to come
	DueSoon  Urgency = "due_soon"  // within the next working days
	Calm     Urgency = "calm"
	Waiting  Urgency = "waiting" // time stands still or has not begun
	Over     Urgency = "over"    // nothing is owed any more
)

// Urgency returns how near the appointment is at a moment; soon is up to how many working days ahead count as near.
func (d Dossier) Urgency(c *workday.Calendar, now time.Time, soon int) Urgency {
	switch {
	case d.Status.Settled():
		return Over
	case d.Status.Paused():
		return Waiting
	}
	return near(c, now, d.Appointment, soon)
}

// near returns how near a moment is by which something is owed; the zero time is not known yet.
func near(c *workday.Calendar, now, due time.Time, soon int) Urgency {
	today, day := workday.DateOf(now), workday.DateOf(due)
	switch {
	case due.IsZero():
		return Waiting
	case now.After(due):
		return Late
	case day == today:
		return DueToday
	case c.WorkingDaysBetween(today, day) <= soon:
		return DueSoon
	}
	return Calm
}

// Timeliness returns how the dossier's appointment was kept; empty until there is a result.
func (d Dossier) Timeliness() Timeliness {
	if done := d.when(Finish); !done.IsZero() && !d.Appointment.IsZero() {
		return Compare(done, d.ends())
	}
	return ""
}

// AcceptedAt returns when the dossier was taken as complete, or when it came in while it has not been.
func (d Dossier) AcceptedAt() time.Time {
	if d.Term.Accepted.IsZero() {
		return d.Term.Received
	}
	return d.Term.Accepted
}

// FinishedAt returns when the result was there; zero until then.
func (d Dossier) FinishedAt() time.Time { return d.when(Finish) }

// ReturnedAt returns when the result was given back; zero until then.
func (d Dossier) ReturnedAt() time.Time { return d.when(Return) }

// when returns the last moment of an action.
func (d Dossier) when(a Action) (at time.Time) {
	for _, s := range d.History {
		if s.Action == a {
			at = s.At
		}
	}
	return at
}

// Amount returns the number of a time limit as forms write it: 05, 2,5, 20.
func Amount(l workday.Limit) string {
	text := strings.Replace(strconv.FormatFloat(l.Amount, 'f', -1, 64), ".", ",", 1)
	if l.Amount < 10 && l.Amount == math.Trunc(l.Amount) {
		return "0" + text
	}
	return text
}

// Last returns the last step of one of some actions; false when none was taken.
func (d Dossier) Last(actions ...Action) (last Step, ok bool) {
	for _, s := range d.History {
		if slices.Contains(actions, s.Action) {
			last, ok = s, true
		}
	}
	return last, ok
}

// NewForms is the day from which the forms of TT 03/2025/TT-VPCP are used in place of those of TT 01/2018/TT-VPCP.
var NewForms = workday.Date{Year: 2025, Month: time.September, Day: 15}

// AgencyBefore reports whether the dossier had gone to the agency that decides before the last step of an action was taken.
func (d Dossier) AgencyBefore(a Action) bool {
	gone := false
	for i := len(d.History) - 1; i >= 0; i-- {
		if d.History[i].Action == a {
			gone = true
		} else if gone && d.History[i].Action == HandOver {
			return true
		}
	}
	return false
}
