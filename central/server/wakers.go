package server

import (
	"sync"

	"motcua/internal/hall"
)

// wakers wake the phones that have something to say. Of most changes in a hall most phones have nothing to tell.
type wakers struct {
	mu     sync.Mutex
	all    map[*waker]bool
	newest *reading[*hall.Snapshot]
}

// waker wakes one phone.
type waker struct {
	ticket string
	woken  chan struct{}

	known   hall.Followed // what the phone knew when it last looked
	pending bool          // it will look again by itself, for something that can wait
}

func (w *wakers) enter(ticket string) *waker {
	one := &waker{ticket: ticket, woken: make(chan struct{}, 1)}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all[one] = true
	return one
}

func (w *wakers) leave(one *waker) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.all, one)
}

// rest says what a phone knows that has looked at a reading; if that is not the newest any more, it looks again.
func (w *wakers) rest(one *waker, looked *reading[*hall.Snapshot], known hall.Followed, pending bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	known.Position = 0 // which changes for everybody
	one.known, one.pending = known, pending
	if w.newest != looked {
		one.wake()
	}
}

// tell wakes those whose ticket is not as they know it, or all of them where the hall cannot be read.
func (w *wakers) tell(r *reading[*hall.Snapshot]) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.newest = r
	for one := range w.all {
		if r.err != nil || one.concerns(r.value) {
			one.wake()
		}
	}
}

// concerns reports whether a phone should look at a reading.
func (one *waker) concerns(s *hall.Snapshot) bool {
	f, today := s.Place(one.ticket)
	switch {
	case !today:
		return false
	case isUrgent(f, one.known):
		return true
	case one.pending:
		return false
	}
	f, _ = s.Find(one.ticket)
	f.Position = 0
	return f != one.known
}

// isUrgent reports whether somebody should know at once what has become of their ticket. phoneStream.isUrgent says the same of what is shown.
func isUrgent(now, known hall.Followed) bool {
	return now.Ticket.State != known.Ticket.State || now.Held.Moved != known.Held.Moved || now.Ticket.Counter != known.Ticket.Counter || now.Held.Last != known.Held.Last ||
		now.Held.Deferred != known.Held.Deferred || now.Serves != known.Serves || now.Ahead <= near && now.Ahead != known.Ahead
}

func (one *waker) wake() {
	select {
	case one.woken <- struct{}{}:
	default: // it was woken already
	}
}
