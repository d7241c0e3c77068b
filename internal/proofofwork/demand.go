package proofofwork

import (
	"math/bits"
	"sync"
	"time"
)

// Demand tells how much work the next one pays, by how often was asked of late: by them, and by all together.
type Demand struct {
	Base   int           // bits when few ask: a blink on any phone
	Free   int           // how often one asks until each doubling of theirs costs a bit more
	Quiet  int           // how often all together ask until each doubling costs everybody a bit
	Window time.Duration // what counts as of late, and at most twice as long

	mu       sync.Mutex
	begun    time.Time
	now, was map[string]int
	all      [2]int // in this window and the last
}

// Bits returns what is asked of somebody now.
func (d *Demand) Bits(who string, now time.Time) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.turn(now)
	return min(Most, d.Base+doublings(d.now[who]+d.was[who], d.Free)+doublings(d.all[0]+d.all[1], d.Quiet))
}

// Count notes that somebody has asked.
func (d *Demand) Count(who string, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.turn(now)
	d.now[who]++
	d.all[0]++
}

// turn begins a new window when the last one is over.
func (d *Demand) turn(now time.Time) {
	switch past := now.Sub(d.begun); {
	case d.now == nil || past >= 2*d.Window:
		d.now, d.was, d.all, d.begun = map[string]int{}, nil, [2]int{}, now
	case past >= d.Window:
		d.now, d.was, d.all, d.begun = map[string]int{}, d.now, [2]int{0, d.all[0]}, now
	}
}

// doublings returns how often a free amount has doubled: 0 up to it, 1 up to twice as much.
func doublings(n, free int) int {
	if n < max(free, 1) {
		return 0
	}
	return bits.Len(uint(n / max(free, 1)))
}
