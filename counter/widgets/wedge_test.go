package widgets

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// typist plays keys and pauses to a keyboard whose screen stands still for a while: what was due meanwhile is handled afterwards, at once.
type typist struct {
	*Keyboard
	at      time.Time
	pauses  []pauseDue
	codes   []string
	letters []rune
	torn    int

	stands []standstill
}

// standstill is a time in which the screen handles nothing.
type standstill struct{ from, to time.Time }

type pauseDue struct {
	at time.Time
	do func()
}

func newTypist() *typist {
	s := &typist{at: time.Unix(0, 0)}
	s.Keyboard = &Keyboard{
		Now:     func() time.Time { return s.at },
		After:   func(d time.Duration, f func()) { s.pauses = append(s.pauses, pauseDue{s.at.Add(d), f}) },
		Typed:   func(r rune) { s.letters = append(s.letters, r) },
		Scanned: func(code string) bool { s.codes = append(s.codes, code); return true },
		Torn:    func() { s.torn++ },
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
	for _, still := range s.stands {
		if at.After(still.from) && at.Before(still.to) {
			return still.to
		}
	}
	return at
}

// play types a text, a key each gap, on a screen that stands still at times. Where pauses come first, the screen handles those that are
// overdue before the keys, as Fyne's loop may.
func (s *typist) play(text string, gap time.Duration, pausesFirst bool, stands ...standstill) {
	s.stands = stands
	typed := s.at
	for _, r := range text {
		typed = typed.Add(gap)
		key := s.handled(typed)
		if pausesFirst || key.Equal(typed) {
			s.pass(key)
		} else {
			s.at = key
		}
		if r == '\r' {
			s.Enter()
		} else {
			s.Rune(r)
		}
	}
	s.pass(s.at.Add(5 * time.Second))
}

// stand draws when the screen stands still, in milliseconds, and for how long.
func (s *typist) stand(t *rapid.T, from, long int) standstill {
	begin := s.at.Add(time.Duration(rapid.IntRange(0, from).Draw(t, "stands from")) * time.Millisecond)
	return standstill{begin, begin.Add(time.Duration(rapid.IntRange(0, long).Draw(t, "stands for")) * time.Millisecond)}
}

const scannedCode = "000.00.00.H25-261123-0001"

// TestACodeOnAScreenThatStandsStill: however long the screen stands, wherever in the code, it is one code, and whole.
func TestACodeOnAScreenThatStandsStill(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newTypist()
		gap := time.Duration(rapid.IntRange(1, 16).Draw(t, "ms a key")) * time.Millisecond
		still := s.stand(t, 500, 900)
		end := rapid.SampledFrom([]string{"\r", ""}).Draw(t, "end")
		s.play(scannedCode+end, gap, rapid.Bool().Draw(t, "pauses first"), still)
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
			s.Rune(r)
		}
		s.Enter()
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
		s.play("nguyen thi anh", gap, rapid.Bool().Draw(t, "pauses first"), s.stand(t, 1000, 120))
		if len(s.codes) > 0 || string(s.letters) != "nguyen thi anh" || s.torn > 0 {
			t.Fatalf("codes %q, letters %q, torn %d", s.codes, string(s.letters), s.torn)
		}
	})
}

// TestAHandOnABusyMachine types into a field while the screen stands still again and again: no letter is lost, though many come as fast as a
// scanner's.
func TestAHandOnABusyMachine(t *testing.T) {
	const typed = "nguyen thi anh 001193"
	rapid.Check(t, func(t *rapid.T) {
		s := newTypist()
		in := rapid.SampledFrom([]Input{FormInput, LastInput, SearchInput}).Draw(t, "field")
		s.Writing = func() Input { return in }
		s.Scanned = func(string) bool { return false }
		var stands []standstill
		for from := s.at; len(stands) < 30; {
			from = from.Add(time.Duration(rapid.IntRange(1, 150).Draw(t, "runs for")) * time.Millisecond)
			to := from.Add(time.Duration(rapid.IntRange(0, 700).Draw(t, "stands for")) * time.Millisecond)
			stands, from = append(stands, standstill{from, to}), to
		}
		end := rapid.SampledFrom([]string{"\r", ""}).Draw(t, "end")
		s.play(typed+end, time.Duration(rapid.IntRange(50, 250).Draw(t, "ms a key"))*time.Millisecond, rapid.Bool().Draw(t, "pauses first"), stands...)
		if string(s.letters) != typed {
			t.Fatalf("letters %q", string(s.letters))
		}
	})
}

