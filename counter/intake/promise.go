package intake

import (
	"time"

	"motcua/internal/workday"
)

// Promise is the day a result would be owed if the dossier were received now, and how it was counted.
type Promise struct {
	Due     time.Time
	Limit   workday.Limit
	Off     []workday.Special // special days off on the way
	Resting int               // weekly days of rest on the way
	Worked  []workday.Special // rest days worked in exchange
}

// Promise counts the time; false while there is nothing to count, or another agency's reception starts it.
func (in *Intake) Promise(c *workday.Calendar, now time.Time) (p Promise, ok bool) {
	if in.Procedure == nil || in.Elsewhere {
		return p, false
	}
	p.Limit = in.Given().Procedure.Limit
	due, err := c.Due(workday.Term{Limit: p.Limit, Received: now, Accepted: now})
	if err != nil {
		return p, false
	}
	p.Due = due
	for day, last := counted(p.Limit, now), workday.DateOf(due); day.Before(last); {
		day = day.AddDays(1)
		special, is := c.Special(day)
		switch {
		case is && special.Kind == workday.SwapWork:
			p.Worked = append(p.Worked, special)
		case is:
			p.Off = append(p.Off, special)
		case !c.IsWorking(day):
			p.Resting++
		}
	}
	return p, true
}

// counted returns the day behind which days off are taken from the time: of working days the first one, of others the last, for each day counts
// but one on which the time would end.
func counted(l workday.Limit, now time.Time) workday.Date {
	today := workday.DateOf(now)
	switch l.Unit {
	case workday.Days:
		return today.AddDays(int(l.Amount) - 1)
	case workday.Months:
		return workday.DateOf(now.In(workday.Vietnam).AddDate(0, int(l.Amount), -1))
	case workday.ClockHours:
		return workday.DateOf(now.Add(time.Duration(l.Amount * float64(time.Hour)))).AddDays(-1)
	}
	return today
}
