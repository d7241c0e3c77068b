package proofofwork

import (
	"errors"
	"strings"
	"testing"
	"time"
)

var morning = time.Date(2026, 11, 23, 7, 30, 0, 0, time.UTC)

func TestSolvedOnce(t *testing.T) {
	m := New([]byte("key"))
	c := m.Challenge("number", 10, morning)
	solution := Solve(c)
	unsolved := "0"
	for zeroBits(c, unsolved) >= 10 {
		unsolved += "0"
	}
	other := New([]byte("another key")).Challenge("number", 1, morning)
	easier := "1" + c[strings.IndexByte(c, '.'):]
	tests := []struct {
		name, purpose, challenge, solution string
		at                                 time.Time
		want                               error
	}{
		{"not solved", "number", c, unsolved, morning, ErrUnsolved},
		{"nothing", "number", c, "", morning, ErrUnsolved},
		{"a long one", "number", c, strings.Repeat("1", 16), morning, ErrUnsolved},
		{"for another purpose", "booking", c, solution, morning, ErrForged},
		{"another mint's", "number", other, Solve(other), morning, ErrForged},
		{"made easier", "number", easier, Solve(easier), morning, ErrForged},
		{"no challenge", "number", "x", "1", morning, ErrForged},
		{"too late", "number", c, solution, morning.Add(Lasts), ErrOver},
		{"solved", "number", c, solution, morning.Add(time.Minute), nil},
		{"once more", "number", c, solution, morning.Add(time.Minute), ErrSpent},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := m.Take(tt.purpose, tt.challenge, tt.solution, tt.at); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

// TestWhatWasUsedIsForgottenInTime: a day of numbers is not kept in memory.
func TestWhatWasUsedIsForgottenInTime(t *testing.T) {
	m := New([]byte("key"))
	for i := range 100 {
		at := morning.Add(time.Duration(i) * time.Hour)
		c := m.Challenge("number", 1, at)
		if err := m.Take("number", c, Solve(c), at); err != nil {
			t.Fatal(err)
		}
	}
	if len(m.spent) > 2 {
		t.Errorf("%d are remembered", len(m.spent))
	}
}

// TestOneBlock: the browser's script hashes a challenge and its solution as one block of SHA-256, 55 letters at the most.
func TestOneBlock(t *testing.T) {
	c := New([]byte("key")).Challenge("number", Most+5, morning.AddDate(60, 0, 0))
	if length := len(c) + 1 + mostSolved; length > 55 {
		t.Errorf("%d letters: %s", length, c)
	}
}

func TestDemand(t *testing.T) {
	d := &Demand{Base: 15, Free: 3, Quiet: 100, Window: 10 * time.Minute}
	ask := func(who string, times int, at time.Time) {
		for range times {
			d.Count(who, at)
		}
	}
	steps := []struct {
		name string
		who  string // who asks before
		n    int
		at   time.Duration
		of   string // is asked for so much
		want int
	}{
		{"the first of the morning", "", 0, 0, "a", 15},
		{"a family", "a", 2, 0, "a", 15},
		{"its third", "a", 1, 0, "a", 16},
		{"a dozen from there", "a", 9, 0, "a", 18},
		{"a neighbour pays nothing for it", "", 0, 0, "b", 15},
		{"a thousand addresses", "c", 1000, 0, "b", 19},
		{"in the next window still", "", 0, 11 * time.Minute, "b", 19},
		{"much later no more", "", 0, 40 * time.Minute, "a", 15},
		{"never past the most", "a", 100_000, 41 * time.Minute, "a", Most},
	}
	for _, s := range steps {
		t.Run(s.name, func(t *testing.T) {
			ask(s.who, s.n, morning.Add(s.at))
			if got := d.Bits(s.of, morning.Add(s.at)); got != s.want {
				t.Errorf("%d bits, want %d", got, s.want)
			}
		})
	}
}
