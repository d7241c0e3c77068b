package visit

import (
	"time"

	"motcua/internal/vietnamese"
)

// Question is what a visitor has typed to ask about, and how it goes with the question.
type Question struct {
	Typing  vietnamese.Typing // a code or a number
	ID      string            // of the question under way; empty: none is
	Problem Problem           // why there is no answer
}

// question returns what is asked on the step at hand; nil where nothing is.
func (v *Visit) question() *Question {
	switch v.Step {
	case CodeEntry, DossierStatus:
		return &v.Inquiry.Question
	case Arriving:
		return &v.Arrival.Question
	case RateVisit:
		return &v.Claim.Question
	}
	return nil
}

// put puts a question; false where none can be put, or while one is under way.
func (v *Visit) put(id string, now time.Time) bool {
	q := v.question()
	if q == nil || q.ID != "" {
		return false
	}
	q.ID, q.Problem, v.touched = id, "", now
	return true
}

// SetProblem says why the question of an id has no answer; false when it is not this visitor's. What was told before stays.
func (v *Visit) SetProblem(id string, p Problem, now time.Time) bool {
	q := v.question()
	if q == nil || id != q.ID {
		return false
	}
	q.ID, q.Problem, v.touched = "", p, now
	return true
}
