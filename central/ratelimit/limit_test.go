package ratelimit

import (
	"fmt"
	"testing"
	"time"
)

func TestThoseWhoLeftAreForgotten(t *testing.T) {
	l, now := New(1, 2), time.Now()
	for i := range 1000 {
		l.Take(fmt.Sprint(i), now)
	}
	l.Take("late", now.Add(2*sweepEvery))
	if len(l.of) != 1 {
		t.Errorf("%d are remembered", len(l.of))
	}
}
