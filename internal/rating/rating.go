// Package rating holds the levels of a citizen's satisfaction and the reasons for a low one.
// It is pure; the words for them are in the translation files, the counting in internal/hall.
package rating

import (
	"fmt"
	"slices"
)

// Level is how satisfied a citizen was.
type Level int

// The levels, by the words on the four buttons.
const (
	Dissatisfied  Level = 1 // Không hài lòng
	Fair          Level = 2 // Bình thường
	Satisfied     Level = 3 // Hài lòng
	VerySatisfied Level = 4 // Rất hài lòng
)

// Levels lists the levels as they stand on the screen, best first.
func Levels() []Level { return []Level{VerySatisfied, Satisfied, Fair, Dissatisfied} }

// Low tells whether the citizen is asked for reasons.
func (l Level) Low() bool { return l <= Fair }

// Reason is why a rating is low.
type Reason string

// Reasons lists the reasons, after the contents of an assessment in Decree 61/2018 article 31 paragraph 1.
func Reasons() []Reason {
	return []Reason{"waiting", "late_result", "attitude", "guidance", "extra_papers", "extra_fees", "facilities", "other"}
}

// Rating is one citizen's word on one visit.
type Rating struct {
	Ticket  string   `json:"ticket"` // the ticket's id: one rating a visit
	Counter string   `json:"counter"`
	Level   Level    `json:"level"`
	Reasons []Reason `json:"reasons,omitempty"`
}

// Check says what is wrong with a rating that came over a wire.
func (r Rating) Check() error {
	if r.Ticket == "" {
		return fmt.Errorf("rating: ticket is empty, a ticket id was expected")
	}
	if r.Level < Dissatisfied || r.Level > VerySatisfied {
		return fmt.Errorf("rating: level is %d, 1 to 4 was expected", r.Level)
	}
	for _, reason := range r.Reasons {
		if !slices.Contains(Reasons(), reason) {
			return fmt.Errorf("rating: unknown reason %q", reason)
		}
	}
	return nil
}
