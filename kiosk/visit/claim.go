package visit

import (
	"time"

	"motcua/internal/hall"
)

// The problems of a claim.
const (
	NoTicket  Problem = "no_ticket"  // what was typed or scanned is no ticket of today, or no slip of this centre's
	NotServed Problem = "not_served" // it has not ended yet
	Rated     Problem = "rated"      // once is enough
	Which     Problem = "which"      // several tickets of today have the number that was typed, each with its letter
	TooLate   Problem = "too_late"   // it ended long ago
)

// Claim is which visit somebody says was theirs.
type Claim struct {
	Question
	Numbers []string // that may be meant
}

// Claiming is what a visit does on the way to a rating.
type Claiming struct{ *Visit }

// ClaimVisit asks which visit it was; false where nobody is asked, or while a question is under way.
func (v Claiming) ClaimVisit(id string, now time.Time) bool {
	return v.Step == RateVisit && v.put(id, now)
}

// Judge lets the claim of an id be rated; false when it is not this visitor's.
func (v Claiming) Judge(id string, s hall.Served, now time.Time) bool {
	if v.Step != RateVisit || id != v.Claim.ID {
		return false
	}
	v.Claim.ID, v.touched = "", now
	switch {
	case s.Rated:
		v.Claim.Problem = Rated
	case s.Over:
		v.Claim.Problem = TooLate
	case !s.Ratable():
		v.Claim.Problem = NotServed
	default:
		v.Step, v.Judgement = Rating, Judgement{Step: Asking, Ticket: s.Ticket, Counter: s.Counter}
	}
	return true
}

// AskWhich asks which of several tickets of today the claim of an id means.
func (v Claiming) AskWhich(id string, found []hall.Served, now time.Time) {
	if !v.SetProblem(id, Which, now) {
		return
	}
	v.Claim.Numbers = nil
	for _, one := range found {
		v.Claim.Numbers = append(v.Claim.Numbers, one.Number)
	}
}

// Unsent reports whether the visitor has said how satisfied they were and would leave before the reasons are sent: the level counts.
func (v *Visit) Unsent() bool { return v.Step == Rating && v.Judgement.Unsent() }

// Checked returns how long the last look at the rating still is; false where none is under way.
func (v *Visit) Checked(now time.Time) (left time.Duration, checks bool) {
	return v.touched.Add(CheckFor).Sub(now), v.Step == Rating && v.Judgement.Step == Checking
}
