package visit

import (
	"time"

	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
	"motcua/internal/vietnamese"
)

// Find is what somebody types to find a procedure, what was found, and the one that is read.
type Find struct {
	Typing    vietnamese.Typing
	Found     []browse.Item // for Asked, the likeliest first; siblings are one
	Asked     string
	Procedure *procedure.Procedure // the one that is read
	Page      int
	Leaves    []Leaf // of the catalogue, from the first list to the one that is open
}

// Search is what a visit does on the way to a procedure.
type Search struct{ *Visit }

// Answer takes what was found for a question; false when another one has been typed since, or nobody asks any more.
func (v Search) Answer(question string, found []browse.Item) bool {
	if v.Step != Finding || question != v.Find.Typing.Text {
		return false
	}
	v.Find.Asked, v.Find.Found = question, found
	return true
}

// Read opens a procedure.
func (v Search) Read(p *procedure.Procedure, now time.Time) bool {
	if v.Step != Finding && v.Step != Browsing {
		return false
	}
	v.putAway()
	v.Step, v.Find.Procedure, v.Find.Page, v.touched = Reading, p, 0, now
	return true
}

// Turn opens another page of the procedure.
func (v Search) Turn(page int, now time.Time) { v.Find.Page, v.touched = page, now }
