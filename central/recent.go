package main

import (
	"maps"
	"sync"
	"time"
)

// recent remembers for a while what happened.
type recent[K comparable] struct {
	lasts time.Duration

	mu    sync.Mutex
	since map[K]time.Time
}

func newRecent[K comparable](lasts time.Duration) *recent[K] {
	return &recent[K]{lasts: lasts, since: map[K]time.Time{}}
}

func (r *recent[K]) add(what K, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	maps.DeleteFunc(r.since, func(_ K, since time.Time) bool { return now.Sub(since) >= r.lasts })
	r.since[what] = now
}

func (r *recent[K]) has(what K, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	since, known := r.since[what]
	return known && now.Sub(since) < r.lasts
}
