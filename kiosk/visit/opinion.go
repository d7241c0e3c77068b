package visit

import (
	"slices"
	"time"

	"motcua/internal/rating"
)

// The steps of a rating.
const (
	Resting    Step = "resting"    // nobody is asked
	Asking     Step = "asking"     // how satisfied?
	Explaining Step = "explaining" // why so little?
	Thanking   Step = "thanking"
)

const (
	askFor   = 3 * time.Minute // how long a citizen who has been served is asked, while nobody else sits down
	thankFor = 5 * time.Second
)

// Opinion is what the citizens at one counter say, one after the other. Each visit is asked about once.
type Opinion struct {
	Step    Step
	Lang    string
	Mode    string // how it is shown to the citizen's eyes; empty: as to everybody's
	Ticket  string // the visit that is asked about
	Level   rating.Level
	Reasons []rating.Reason

	home  string // the language of those who choose none
	since time.Time
	over  map[string]bool // visits that are not asked about again
}

// NewOpinion asks nobody yet.
func NewOpinion(lang string) Opinion {
	return Opinion{Step: Resting, Lang: lang, home: lang, over: map[string]bool{}}
}

// See looks at the counter: which visit may be rated ("" is none). True when that changes the step.
func (o *Opinion) See(unrated string, now time.Time) bool {
	switch {
	case o.Step != Resting && o.Step != Asking, unrated == o.Ticket && o.Step == Asking:
		return false
	case unrated != "" && !o.over[unrated]:
		o.begin(unrated, now)
		return true
	case o.Step == Asking:
		o.rest()
		return true
	}
	return false
}

func (o *Opinion) begin(ticket string, now time.Time) {
	o.Step, o.Ticket, o.Lang, o.Mode, o.Level, o.Reasons, o.since = Asking, ticket, o.home, "", 0, nil, now
}

func (o *Opinion) rest() { o.Step, o.Ticket, o.Lang, o.Mode = Resting, "", o.home, "" }

// Speak changes the language.
func (o *Opinion) Speak(lang string, now time.Time) { o.Lang, o.since = lang, now }

// Wear changes how it is shown.
func (o *Opinion) Wear(mode string, now time.Time) { o.Mode, o.since = mode, now }

// Choose takes a level; true when the rating is given with it, false when reasons are asked for or nobody was asked.
func (o *Opinion) Choose(level rating.Level, now time.Time) bool {
	if o.Step != Asking {
		return false
	}
	o.Level, o.since = level, now
	o.over[o.Ticket] = true
	if level.Low() {
		o.Step = Explaining
		return false
	}
	o.Step = Thanking
	return true
}

// Toggle adds a reason or takes it back.
func (o *Opinion) Toggle(reason rating.Reason, now time.Time) {
	if o.Step != Explaining {
		return
	}
	o.since = now
	if i := slices.Index(o.Reasons, reason); i >= 0 {
		o.Reasons = slices.Delete(o.Reasons, i, i+1)
	} else {
		o.Reasons = append(o.Reasons, reason)
	}
}

// Send gives the rating with the reasons there are; true when it is given now.
func (o *Opinion) Send(now time.Time) bool {
	if o.Step != Explaining {
		return false
	}
	o.Step, o.since = Thanking, now
	return true
}

// Tick lets time pass. Given: a low rating left without its reasons counts as it is. A citizen who does not answer is left in peace
// when the next one is being served (busy) and patience is over, or after three minutes.
func (o *Opinion) Tick(now time.Time, patience time.Duration, busy bool) (changed, given bool) {
	passed := now.Sub(o.since)
	switch {
	case o.Step == Explaining && passed >= patience:
		return true, o.Send(now)
	case o.Step == Asking && (passed >= askFor || busy && passed >= patience):
		o.over[o.Ticket] = true
		o.rest()
		return true, false
	case o.Step == Resting && (o.Lang != o.home || o.Mode != "") && passed >= patience:
		o.rest()
		return true, false
	case o.Step == Thanking && passed >= thankFor:
		o.rest()
		return true, false
	}
	return false, false
}

// Rating is what was said, at a counter.
func (o *Opinion) Rating(counter string) rating.Rating {
	return rating.Rating{Ticket: o.Ticket, Counter: counter, Level: o.Level, Reasons: slices.Clone(o.Reasons)}
}
