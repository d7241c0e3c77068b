package queue

import (
	"testing"
	"time"
)

func TestOnePriorityAfterSoManyOthers(t *testing.T) {
	for _, c := range []struct {
		name  string
		last  []string // newest first
		after int
		want  bool
	}{
		{"no cap", []string{"elderly"}, 0, false},
		{"the last was one", []string{"elderly"}, 2, true},
		{"one other since", []string{"", "elderly"}, 2, true},
		{"two others since", []string{"", "", "elderly"}, 2, false},
		{"nobody was called yet", nil, 2, false},
	} {
		if got := Yields(c.last, c.after); got != c.want {
			t.Errorf("%s: yields %v; want %v", c.name, got, c.want)
		}
	}
}

func TestHeadStartIsNoHeadOfTheLineForEver(t *testing.T) {
	came := time.Date(2026, 11, 23, 9, 0, 0, 0, Zone)
	elderly := Class{HeadStart: 30}
	if got := elderly.QueueTimeOf(came); !got.Equal(came.Add(-30 * time.Minute)) {
		t.Errorf("place %v", got)
	}
	if early := came.Add(-31 * time.Minute); elderly.QueueTimeOf(came).Before(early) {
		t.Error("who came 31 minutes before is passed")
	}
}
