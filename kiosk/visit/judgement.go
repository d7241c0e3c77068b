package visit

import (
	"slices"
	"strings"

	"motcua/internal/rating"
	"motcua/internal/vietnamese"
)

// The steps of a rating.
const (
	Asking     Step = "asking"     // how satisfied?
	Explaining Step = "explaining" // why so little?
	Wording    Step = "wording"    // in the citizen's own words
	Thanking   Step = "thanking"
)

// Judgement is what one citizen says of one visit.
type Judgement struct {
	Step    Step
	Ticket  string // the visit that is asked about
	Counter string // where it was; empty: not known here
	Level   rating.Level
	Reasons []rating.Reason
	Typing  vietnamese.Typing // their own words
}

// Choose takes a level; true when the rating is given with it, false when reasons are asked for or nobody was asked.
func (j *Judgement) Choose(level rating.Level) bool {
	if j.Step != Asking {
		return false
	}
	j.Level = level
	if level.Low() {
		j.Step = Explaining
		return false
	}
	j.Step = Thanking
	return true
}

// Toggle adds a reason or takes it back.
func (j *Judgement) Toggle(reason rating.Reason) {
	if j.Step != Explaining {
		return
	}
	if i := slices.Index(j.Reasons, reason); i >= 0 {
		j.Reasons = slices.Delete(j.Reasons, i, i+1)
	} else {
		j.Reasons = append(j.Reasons, reason)
	}
}

// Word goes from the reasons to the citizen's own words, or back; what was typed stays.
func (j *Judgement) Word(open bool) {
	switch {
	case open && j.Step == Explaining:
		j.Step = Wording
	case !open && j.Step == Wording:
		j.Step = Explaining
	}
}

// Send ends reasons and words; true when the rating is given with it.
func (j *Judgement) Send() bool {
	if j.Step != Explaining && j.Step != Wording {
		return false
	}
	j.Step = Thanking
	return true
}

// Rating is what was said.
func (j *Judgement) Rating() rating.Rating {
	return rating.Rating{
		Ticket: j.Ticket, Counter: j.Counter, Level: j.Level, Reasons: slices.Clone(j.Reasons), Words: strings.TrimSpace(j.Typing.Text),
	}
}

// Type changes the citizen's own words.
func (j *Judgement) Type(change func(*vietnamese.Typing)) { edit(&j.Typing, change, rating.MostWords) }
