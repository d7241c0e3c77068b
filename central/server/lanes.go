package server

import (
	"context"
	"sync"
	"time"

	"motcua/internal/trust"
)

// lanes are where logins wait: those of known devices apart from those of browsers, which are strangers. In each one password is looked at at
// a time, so that those who guess at once are counted one by one; and a verifier takes 64 MiB.
type lanes struct {
	devices, browsers *lane
}

// lane is one of them. Each place has one login in it: who guesses by the dozen waits for himself.
type lane struct {
	full chan struct{} // while a password is looked at

	mu     sync.Mutex
	places map[string]*place
}

// place is where logins of a lane come from.
type place struct {
	full    chan struct{}
	waiting int
}

// mostWaiting is how many logins of one place wait at once. A person has one.
const mostWaiting = 16

func newLanes() *lanes { return &lanes{newLane(), newLane()} }

func newLane() *lane { return &lane{full: make(chan struct{}, 1), places: map[string]*place{}} }

// enter waits for a turn in a place's lane; waitError where too many of the place wait already.
func (l *lanes) enter(ctx context.Context, at string) (leave func(), err error) {
	if trust.IsDevice(at) {
		return l.devices.enter(ctx, at)
	}
	return l.browsers.enter(ctx, at)
}

func (l *lane) enter(ctx context.Context, at string) (leave func(), err error) {
	p := l.come(at)
	if p == nil {
		return nil, waitError{time.Second}
	}
	for i, turn := range []chan struct{}{p.full, l.full} {
		select {
		case turn <- struct{}{}:
		case <-ctx.Done():
			if i > 0 {
				<-p.full
			}
			l.leave(at, p)
			return nil, ctx.Err()
		}
	}
	return func() { <-l.full; <-p.full; l.leave(at, p) }, nil
}

// come returns the place, with one more that waits; nil where there are too many.
func (l *lane) come(at string) *place {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.places[at]
	if p == nil {
		p = &place{full: make(chan struct{}, 1)}
		l.places[at] = p
	}
	if p.waiting >= mostWaiting {
		return nil
	}
	p.waiting++
	return p
}

func (l *lane) leave(at string, p *place) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if p.waiting--; p.waiting == 0 {
		delete(l.places, at)
	}
}
