package visit

import (
	"strings"
	"testing"
	"time"

	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
	"motcua/internal/vietnamese"
)

func press(keys string) func(*vietnamese.Typing) {
	return func(t *vietnamese.Typing) {
		for _, key := range keys {
			t.Press(key)
		}
	}
}

// reading is a visitor who has found a procedure.
func reading() Visit {
	v := New("vi")
	v.Begin(Finding, nine)
	v.Type(press("keets hoon"), nine)
	p := &procedure.Procedure{Name: "Đăng ký kết hôn"}
	(Search{&v}).Answer("kết hôn", []browse.Item{browse.RowItem(browse.Row{p})})
	(Search{&v}).Read(p, nine)
	return v
}

func TestAnswerToAnOlderQuestion(t *testing.T) {
	v := New("vi")
	if (Search{&v}).Answer("", nil) {
		t.Error("who does not search was answered")
	}
	v.Begin(Finding, nine)
	v.Type(press("ke"), nine)
	if (Search{&v}).Answer("k", nil) || !(Search{&v}).Answer("ke", nil) {
		t.Error("the answer to what has been typed is the one that counts")
	}
}

func TestOnlyLettersAskAnew(t *testing.T) {
	v := New("vi")
	v.Begin(Finding, nine)
	if v.Type(func(t *vietnamese.Typing) { t.Method = vietnamese.Plainly }, nine) {
		t.Error("the way of typing is no question")
	}
	if !v.Type(press("k"), nine) {
		t.Error("a letter is one")
	}
	if v.Type(press(strings.Repeat("k", steps[Finding].letters)), nine) || v.Find.Typing.Text != "k" {
		t.Errorf("typed %q", v.Find.Typing.Text)
	}
}

func TestBackIsByOneScreen(t *testing.T) {
	v := reading()
	if v.Back(nine); v.Step != Finding || v.Find.Typing.Text != "kết hôn" {
		t.Errorf("step %s, typed %q", v.Step, v.Find.Typing.Text)
	}
	if again := v.Again(nine); !v.Back(nine) || again.Step != Home || again.Find.Typing.Text != "" {
		t.Errorf("step %s, typed %q", v.Step, v.Find.Typing.Text)
	}
}

func TestNumberForTheProcedureRead(t *testing.T) {
	v := reading()
	if !v.Choose(request("first"), nine) || v.Choose(request("second"), nine) {
		t.Error("one touch gives one number")
	}
}

func TestWhoReadsHasLongerAndIsWarned(t *testing.T) {
	v := reading()
	for _, c := range []struct {
		after, left time.Duration
		soon        bool
	}{{0, 80 * time.Second, false}, {59 * time.Second, 21 * time.Second, false}, {time.Minute, 20 * time.Second, true}, {80 * time.Second, 0, true}} {
		if left, soon := v.Warning(nine.Add(c.after), patience); left != c.left || soon != c.soon {
			t.Errorf("after %v: %v left, soon %v; want %v, %v", c.after, left, soon, c.left, c.soon)
		}
	}
	v.Stay(nine.Add(70 * time.Second))
	if _, soon := v.Warning(nine.Add(80*time.Second), patience); soon {
		t.Error("who said they were there is warned again")
	}
	home := New("vi")
	home.Speak("en", nine)
	if _, soon := home.Warning(nine.Add(patience), patience); soon {
		t.Error("who has typed nothing has nothing to lose")
	}
}

func TestGuideIsPrintedOnceUnlessItWasMissing(t *testing.T) {
	v := reading()
	if !(Papers{&v}).Print("first", nine) || (Papers{&v}).Print("second", nine) {
		t.Error("two touches are one guide")
	}
	if !(Papers{&v}).Paper("first", Missing, nine) || !(Papers{&v}).Print("third", nine) {
		t.Error("a guide that did not come out can be wanted again")
	}
	if (Papers{&v}).Paper("first", Printed, nine) {
		t.Error("news of an older guide was taken")
	}
	if !(Papers{&v}).Paper("third", Printed, nine) || (Papers{&v}).Paper("third", Missing, nine) {
		t.Error("a guide that is out stays out")
	}
}

func TestRatingScreenForgetsTheModeOfWhoLeft(t *testing.T) {
	o := NewOpinion("05", "vi")
	o.Speak("en", nine)
	o.Wear("large", nine)
	o.Lower(true, nine)
	if changed, _ := o.Tick(nine.Add(patience), patience, false); !changed || o.Lang != "vi" || o.Mode != "" || o.Low {
		t.Errorf("language %s, mode %q", o.Lang, o.Mode)
	}
}
