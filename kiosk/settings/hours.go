package settings

import (
	"time"

	"motcua/internal/config"
	"motcua/internal/i18n"
	"motcua/internal/workday"
)

// Hours is when a kiosk is awake. Outside them its panel rests.
type Hours struct {
	Open        workday.Clock `toml:"open"`
	Close       workday.Clock `toml:"close"`
	WorkingDays bool          `toml:"working_days"` // awake on working days only

	calendar *workday.Calendar
}

// check returns which value cannot be.
func (h Hours) check() []config.Fault {
	if h.Close <= h.Open {
		return config.Wrong("close", "later", i18n.Args{"Than": h.Open.String()})
	}
	return nil
}

// Awake reports whether the kiosk is awake at a moment.
func (h Hours) Awake(t time.Time) bool {
	clock := workday.ClockOf(t)
	return clock >= h.Open && clock < h.Close && h.worked(workday.DateOf(t))
}

func (h Hours) worked(d workday.Date) bool { return !h.WorkingDays || h.calendar.IsWorking(d) }

// Wakes returns the day and the hour at which the kiosk is awake next.
func (h Hours) Wakes(t time.Time) (day workday.Date, at workday.Clock) {
	day = workday.DateOf(t)
	if workday.ClockOf(t) >= h.Open {
		day = day.AddDays(1)
	}
	for !h.worked(day) {
		day = day.AddDays(1)
	}
	return day, h.Open
}
