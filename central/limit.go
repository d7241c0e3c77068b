package main

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A stranger may guess ten times, and then once in ten seconds.
const (
	guessEvery = 10 * time.Second
	guesses    = 10
)

// sweepEvery is how often those are forgotten who have not asked for as long.
const sweepEvery = time.Minute

// limits holds each of many askers to a rate.
type limits struct {
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

func newLimits(r rate.Limit, burst int) *limits {
	return &limits{rate: r, burst: burst, of: map[string]*asker{}}
}

// ask counts a request; if it is one too many, after tells when the next will be answered.
func (l *limits) ask(who string, now time.Time) (after time.Duration) {
	a := l.find(who, now)
	if a.AllowN(now, 1) {
		return 0
	}
	return l.until(a, now)
}

// peek is ask without counting.
func (l *limits) peek(who string, now time.Time) (after time.Duration) {
	return l.until(l.find(who, now), now)
}

func (l *limits) until(a *asker, now time.Time) time.Duration {
	return time.Duration(max(0, 1-a.TokensAt(now)) / float64(l.rate) * float64(time.Second))
}

func (l *limits) find(who string, now time.Time) *asker {
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
func (l *limits) sweep(now time.Time) {
	full := time.Duration(float64(l.burst) / float64(l.rate) * float64(time.Second))
	for who, a := range l.of {
		if now.Sub(a.last) > full {
			delete(l.of, who)
		}
	}
	l.swept = now
}

// address is whom a stranger's requests are counted for.
func address(r *http.Request) string { return machine(r.RemoteAddr) }

var errTooMany = errors.New("too many requests; the header Retry-After says in how many seconds to ask again")

// slow tells somebody to ask later.
func slow(w http.ResponseWriter, after time.Duration) {
	w.Header().Set("Retry-After", fmt.Sprint(math.Ceil(after.Seconds())))
	refuse(w, http.StatusTooManyRequests, errTooMany)
}

// perAddress holds each address to the rate that a device has.
func (g *guard) perAddress(do http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if after := g.requests.ask(address(r), g.now()); after > 0 {
			slow(w, after)
			return
		}
		do.ServeHTTP(w, r)
	})
}
