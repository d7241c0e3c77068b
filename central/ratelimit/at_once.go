package ratelimit

import (
	"context"
	"slices"
	"sync"
	"time"
)

// AtOnce counts the requests of each address that are being answered. One too many waits for its turn, in the order of coming: a hall behind one
// address, in which everybody opens a page at the same moment, is answered a moment later and not refused.
type AtOnce struct {
	most, waiting int
	patience      time.Duration

	mu sync.Mutex
	of map[string]*turns
}

// turns are the requests of one address.
type turns struct {
	in   int
	line []chan struct{} // of those that wait; closed when one is let in
}

// NewAtOnce returns a count that lets so many of each in, and so many more wait so long.
func NewAtOnce(most, waiting int, patience time.Duration) *AtOnce {
	return &AtOnce{most: most, waiting: waiting, patience: patience, of: map[string]*turns{}}
}

// Enter counts a request once there is room for it, and reports whether it may be answered.
func (a *AtOnce) Enter(ctx context.Context, who string) bool {
	turn, in := a.come(who)
	if turn == nil {
		return in
	}
	late := time.NewTimer(a.patience)
	defer late.Stop()
	select {
	case <-turn:
		return true
	case <-late.C:
	case <-ctx.Done():
	}
	return !a.giveUp(who, turn)
}

// come lets a request in, or gives it a turn to wait for; neither where too many wait.
func (a *AtOnce) come(who string) (turn chan struct{}, in bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	t := a.of[who]
	if t == nil {
		t = &turns{}
		a.of[who] = t
	}
	switch {
	case t.in < a.most:
		t.in++
		return nil, true
	case len(t.line) >= a.waiting:
		return nil, false
	}
	turn = make(chan struct{})
	t.line = append(t.line, turn)
	return turn, false
}

// giveUp takes a request out of the line; false: it was let in meanwhile.
func (a *AtOnce) giveUp(who string, turn chan struct{}) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	t := a.of[who]
	if t == nil {
		return false
	}
	at := slices.Index(t.line, turn)
	if at < 0 {
		return false
	}
	t.line = slices.Delete(t.line, at, at+1)
	return true
}

// Leave ends what Enter has let in, and lets the next one in.
func (a *AtOnce) Leave(who string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	t := a.of[who]
	if len(t.line) > 0 {
		close(t.line[0])
		t.line = t.line[1:]
		return
	}
	if t.in--; t.in <= 0 {
		delete(a.of, who)
	}
}
