package main

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"motcua/internal/seal"
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

// crowd is how many times as often as one device all who share an address may ask for pages: a hall's phones have one address to the outside.
const crowd = 20

// perAddress holds each address to a rate, for each purpose by itself, and to a number of requests at once.
func (g *guard) perAddress(do http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit, who := g.budget(r)
		after := limit.ask(who, g.now())
		open := g.atOnce
		if strings.HasSuffix(r.URL.Path, "/bell") {
			open = g.listening
		}
		if after == 0 && !open.enter(address(r)) {
			after = time.Second
		}
		if after > 0 {
			slow(w, after)
			return
		}
		defer open.leave(address(r))
		do.ServeHTTP(w, r)
	})
}

// budget is what a request counts on. Whoever asks for one ticket too often takes nothing from the others behind the same address.
func (g *guard) budget(r *http.Request) (limit *limits, who string) {
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/t/"), strings.HasPrefix(path, seal.PathReceipt):
		return g.tickets, address(r) + " " + path
	case path == "/" || path == "/bell" || strings.Contains(path, "."): // board.json, styles, fonts
		return g.pages, address(r)
	}
	return g.doors, address(r) + " " + path
}

// mostAtOnce is how many requests of one address, or of one connection, are answered at once.
const mostAtOnce = 128

// mostListening is how many pages of one address listen at once: a whole hall's phones, and its boards. They take nothing from who asks.
const mostListening = 512

// atOnce counts the requests of each address that are being answered.
type atOnce struct {
	most int

	mu sync.Mutex
	of map[string]int
}

func newAtOnce(most int) *atOnce { return &atOnce{most: most, of: map[string]int{}} }

func (a *atOnce) enter(who string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.of[who] >= a.most {
		return false
	}
	a.of[who]++
	return true
}

func (a *atOnce) leave(who string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.of[who]--; a.of[who] <= 0 {
		delete(a.of, who)
	}
}
