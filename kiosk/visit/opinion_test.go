package visit

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/internal/rating"
)

func asked(t testing.TB) Opinion {
	t.Helper()
	o := NewOpinion("05", "vi")
	if !o.See("visit", nine) || o.Step != Asking {
		t.Fatalf("not asked: %+v", o)
	}
	return o
}

func TestSatisfiedCitizenTouchesOnce(t *testing.T) {
	for _, level := range []rating.Level{rating.Satisfied, rating.VerySatisfied} {
		o := asked(t)
		if o.Choose(level, nine); o.Step != Checking {
			t.Errorf("level %d: %+v", level, o)
		}
		if o.Choose(rating.Dissatisfied, nine); o.Level != level {
			t.Errorf("level %d: a second touch chose %d", level, o.Level)
		}
		if !o.Give(nine) || o.Give(nine) || o.Step != Thanking {
			t.Errorf("level %d: given other than once: %+v", level, o)
		}
		want := rating.Rating{Ticket: "visit", Counter: "05", Level: level}
		if diff := cmp.Diff(want, o.Rating()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestLowRatingAsksForReasons(t *testing.T) {
	for _, c := range []struct {
		name    string
		touches []rating.Reason
		want    []rating.Reason
	}{
		{"skipped", nil, nil},
		{"two reasons", []rating.Reason{"waiting", "attitude"}, []rating.Reason{"waiting", "attitude"}},
		{"one taken back", []rating.Reason{"waiting", "attitude", "waiting"}, []rating.Reason{"attitude"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := asked(t)
			if o.Choose(rating.Fair, nine); o.Step != Explaining {
				t.Fatalf("not asked for reasons: %+v", o)
			}
			for _, reason := range c.touches {
				o.Toggle(reason)
			}
			if o.Send(nine); o.Step != Checking || !o.Give(nine) || o.Give(nine) {
				t.Error("a rating is given once")
			}
			want := rating.Rating{Ticket: "visit", Counter: "05", Level: rating.Fair, Reasons: c.want}
			got := o.Rating()
			if len(got.Reasons) == 0 {
				got.Reasons = nil
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestVisitIsAskedAboutOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(*Opinion)
	}{
		{"rated", func(o *Opinion) {
			o.Choose(rating.Satisfied, nine)
			o.Give(nine)
			o.Tick(nine.Add(thankFor), patience, false)
		}},
		{"nobody answered for three minutes", func(o *Opinion) { o.Tick(nine.Add(askFor), patience, false) }},
		{"the next citizen sat down", func(o *Opinion) { o.Tick(nine.Add(patience), patience, true) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := asked(t)
			c.end(&o)
			if o.Step != Resting {
				t.Fatalf("step %s; want resting", o.Step)
			}
			if o.See("visit", nine.Add(time.Hour)) {
				t.Error("the view is behind, and the visit was asked about again")
			}
			if !o.See("next visit", nine.Add(time.Hour)) {
				t.Error("the next visit was not asked about")
			}
		})
	}
}

func TestAskingFollowsTheCounter(t *testing.T) {
	o := asked(t)
	if o.Tick(nine.Add(patience), patience, false); o.Step != Asking {
		t.Errorf("step %s: nobody else sits there, the citizen may take their time", o.Step)
	}
	if !o.See("next visit", nine) || o.Ticket != "next visit" {
		t.Errorf("still asks about %q", o.Ticket)
	}
	if !o.See("", nine) || o.Step != Resting {
		t.Errorf("step %s; want resting: nothing is to be rated any more", o.Step)
	}
}

func TestLowRatingLeftAloneCounts(t *testing.T) {
	o := asked(t)
	o.Choose(rating.Dissatisfied, nine)
	o.Toggle("waiting")
	if changed, given := o.Tick(nine.Add(patience), patience, false); !changed || !given {
		t.Errorf("changed %v, given %v", changed, given)
	}
	if got := o.Rating(); got.Level != rating.Dissatisfied || len(got.Reasons) != 1 {
		t.Errorf("rating %+v", got)
	}
}

func TestNextCitizenIsAskedInTheirOwnLanguage(t *testing.T) {
	o := asked(t)
	o.Speak("en", nine)
	o.Choose(rating.Satisfied, nine)
	o.Give(nine)
	o.Tick(nine.Add(thankFor), patience, false)
	if o.See("next visit", nine); o.Lang != "vi" {
		t.Errorf("language %q; want vi", o.Lang)
	}
}

// TestAFingerThatSlippedIsTakenBack: any mark, from any page, until it is given.
func TestAFingerThatSlippedIsTakenBack(t *testing.T) {
	for name, to := range map[string]func(*Opinion){
		"a good face":      func(o *Opinion) { o.Choose(rating.VerySatisfied, nine); o.Back(nine) },
		"a low face":       func(o *Opinion) { o.Choose(rating.Dissatisfied, nine); o.Back(nine) },
		"a low face, sent": func(o *Opinion) { o.Choose(rating.Fair, nine); o.Send(nine); o.Back(nine); o.Back(nine) },
		"in their own words": func(o *Opinion) {
			o.Choose(rating.Fair, nine)
			o.Toggle("waiting")
			o.Word(true)
			o.Back(nine)
			o.Back(nine)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := asked(t)
			if to(&o); o.Step != Asking {
				t.Fatalf("step %s; want the four faces", o.Step)
			}
			if o.See("visit", nine); o.Step != Asking {
				t.Error("the counter's news takes the faces away")
			}
			o.Choose(rating.VerySatisfied, nine)
			if _, given := o.Tick(nine.Add(CheckFor-time.Second), patience, false); given {
				t.Error("given before the last look is over")
			}
			if _, given := o.Tick(nine.Add(CheckFor), patience, false); !given || o.Rating().Level != rating.VerySatisfied || len(o.Rating().Reasons) != 0 {
				t.Errorf("given %v: %+v", given, o.Rating())
			}
		})
	}
}
