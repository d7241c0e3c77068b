package visit

import (
	"time"

	"motcua/internal/registry"
	"motcua/internal/vietnamese"
)

// The steps of looking a dossier up.
const (
	Seeking Step = "seeking" // which code?
	Told    Step = "told"    // how far it is
)

// Problem is why there is no answer, as the screen says it.
type Problem string

// The problems of an inquiry.
const (
	NoCode   Problem = "no_code"    // what was typed or scanned is none
	Unknown  Problem = "unknown"    // nobody has a dossier of that code
	NotYours Problem = "not_yours"  // the card does not fit
	TooMany  Problem = "too_many"   // wrong cards
	Offline  Problem = "no_central" // central is away, and only it knows
)

// Inquiry is what somebody asks about their dossiers, and what they are told.
type Inquiry struct {
	Typing  vietnamese.Typing
	ID      string // of the question under way; empty: none is
	Asked   registry.Inquiry
	Told    []registry.Progress
	Page    int // of Told
	Problem Problem
}

// Ask puts a question; false where none can be put, or while one is under way.
func (v *Visit) Ask(id string, q registry.Inquiry, now time.Time) bool {
	if v.Step != Seeking && v.Step != Told || v.Inquiry.ID != "" {
		return false
	}
	v.Inquiry.ID, v.Inquiry.Asked, v.Inquiry.Problem, v.touched = id, q, "", now
	return true
}

// Tell answers the question of an id; false when it is not this visitor's.
func (v *Visit) Tell(id string, told []registry.Progress, now time.Time) bool {
	if id == "" || id != v.Inquiry.ID {
		return false
	}
	v.Step, v.Inquiry.ID, v.Inquiry.Told, v.Inquiry.Page, v.touched = Told, "", told, 0, now
	return true
}

// Puzzle says why the question of an id has no answer; false when it is not this visitor's. What was told before stays.
func (v *Visit) Puzzle(id string, p Problem, now time.Time) bool {
	if id != v.Inquiry.ID || v.Step != Seeking && v.Step != Told {
		return false
	}
	v.Inquiry.ID, v.Inquiry.Problem, v.touched = "", p, now
	return true
}

// Pay goes from what is owed to how it is paid.
func (v *Visit) Pay(now time.Time) {
	if v.Step == Told {
		v.putAway()
		v.Step, v.touched = Paying, now
	}
}

// Leaf opens the answer about another of the dossiers told of.
func (v *Visit) Leaf(page int, now time.Time) { v.Inquiry.Page, v.touched = page, now }
