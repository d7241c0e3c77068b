package main

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// typist plays keys and pauses to a keyboard whose screen stands still for a while: what was due meanwhile is handled afterwards, at once.
type typist struct {
	*keyboard
	at      time.Time
	pauses  []pauseDue
	codes   []string
	letters []rune
	torn    int

	still, again time.Time // between which the screen stands
}

type pauseDue struct {
	at time.Time
	do func()
}

func newTypist() *typist {
	s := &typist{at: time.Unix(0, 0)}
	s.keyboard = &keyboard{
		now:     func() time.Time { return s.at },
		after:   func(d time.Duration, f func()) { s.pauses = append(s.pauses, pauseDue{s.at.Add(d), f}) },
		typed:   func(r rune) { s.letters = append(s.letters, r) },
		scanned: func(code string) { s.codes = append(s.codes, code) },
		torn:    func() { s.torn++ },
	}
	return s
}

// pass lets the time go to a moment; the pauses that are due by then are handled.
func (s *typist) pass(to time.Time) {
	for {
		i := slices.IndexFunc(s.pauses, func(p pauseDue) bool { return !p.at.After(to) })
		if i < 0 {
			s.at = to
			return
		}
		for j, p := range s.pauses {
			if p.at.Before(s.pauses[i].at) {
				i = j
			}
		}
		p := s.pauses[i]
		s.pauses = slices.Delete(s.pauses, i, i+1)
		if p.at.After(s.at) {
			s.at = s.handled(p.at)
		}
		p.do()
	}
}

// handled is when the screen comes to what is due at a moment.
func (s *typist) handled(at time.Time) time.Time {
	if at.After(s.still) && at.Before(s.again) {
		return s.again
	}
	return at
}

// play types a text, a key each gap, on a screen that stands still for a while from a moment on. Where pauses come first, the screen
// handles those that are overdue before the keys, as Fyne's loop may.
func (s *typist) play(text string, gap time.Duration, still time.Time, long time.Duration, pausesFirst bool) {
	s.still, s.again = still, still.Add(long)
	typed := s.at
	for _, r := range text {
		typed = typed.Add(gap)
		key := s.handled(typed)
		if pausesFirst || !key.Equal(s.again) {
			s.pass(key)
		} else {
			s.at = key
		}
		if r == '\r' {
			s.enter()
		} else {
			s.rune(r)
		}
	}
	s.pass(s.at.Add(5 * time.Second))
}

const scannedCode = "000.00.00.H25-261123-0001"

// TestACodeOnAScreenThatStandsStill: however long the screen stands, wherever in the code, it is one code, and whole.
func TestACodeOnAScreenThatStandsStill(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newTypist()
		gap := time.Duration(rapid.IntRange(1, 16).Draw(t, "ms a key")) * time.Millisecond
		still := s.at.Add(time.Duration(rapid.IntRange(0, 500).Draw(t, "stands from")) * time.Millisecond)
		long := time.Duration(rapid.IntRange(0, 900).Draw(t, "stands for")) * time.Millisecond
		end := rapid.SampledFrom([]string{"\r", ""}).Draw(t, "end")
		s.play(scannedCode+end, gap, still, long, rapid.Bool().Draw(t, "pauses first"))
		if !slices.Equal(s.codes, []string{scannedCode}) || len(s.letters) > 0 || s.torn > 0 {
			t.Fatalf("codes %q, letters %q, torn %d", s.codes, string(s.letters), s.torn)
		}
	})
}

// TestAScannerThatPauses: what is left of its code is none, and the officer is told.
func TestAScannerThatPauses(t *testing.T) {
	for head := 2; head < len(scannedCode)-3; head++ {
		s := newTypist()
		for i, r := range scannedCode {
			s.pass(s.at.Add(4 * time.Millisecond))
			if i == head {
				s.pass(s.at.Add(200 * time.Millisecond))
			}
			s.rune(r)
		}
		s.enter()
		if slices.ContainsFunc(s.codes, func(c string) bool { return c != scannedCode[:head] }) || s.torn != 1 {
			t.Errorf("cut after %d: codes %q, torn %d", head, s.codes, s.torn)
		}
	}
}

// TestAHandIsNoScanner types by hand, slowly and fast, while the screen stands still now and then.
func TestAHandIsNoScanner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newTypist()
		gap := time.Duration(rapid.IntRange(50, 250).Draw(t, "ms a key")) * time.Millisecond
		still := s.at.Add(time.Duration(rapid.IntRange(0, 1000).Draw(t, "stands from")) * time.Millisecond)
		long := time.Duration(rapid.IntRange(0, 120).Draw(t, "stands for")) * time.Millisecond
		s.play("nguyen thi anh", gap, still, long, rapid.Bool().Draw(t, "pauses first"))
		if len(s.codes) > 0 || string(s.letters) != "nguyen thi anh" || s.torn > 0 {
			t.Fatalf("codes %q, letters %q, torn %d", s.codes, string(s.letters), s.torn)
		}
	})
}