// TestEnterBehindABunchOfLetters strikes Enter behind letters that came as fast as a scanner's: it leads to the next field, and answers no form.
func TestEnterBehindABunchOfLetters(t *testing.T) {
	for in, means := range map[Input]bool{FormInput: true, LastInput: false, SearchInput: false} {
		s := newTypist()
		s.Writing = func() Input { return in }
		s.Scanned = func(string) bool { return false }
		s.keys("01/12/2026", 4*time.Millisecond)
		if got := !s.Enter(); got != means || string(s.letters) != "01/12/2026" {
			t.Errorf("in field %d Enter counts: %v, want %v; letters %q", in, got, means, string(s.letters))
		}
	}
}

// TestEnterBehindABunchOfWords strikes Enter behind words that came as fast as a scanner's, whole or with a pause in them: no code looks like
// them, so Enter counts in every field.
func TestEnterBehindABunchOfWords(t *testing.T) {
	for _, words := range []string{"khai s", "khai sinh", "nguyet", "le 1990"} {
		for pause := range len(words) {
			for _, in := range []Input{FormInput, LastInput, SearchInput} {
				s := newTypist()
				s.Writing = func() Input { return in }
				s.Scanned = func(string) bool { return false }
				s.keys(words[:pause], 4*time.Millisecond)
				if pause > 0 {
					s.pass(s.at.Add(200 * time.Millisecond))
				}
				s.keys(words[pause:], 4*time.Millisecond)
				if tail := words[pause:]; s.Enter() && tail != "1990" && tail != "990" && tail != "90" {
					t.Errorf("%q with a pause after %d letters in field %d: Enter does not count", words, pause, in)
				}
				if string(s.letters) != words {
					t.Errorf("%q with a pause after %d letters: letters %q", words, pause, string(s.letters))
				}
			}
		}
	}
}

// TestTheEndOfATornCodeOpensNothing: in a field that something is looked for in, a scanner that pauses leaves letters, and its Enter is none;
// what is left of a card is not shown.
func TestTheEndOfATornCodeOpensNothing(t *testing.T) {
	const torn = "001090123456|012345678|Nguyen Thi Anh|01011990"
	for _, code := range []string{scannedCode, torn} {
		for head := 2; head < len(code)-3; head++ {
			s := newTypist()
			s.Writing = func() Input { return SearchInput }
			s.Scanned = func(string) bool { return false }
			s.keys(code[:head], 4*time.Millisecond)
			s.pass(s.at.Add(200 * time.Millisecond))
			s.keys(code[head:], 4*time.Millisecond)
			if !s.Enter() || s.torn == 0 {
				t.Errorf("cut after %d: Enter counts; torn %d", head, s.torn)
			}
			want := code
			if code == torn {
				want = hand(code[:head]) + hand(code[head:])
			}
			if string(s.letters) != want {
				t.Errorf("cut after %d: letters %q, want %q", head, string(s.letters), want)
			}
		}
	}
}

// hand returns a text if a hand may have typed it.
func hand(text string) string {
	if strings.ContainsRune(text, cardMark) {
		return ""
	}
	return text
}

// keys types a text, a key each gap, on a screen that handles them at once.
func (s *typist) keys(text string, gap time.Duration) {
	for _, r := range text {
		s.pass(s.at.Add(gap))
		s.Rune(r)
	}
}
