package ratelimit

import (
	"maps"
	"sync"
	"time"
)

// Recent remembers for a while what happened.
type Recent[K comparable] struct {
	lasts time.Duration

	mu    sync.Mutex
	since map[K]time.Time
}

// NewRecent remembers for so long.
func NewRecent[K comparable](lasts time.Duration) *Recent[K] {
	return &Recent[K]{lasts: lasts, since: map[K]time.Time{}}
}

// Add notes that something has happened now.
func (r *Recent[K]) Add(what K, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	maps.DeleteFunc(r.since, func(_ K, since time.Time) bool { return now.Sub(since) >= r.lasts })
	r.since[what] = now
}

// Has reports whether something has happened lately.
func (r *Recent[K]) Has(what K, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	since, known := r.since[what]
	return known && now.Sub(since) < r.lasts
}
