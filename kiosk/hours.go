package main

import (
	"fmt"
	"time"

	"motcua/assets"
	"motcua/internal/workday"
)

// Hours is when a kiosk is awake. Outside them its panel rests.
type Hours struct {
	Open        workday.Clock `toml:"open"`
	Close       workday.Clock `toml:"close"`
	WorkingDays bool          `toml:"working_days"` // awake on working days only

	calendar *workday.Calendar
}

// check says which value cannot be, and reads the official days off.
func (h *Hours) check() (err error) {
	if h.Close <= h.Open {
		return fmt.Errorf("hours.close: is %s, a time after %s was expected", h.Close, h.Open)
	}
	h.calendar, err = workday.Load(assets.Holidays, "")
	return err
}

// awake tells whether the kiosk is awake at a moment.
func (h Hours) awake(t time.Time) bool {
	clock := workday.ClockOf(t)
	return clock >= h.Open && clock < h.Close && h.worked(workday.DateOf(t))
}

func (h Hours) worked(d workday.Date) bool { return !h.WorkingDays || h.calendar.IsWorking(d) }

// wakes is when the kiosk is awake next.
func (h Hours) wakes(t time.Time) (day workday.Date, at workday.Clock) {
	day = workday.DateOf(t)
	if workday.ClockOf(t) >= h.Open {
		day = day.AddDays(1)
	}
	for !h.worked(day) {
		day = day.AddDays(1)
	}
	return day, h.Open
}
