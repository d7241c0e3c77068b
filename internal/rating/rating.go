// Package rating holds the levels of a citizen's satisfaction and the reasons for a low one.
// It is pure; the words for them are in the translation files, the counting in internal/hall.
package rating

import (
	"fmt"
	"slices"
	"unicode/utf8"
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
	Ticket  string   `json:"ticket"`  // the ticket's id: one rating a visit
	Counter string   `json:"counter"` // empty where the kiosk does not know it: the fold does
	Level   Level    `json:"level"`
	Reasons []Reason `json:"reasons,omitempty"`
	Words   string   `json:"words,omitempty"` // the citizen's own, MostWords letters at the most
}

// Personal is for the journal: what a citizen writes freely may name one, and is forgotten in time.
func (Rating) Personal() []string { return []string{"words"} }

// MostWords is how many letters a citizen's own words may have: what fits a screen and is read.
const MostWords = 240

// Check says what is wrong with a rating that came over a wire.
func (r Rating) Check() error {
	if r.Ticket == "" {
		return fmt.Errorf("rating: ticket is empty, a ticket id was expected")
	}
	if r.Level < Dissatisfied || r.Level > VerySatisfied {
		return fmt.Errorf("rating: level is %d, 1 to 4 was expected", r.Level)
	}
	if n := utf8.RuneCountInString(r.Words); n > MostWords {
		return fmt.Errorf("rating: words have %d letters, %d at the most were expected", n, MostWords)
	}
	for _, reason := range r.Reasons {
		if !slices.Contains(Reasons(), reason) {
			return fmt.Errorf("rating: unknown reason %q", reason)
		}
	}
	return nil
}
