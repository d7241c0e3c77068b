package server

import (
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestManyShareAReading has a thousand ask within a second: each gets a reading that began after they asked, and there are few.
func TestManyShareAReading(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var b batch[time.Time]
		var reads, under atomic.Int64
		read := func() (time.Time, error) {
			if under.Add(1) > 1 {
				t.Error("two readings at once")
			}
			began := time.Now()
			time.Sleep(30 * time.Millisecond)
			under.Add(-1)
			reads.Add(1)
			return began, nil
		}
		var all sync.WaitGroup
		for range 1000 {
			time.Sleep(time.Millisecond)
			asked := time.Now()
			all.Go(func() {
				if began, err := b.get(read); err != nil || began.Before(asked) {
					t.Errorf("asked at %v, told of %v, %v", asked, began, err)
				}
			})
		}
		all.Wait()
		if n := reads.Load(); n < 9 || n > 13 {
			t.Errorf("read %d times in a second", n)
		}
		begun := time.Now()
		time.Sleep(time.Second)
		if _, err := b.get(read); err != nil || time.Since(begun) != time.Second+30*time.Millisecond {
			t.Errorf("who asks alone waits %v", time.Since(begun)-time.Second)
		}
	})
}

// TestManyChangesRingOnce: the first change rings at once, and those of half a second together.
func TestManyChangesRingOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		bell := make(chan struct{})
		changed := func() <-chan struct{} { mu.Lock(); defer mu.Unlock(); return bell }
		change := func() { mu.Lock(); defer mu.Unlock(); close(bell); bell = make(chan struct{}) }
		var rings []time.Duration
		begun := time.Now()
		done := make(chan struct{})
		go func() {
			defer close(done)
			ring(t.Context(), changed, time.Now, func(message string) bool {
				if message == rang {
					rings = append(rings, time.Since(begun))
				}
				return time.Since(begun) < 4*time.Second
			})
		}()
		time.Sleep(2 * time.Second)
		for range 50 {
			change()
			time.Sleep(20 * time.Millisecond)
		}
		time.Sleep(2 * time.Second)
		<-done
		if len(rings) < 4 || len(rings) > 5 || rings[1] != 2*time.Second {
			t.Errorf("it rang at %v; want at once, at 2 s, and twice a second after that", rings)
		}
	})
}
