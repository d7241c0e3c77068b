package visit

import (
	"time"

	"motcua/internal/rating"
)

// Resting is when nobody is asked.
const Resting Step = "resting"

const (
	askFor   = 3 * time.Minute // how long a citizen who has been served is asked, while nobody else sits down
	thankFor = 5 * time.Second
)

// Opinion is what the citizens at one counter say, one after the other. Each visit is asked about once.
type Opinion struct {
	Judgement
	Lang string
	Mode string // how it is shown to the citizen's eyes; empty: as to everybody's
	Low  bool   // what can be touched stands low, for a citizen who sits

	home  string // the language of those who choose none
	at    string // the counter
	since time.Time
	over  map[string]bool // visits that are not asked about again
}

// NewOpinion asks nobody yet, at a counter.
func NewOpinion(counter, lang string) Opinion {
	return Opinion{Judgement: Judgement{Step: Resting}, Lang: lang, at: counter, home: lang, over: map[string]bool{}}
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
	o.Judgement = Judgement{Step: Asking, Ticket: ticket, Counter: o.at}
	o.Lang, o.Mode, o.Low, o.since = o.home, "", false, now
}

func (o *Opinion) rest() {
	o.Judgement = Judgement{Step: Resting}
	o.Lang, o.Mode, o.Low = o.home, "", false
}

// Speak changes the language.
func (o *Opinion) Speak(lang string, now time.Time) { o.Lang, o.since = lang, now }

// Wear changes how it is shown.
func (o *Opinion) Wear(mode string, now time.Time) { o.Mode, o.since = mode, now }

// Lower has what can be touched stand low, or not.
func (o *Opinion) Lower(low bool, now time.Time) { o.Low, o.since = low, now }

// Stay tells that the citizen is still there.
func (o *Opinion) Stay(now time.Time) { o.since = now }

// Choose takes a level. The visit is not asked about again.
func (o *Opinion) Choose(level rating.Level, now time.Time) {
	if o.Step == Asking {
		o.over[o.Ticket], o.since = true, now
	}
	o.Judgement.Choose(level)
}

// Send ends reasons and words.
func (o *Opinion) Send(now time.Time) {
	o.since = now
	o.Judgement.Send()
}

// Back goes back by one page.
func (o *Opinion) Back(now time.Time) {
	o.since = now
	o.Judgement.Back()
}

// Give ends the rating; true when it is given with it.
func (o *Opinion) Give(now time.Time) bool {
	o.since = now
	return o.Judgement.Give()
}

// Checked returns how long the last look at the rating still is.
func (o *Opinion) Checked(now time.Time) time.Duration { return o.since.Add(CheckFor).Sub(now) }

// Tick lets time pass. Given: a low rating left without its reasons counts as it is. A citizen who does not answer is left in peace
// when the next one is being served (busy) and patience is over, or after three minutes.
func (o *Opinion) Tick(now time.Time, patience time.Duration, busy bool) (changed, given bool) {
	passed := now.Sub(o.since)
	switch {
	case o.Step == Explaining && passed >= patience, o.Step == Wording && passed >= patience*textFactor:
		return true, o.Give(now)
	case o.Step == Checking && passed >= CheckFor:
		return true, o.Give(now)
	case o.Step == Asking && (passed >= askFor || busy && passed >= patience):
		o.over[o.Ticket] = true
		o.rest()
		return true, false
	case o.Step == Resting && (o.Lang != o.home || o.Mode != "" || o.Low) && passed >= patience:
		o.rest()
		return true, false
	case o.Step == Thanking && passed >= thankFor:
		o.rest()
		return true, false
	}
	return false, false
}
