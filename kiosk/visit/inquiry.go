package visit

import (
	"time"

	"motcua/internal/registry"
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
	Question
	Asked    registry.Inquiry
	Dossiers []registry.Progress
	Page     int // of Dossiers
}

// Lookup is what a visit does on the way to a dossier.
type Lookup struct{ *Visit }

// Ask puts a question; false where none can be put, or while one is under way.
func (v Lookup) Ask(id string, q registry.Inquiry, now time.Time) bool {
	if v.Step != CodeEntry && v.Step != DossierStatus || !v.put(id, now) {
		return false
	}
	v.Inquiry.Asked = q
	return true
}

// Tell answers the question of an id; false when it is not this visitor's.
func (v Lookup) Tell(id string, told []registry.Progress, now time.Time) bool {
	if id == "" || id != v.Inquiry.ID {
		return false
	}
	v.Step, v.Inquiry.ID, v.Inquiry.Dossiers, v.Inquiry.Page, v.touched = DossierStatus, "", told, 0, now
	return true
}

// Pay goes from what is owed to how it is paid.
func (v Lookup) Pay(now time.Time) {
	if v.Step == DossierStatus {
		v.putAway()
		v.Step, v.touched = Paying, now
	}
}

// Leaf opens the answer about another of the dossiers told of.
func (v Lookup) Leaf(page int, now time.Time) { v.Inquiry.Page, v.touched = page, now }
