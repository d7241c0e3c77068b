package queue

import (
	"errors"
	"slices"
	"time"
)

// The actions of whoever holds a ticket, on the phone that follows it.
const (
	Defer  Action = "deferred" // lets the next few in the line go first
	Leave  Action = "left"     // gives the number up
	Return Action = "returned" // has come back after a no-show
)

// IsHolders reports whether an action is one of a ticket's holder.
func (a Action) IsHolders() bool { return a == Defer || a == Leave || a == Return }

// What a holder may do, and how often: enough for a telephone call or a copy shop, too little to play with the line. Places are only ever
// given up, so nobody else waits longer.
const (
	MostDefers  = 2
	MostAhead   = 10 // people let past at once
	MostReturns = 1
	// ReturnWithin is how long after a no-show its holder can be back in line, behind the next SkipBehind.
	ReturnWithin = 30 * time.Minute
)

// AheadChoices are how many people a holder can let past.
var AheadChoices = []int{1, 3, 5, MostAhead}

// Why a holder's wish is not granted.
var (
	ErrCalled       = errors.New("the ticket was called")
	ErrEnded        = errors.New("the ticket is not in line any more")
	ErrTooOften     = errors.New("as often as the rule allows")
	ErrNobodyBehind = errors.New("nobody waits behind the ticket")
	ErrTooLate      = errors.New("the time to come back is over")
	ErrAhead        = errors.New("not a number of people that can be let past")
)

// Held is what is known of a ticket when its holder asks for something.
type Held struct {
	State    State
	Day      string    // that it was issued on
	Moved    time.Time // into its state
	Deferred int       // how often it was
	Returned int
	Behind   int    // people who wait behind it in its line
	Last     Action // that made its state; empty: none
}

// MayDefer says why a holder cannot let others go first now; nil: they can.
func (h Held) MayDefer(now time.Time) error {
	switch {
	case h.waits(now) != nil:
		return h.waits(now)
	case h.Deferred >= MostDefers:
		return ErrTooOften
	case h.Behind == 0:
		return ErrNobodyBehind
	}
	return nil
}

// MayLeave says why a holder cannot leave the line now.
func (h Held) MayLeave(now time.Time) error { return h.waits(now) }

// MayReturn says why a holder cannot come back into the line now.
func (h Held) MayReturn(now time.Time) error {
	switch {
	case h.State == Called:
		return ErrCalled
	case h.State != NoShow:
		return ErrEnded
	case h.Day != Day(now), now.Sub(h.Moved) > ReturnWithin:
		return ErrTooLate
	case h.Returned >= MostReturns:
		return ErrTooOften
	}
	return nil
}

func (h Held) waits(now time.Time) error {
	switch {
	case h.State == Called:
		return ErrCalled
	case h.State != Waiting || h.Day != Day(now):
		return ErrEnded
	}
	return nil
}

// HolderRequest is what a holder asks for.
type HolderRequest struct {
	Action Action
	Ahead  int // Defer: how many people to let past
	// Deferred is how often the ticket was deferred when the holder saw it: a wish sent twice is granted once.
	Deferred int
}

// Judge says whether a holder's wish changes the ticket: not when it was granted before. An error says why it cannot be granted.
func (h Held) Judge(r HolderRequest, now time.Time) (changes bool, err error) {
	switch {
	case r.Action == Defer && !slices.Contains(AheadChoices, r.Ahead):
		return false, ErrAhead
	case r.Action == Defer && h.State == Waiting && r.Deferred < h.Deferred,
		r.Action == Leave && h.Last == Leave,
		r.Action == Return && h.State == Waiting:
		return false, nil // it was asked twice, or is so
	case r.Action == Defer:
		err = h.MayDefer(now)
	case r.Action == Leave:
		err = h.MayLeave(now)
	case r.Action == Return:
		err = h.MayReturn(now)
	default:
		err = ErrEnded
	}
	return err == nil, err
}
