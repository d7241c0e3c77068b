package visit

import (
	"time"
	"unicode/utf8"

	"motcua/internal/procedure"
	"motcua/internal/vietnamese"
)

// longestQuery is how many letters may be typed: more helps no search, and would not fit the screen.
const longestQuery = 50

// Find is what somebody types to find a procedure, what was found, and the one that is read.
type Find struct {
	Typing    vietnamese.Typing
	Found     []*procedure.Procedure // for Asked, the likeliest first
	Asked     string
	Procedure *procedure.Procedure // the one that is read
	Page      int
}

// Seek begins a search; false when something else has begun.
func (v *Visit) Seek(now time.Time) bool {
	if v.Step != Choosing {
		return false
	}
	v.Step, v.touched = Finding, now
	return true
}

// Type changes what is typed; true when that is another question.
func (v *Visit) Type(change func(*vietnamese.Typing), now time.Time) bool {
	if v.Step != Finding {
		return false
	}
	v.touched = now
	typed := v.Find.Typing
	if change(&typed); utf8.RuneCountInString(typed.Text) > longestQuery {
		return false
	}
	before := v.Find.Typing.Text
	v.Find.Typing = typed
	return typed.Text != before
}

// Answer takes what was found for a question; false when another one has been typed since, or nobody asks any more.
func (v *Visit) Answer(question string, found []*procedure.Procedure) bool {
	if v.Step != Finding || question != v.Find.Typing.Text {
		return false
	}
	v.Find.Asked, v.Find.Found = question, found
	return true
}

// Read opens a procedure.
func (v *Visit) Read(p *procedure.Procedure, now time.Time) bool {
	if v.Step != Finding {
		return false
	}
	v.Step, v.Find.Procedure, v.Find.Page, v.Guide, v.touched = Reading, p, 0, Paper{}, now
	return true
}

// Turn opens another page of the procedure.
func (v *Visit) Turn(page int, now time.Time) { v.Find.Page, v.touched = page, now }

// Back goes back by one screen: from a procedure to the search, from the search to the services.
func (v *Visit) Back(now time.Time) {
	switch v.Step {
	case Reading:
		v.Step, v.touched = Finding, now
	case Finding:
		v.First(now)
	}
}

// First goes back to the services; the visitor stays, what was typed does not.
func (v *Visit) First(now time.Time) {
	if v.Step == Finding || v.Step == Reading {
		v.Step, v.Find, v.touched = Choosing, Find{}, now
	}
}

// Paper is a slip that is no ticket, such as a guide to take home.
type Paper struct {
	ID   string // of its print job; empty: none is wanted
	Slip Slip
}

// Print has a guide printed; false when it is on its way or out.
func (v *Visit) Print(id string, now time.Time) bool {
	if v.Step != Reading || v.Guide.ID != "" && v.Guide.Slip != Missing {
		return false
	}
	v.Guide, v.touched = Paper{id, Printing}, now
	return true
}
