package barcode

import (
	"testing"
	"time"
)

// keys types text into w, one key after each gap in turn, and returns the last code found.
func keys(w *Wedge, at *time.Time, text string, gaps ...time.Duration) (found string) {
	i := 0
	for _, r := range text {
		*at = at.Add(gaps[i%len(gaps)])
		i++
		if code, ok := w.Key(r, *at); ok {
			found = code
		}
	}
	return found
}

const ms = time.Millisecond

func TestWedge(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		gaps []time.Duration
		want string
	}{
		{"scanner, 2 ms a key", "000.00.00.H25-261123-0001\r", []time.Duration{2 * ms}, "000.00.00.H25-261123-0001"},
		{"scanner, 16 ms a key, ended by Tab", "A0123-20261123\t", []time.Duration{16 * ms}, "A0123-20261123"},
		{"scanner while the screen is busy", "A0123-20261123\n", []time.Duration{5 * ms, 5 * ms, 70 * ms, 0, 0}, "A0123-20261123"},
		{"quick hand", "A0123-20261123\r", []time.Duration{90 * ms, 60 * ms}, ""},
		{"two keys at once by hand", "A012\r", []time.Duration{5 * ms}, ""},
		{"key held down", "0000000000\r", []time.Duration{30 * ms}, ""},
		{"slow hand", "A0123-20261123\r", []time.Duration{300 * ms}, ""},
		{"Enter alone", "\r", []time.Duration{ms}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var at time.Time
			if got := keys(&Wedge{}, &at, c.text, c.gaps...); got != c.want {
				t.Errorf("found %q; want %q", got, c.want)
			}
		})
	}
}

func TestScanAfterTyping(t *testing.T) {
	var at time.Time
	w := &Wedge{Framing: Framing{Prefix: "]Q3"}}
	keys(w, &at, "Nguy", 150*ms)
	at = at.Add(time.Second)
	if got := keys(w, &at, "]Q3A0123-2026\r", 3*ms); got != "A0123-2026" {
		t.Errorf("found %q", got)
	}
	if got := keys(w, &at, "A0124-2026\r", 3*ms); got != "A0124-2026" {
		t.Errorf("the next scan gave %q", got)
	}
}

func TestWedgeWithoutEnter(t *testing.T) {
	var at time.Time
	w := &Wedge{}
	keys(w, &at, "A0123-20261123", 4*ms)
	if code, ok := w.Idle(at.Add(50 * ms)); ok {
		t.Errorf("found %q before the pause", code)
	}
	if code, _ := w.Idle(at.Add(200 * ms)); code != "A0123-20261123" {
		t.Errorf("found %q", code)
	}
	if code, ok := w.Idle(at.Add(time.Second)); ok {
		t.Errorf("found %q twice", code)
	}
}

func TestWedgeTooLong(t *testing.T) {
	var at time.Time
	w := &Wedge{Framing: Framing{Max: 10}}
	if got := keys(w, &at, "A0123-20261\r", 2*ms); got != "" {
		t.Errorf("found %q", got)
	}
	if got := keys(w, &at, "A0123-2026\r", 2*ms); got != "A0123-2026" {
		t.Errorf("found %q", got)
	}
}

// TestTailOfACode: a scanner that pauses in the middle of a code sends no whole one, however long its end is.
func TestTailOfACode(t *testing.T) {
	for _, head := range []int{2, 3, 7, 12} {
		for _, idle := range []bool{false, true} { // whether the screen noticed the pause
			var at time.Time
			w := &Wedge{}
			keys(w, &at, "A0123-20261123-0001"[:head], 4*ms)
			if at = at.Add(140 * ms); idle {
				w.Idle(at)
			}
			at = at.Add(10 * ms)
			if got := keys(w, &at, "A0123-20261123-0001"[head:]+"\r", 4*ms); got != "" {
				t.Errorf("cut after %d: %q", head, got)
			}
			if got := keys(w, &at, "A0123-20261123-0001\r", 4*ms); got != "A0123-20261123-0001" {
				t.Errorf("cut after %d: the next scan gave %q", head, got)
			}
		}
	}
}

func TestScanSoonAfterAHand(t *testing.T) {
	var at time.Time
	w := &Wedge{}
	keys(w, &at, "nguyen thi", 90*ms, 60*ms)
	at = at.Add(200 * ms)
	if got := keys(w, &at, "A0123-20261123\r", 4*ms); got != "A0123-20261123" {
		t.Errorf("found %q", got)
	}
}
