package ratelimit

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestWhoComesAtTheSameMomentWaits has 200 requests of one address come at once, where 128 are answered at a time: all of them are.
func TestWhoComesAtTheSameMomentWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, most := NewAtOnce(128, 128, time.Second), atomic.Int64{}
		var all sync.WaitGroup
		var now, refused atomic.Int64
		for range 200 {
			all.Go(func() {
				if !a.Enter(t.Context(), "hall") {
					refused.Add(1)
					return
				}
				most.Store(max(most.Load(), now.Add(1)))
				time.Sleep(20 * time.Millisecond)
				now.Add(-1)
				a.Leave("hall")
			})
		}
		all.Wait()
		if refused.Load() != 0 || most.Load() > 128 || len(a.of) != 0 {
			t.Errorf("%d are refused, %d were answered at once, %d addresses are remembered", refused.Load(), most.Load(), len(a.of))
		}
	})
}

// TestNobodyWaitsForEver: who waits too long, or leaves, is refused and takes no turn; neither does one behind too many.
func TestNobodyWaitsForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := NewAtOnce(1, 1, time.Second)
		if !a.Enter(t.Context(), "hall") || !a.Enter(t.Context(), "elsewhere") {
			t.Fatal("the first is refused")
		}
		began := time.Now()
		if a.Enter(t.Context(), "hall") || time.Since(began) != time.Second {
			t.Errorf("the second has waited %v", time.Since(began))
		}
		left, leave := context.WithCancel(t.Context())
		leave()
		if a.Enter(left, "hall") {
			t.Error("who has left is let in")
		}
		go a.Enter(t.Context(), "hall")
		synctest.Wait()
		began = time.Now()
		if a.Enter(t.Context(), "hall") || time.Since(began) != 0 {
			t.Errorf("one behind too many has waited %v", time.Since(began))
		}
		a.Leave("hall")
		synctest.Wait()
		a.Leave("hall")
		a.Leave("elsewhere")
		if len(a.of) != 0 {
			t.Errorf("%d addresses are remembered", len(a.of))
		}
	})
}
