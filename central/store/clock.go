package store

import (
	"context"
	"errors"
	"time"

	"motcua/internal/journal"
)

// KeyDoubt is where the journal keeps that central's clock is doubted, for every central on it and over a start.
const KeyDoubt = "clock.doubt"

// Doubt is why a clock is not believed: its time is another than that of the newest thing it has seen.
type Doubt struct {
	Newest time.Time `json:"newest"` // zero: no doubt
	Here   time.Time `json:"here"`
}

// Is reports whether there is a doubt.
func (d Doubt) Is() bool { return !d.Newest.IsZero() }

// Grave reports whether the day itself is not to be believed: the time is earlier than what has happened, or no holiday is so long.
func (d Doubt) Grave() bool {
	return d.Is() && (d.Here.Before(d.Newest) || d.Here.Sub(d.Newest) > LongestHoliday)
}

// How far a clock may have moved while nobody looked, and how long a hall stands still at the most.
const (
	ClockLeap      = 24 * time.Hour
	LongestHoliday = 31 * 24 * time.Hour
)

// DoubtOf returns what a start, or a look at the clock, makes of a time when the newest known is another.
func DoubtOf(newest, here time.Time) (d Doubt) {
	if !newest.IsZero() && here.Sub(newest).Abs() > ClockLeap {
		d = Doubt{newest, here}
	}
	return d
}

// AcceptClock ends the doubts of the clock.
func AcceptClock(ctx context.Context, j *journal.Journal) error {
	return j.Write(ctx, func(tx *journal.Tx) error { return errors.Join(tx.AcceptClock(), tx.Keep(KeyDoubt, Doubt{})) })
}

// Doubted returns the doubt that stands.
func Doubted(ctx context.Context, j *journal.Journal) (d Doubt, err error) {
	_, err = j.Kept(ctx, KeyDoubt, &d)
	return d, err
}
