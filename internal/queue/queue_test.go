package queue_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/queue"
)

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		name     string
		kiosk, n int
		want     string
	}{
		{"first of the day", queue.Central, 1, "A001"},
		{"last with one letter", queue.Central, 999, "A999"},
		{"the thousandth visitor", queue.Central, 1000, "AA001"},
		{"kiosk 7 without a network", 7, 1, "A7001"},
		{"kiosk 12 without a network", 12, 34, "A12034"},
		{"kiosk 1 on a very long day", 1, 1000, "AA1001"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := queue.Number("A", tt.kiosk, tt.n); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestBeyondLeavesWhatMayBeForgotten(t *testing.T) {
	for _, tt := range []struct {
		name string
		last int
		next string // number, of central
	}{
		{"nothing given yet", 0, "AA001"},
		{"a quiet morning", 37, "AA001"},
		{"late in the round", 600, "AAA001"},
		{"in the second round", 1004, "AAA001"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := queue.Number("A", queue.Central, queue.Beyond(tt.last)+1); got != tt.next {
				t.Errorf("after %d comes %s, want %s", tt.last, got, tt.next)
			}
		})
	}
}

func TestNoTwoSeriesEverMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letter := rapid.StringMatching(`[A-Z]`)
		kiosk, serial := rapid.IntRange(0, 99), rapid.IntRange(1, queue.MostSerial)
		type place struct {
			letter   string
			kiosk, n int
		}
		draw := func(name string) place {
			return place{letter.Draw(t, name+" letter"), kiosk.Draw(t, name+" kiosk"), serial.Draw(t, name+" serial")}
		}
		a, b := draw("one"), draw("other")
		same := queue.Number(a.letter, a.kiosk, a.n) == queue.Number(b.letter, b.kiosk, b.n)
		if same != (a == b) {
			t.Errorf("%v and %v: same number is %v", a, b, same)
		}
	})
}

func TestAfter(t *testing.T) {
	for _, tt := range []struct {
		name   string
		from   queue.State
		action queue.Action
		to     queue.State
		ok     bool
	}{
		{"the next person is called", queue.Waiting, queue.Call, queue.Called, true},
		{"called again", queue.Called, queue.Recall, queue.Called, true},
		{"did not hear", queue.Called, queue.Skip, queue.Waiting, true},
		{"never came", queue.Called, queue.Miss, queue.NoShow, true},
		{"served", queue.Called, queue.Finish, queue.Done, true},
		{"sent to another service", queue.Called, queue.Transfer, queue.Waiting, true},
		{"called by two counters", queue.Called, queue.Call, "", false},
		{"finished twice", queue.Done, queue.Finish, "", false},
		{"called after the end", queue.Done, queue.Call, "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if to, ok := tt.from.After(tt.action); to != tt.to || ok != tt.ok {
				t.Errorf("got %q, %v", to, ok)
			}
		})
	}
}

func TestCompareSortsByPlaceThenNumber(t *testing.T) {
	at := time.Date(2026, 11, 23, 8, 0, 0, 0, queue.Zone)
	line := []queue.Ticket{
		{Number: "A003", QueueTime: at.Add(time.Minute)}, {Number: "A002", QueueTime: at}, {Number: "A001", QueueTime: at},
	}
	slices.SortFunc(line, queue.Compare)
	for i, want := range []string{"A001", "A002", "A003"} {
		if line[i].Number != want {
			t.Errorf("place %d is %s, want %s", i, line[i].Number, want)
		}
	}
}

func TestDayBeginsAtMidnightInHaNam(t *testing.T) {
	evening := time.Date(2026, 11, 23, 16, 59, 59, 0, time.UTC)
	if got := queue.Day(evening); got != "2026-11-23" {
		t.Errorf("a second before midnight is %s", got)
	}
	if got := queue.Day(evening.Add(time.Second)); got != "2026-11-24" {
		t.Errorf("midnight is %s", got)
	}
}
