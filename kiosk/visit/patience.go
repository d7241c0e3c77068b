package visit

import "time"

// How long nobody touches before a visit is over by itself follows from one setting, idle_seconds, the patience here.
//   - What is somebody's own (a dossier, an appointment, a number) leaves the screen after the patience, and a counter shows it all the while:
//     whoever reads has that long a warning, and one touch begins it anew.
//   - Any other screen is covered after the patience by the question whether anybody is there, and is gone askedFor later.
//   - Pages of long text, which are nobody's own, are covered after textFactor times the patience.

// askedFor is how long the question stands (WCAG 2.2.1: a warning of at least 20 seconds, which one touch answers).
const askedFor = 20 * time.Second

// textFactor is how many times longer a page of long text may be read than anything else.
const textFactor = 3

// missingFactor is how many times longer a number without paper stays: it must be noted, or photographed.
const missingFactor = 3

// Personal reports whether the screen shows what is somebody's own.
func (v *Visit) Personal() bool {
	return v.Step == Holding || len(v.Inquiry.Dossiers) > 0 || v.Step == Arriving && v.Arrival.Coming.Code != "" ||
		v.Presented.Coming.Code != "" || len(v.Presented.Dossiers) > 0
}

// Left returns how long until the visit is over by itself, at most 0 when it is; false when it does not end by itself.
func (v *Visit) Left(now time.Time, patience time.Duration) (time.Duration, bool) {
	if v.touched.IsZero() {
		return 0, false
	}
	switch {
	case v.Unprinted():
		patience = min(patience*missingFactor, IdleLimit)
	case v.Personal() || !v.busy():
	case steps[v.Step].longText:
		patience = min(patience*textFactor, IdleLimit) + askedFor
	default:
		patience += askedFor
	}
	return v.touched.Add(patience).Sub(now), true
}

// Warning returns how long until what somebody has begun is wiped, when it is time to ask whether they are still there. What is somebody's own is
// not kept behind a question that the next person could answer.
func (v *Visit) Warning(now time.Time, patience time.Duration) (left time.Duration, soon bool) {
	left, ends := v.Left(now, patience)
	return left, ends && v.busy() && !v.Personal() && left <= askedFor
}

// Closing returns how long what is somebody's own still stays; false where nothing is, or where the screen counts by itself.
func (v *Visit) Closing(now time.Time, patience time.Duration) (left time.Duration, counts bool) {
	left, ends := v.Left(now, patience)
	return left, ends && v.busy() && v.Personal()
}
