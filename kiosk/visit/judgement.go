package visit

import (
	"slices"
	"strings"
	"time"

	"motcua/internal/rating"
	"motcua/internal/vietnamese"
)

// The steps of a rating.
const (
	Asking     Step = "asking"     // how satisfied?
	Explaining Step = "explaining" // why so little?
	Wording    Step = "wording"    // in the citizen's own words
	Checking   Step = "checking"   // a last look before it is given
	Thanking   Step = "thanking"
)

// CheckFor is how long the last look is: a finger that slipped has that long to take a mark back.
const CheckFor = 8 * time.Second

// Kept is what became of a rating that was given.
type Kept string

// What becomes of a rating.
const (
	Keeping Kept = ""     // it is being written down
	IsKept  Kept = "kept" // it is
	NotKept Kept = "lost" // it could not be
)

// Judgement is what one citizen says of one visit.
type Judgement struct {
	Step    Step
	Ticket  string // the visit that is asked about
	Counter string // where it was; empty: not known here
	Level   rating.Level
	Reasons []rating.Reason
	Typing  vietnamese.Typing // their own words
	Kept    Kept              // once it is given
}

// Choose takes a level: a low one asks for reasons, any is looked at once more before it is given. A good one has no reasons.
func (j *Judgement) Choose(level rating.Level) {
	if j.Step != Asking {
		return
	}
	if j.Level, j.Step = level, Explaining; !level.Low() {
		j.Step, j.Reasons, j.Typing = Checking, nil, vietnamese.Typing{}
	}
}

// Back goes back by one page; false on the first one.
func (j *Judgement) Back() bool {
	switch {
	case j.Step == Wording, j.Step == Checking && j.Level.Low():
		j.Step = Explaining
	case j.Step == Explaining, j.Step == Checking:
		j.Step = Asking
	default:
		return false
	}
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

// Send ends reasons and words; what was said is looked at once more.
func (j *Judgement) Send() {
	if j.Step == Explaining || j.Step == Wording {
		j.Step = Checking
	}
}

// Unsent reports whether a level was chosen and is not given yet.
func (j *Judgement) Unsent() bool {
	return j.Step == Explaining || j.Step == Wording || j.Step == Checking
}

// Give ends the rating; true when it is given with it, which is once.
func (j *Judgement) Give() bool {
	if !j.Unsent() {
		return false
	}
	j.Step = Thanking
	return true
}

// Keeps tells what became of a rating; false when it is not the one that is thanked for.
func (j *Judgement) Keeps(ticket string, k Kept) bool {
	if j.Step != Thanking || j.Ticket != ticket {
		return false
	}
	j.Kept = k
	return true
}

// Rating returns what was said.
func (j *Judgement) Rating() rating.Rating {
	return rating.Rating{
		Ticket: j.Ticket, Counter: j.Counter, Level: j.Level, Reasons: slices.Clone(j.Reasons), Words: strings.TrimSpace(j.Typing.Text),
	}
}

// Type changes the citizen's own words.
func (j *Judgement) Type(change func(*vietnamese.Typing)) { edit(&j.Typing, change, rating.MostWords) }
