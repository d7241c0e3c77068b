// Package ratelimit holds askers to a rate, a number of requests at once and a share of the connections, each counted by a name.
// Who is counted under which name, and how much each may, is for the caller.
package ratelimit

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// sweepEvery is how often those are forgotten who have not asked for as long.
const sweepEvery = time.Minute

// Limits holds each of many askers to a rate.
type Limits struct {
	rate  rate.Limit
	burst int

	mu    sync.Mutex
	of    map[string]*asker // by a device's name or an address
	swept time.Time
}

type asker struct {
	*rate.Limiter
	last time.Time
}

// New returns limits of so many requests a second, and so many in a burst.
func New(r rate.Limit, burst int) *Limits {
	return &Limits{rate: r, burst: burst, of: map[string]*asker{}}
}

// PerDay returns limits of so many a day, one at least, all of which may come at once.
func PerDay(most int) *Limits {
	most = max(1, most)
	return New(rate.Every(24*time.Hour/time.Duration(most)), most)
}

// Take counts a request; if it is one too many, after tells when the next will be answered.
func (l *Limits) Take(who string, now time.Time) (after time.Duration) {
	a := l.find(who, now)
	if a.AllowN(now, 1) {
		return 0
	}
	return l.until(a, now)
}

// RetryAfter is Take without counting.
func (l *Limits) RetryAfter(who string, now time.Time) (after time.Duration) {
	return l.until(l.find(who, now), now)
}

func (l *Limits) until(a *asker, now time.Time) time.Duration {
	return time.Duration(max(0, 1-a.TokensAt(now)) / float64(l.rate) * float64(time.Second))
}

func (l *Limits) find(who string, now time.Time) *asker {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.swept) > sweepEvery {
		l.sweep(now)
	}
	a := l.of[who]
	if a == nil {
		a = &asker{Limiter: rate.NewLimiter(l.rate, l.burst)}
		l.of[who] = a
	}
	a.last = now
	return a
}

// sweep forgets who has its whole burst again anyway.
func (l *Limits) sweep(now time.Time) {
	full := time.Duration(float64(l.burst) / float64(l.rate) * float64(time.Second))
	for who, a := range l.of {
		if now.Sub(a.last) > full {
			delete(l.of, who)
		}
	}
	l.swept = now
}
