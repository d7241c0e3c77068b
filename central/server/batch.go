package server

import (
	"cmp"
	"sync"
	"time"
)

// spacing is how long after one reading the next begins at the earliest, where a batch says nothing else.
const spacing = 100 * time.Millisecond

// batch lets all who ask for a reading before it begins share it: each has one that is newer than their question, and however many ask and
// however often something changes, no more than a few are made in a second. Its zero value is ready.
type batch[T any] struct {
	every time.Duration // as spacing; 0: that

	mu   sync.Mutex
	next *shared[T] // has not begun; nil: nobody has asked for one
	last *shared[T] // that has begun; nil: none has
}

// shared is one reading, and all who wait for it.
type shared[T any] struct {
	began time.Time
	done  chan struct{}
	value T
	err   error
}

// get returns a reading that begins after the call. That somebody does not wait for it any more makes it no shorter for the others.
func (b *batch[T]) get(read func() (T, error)) (T, error) {
	b.mu.Lock()
	s := b.next
	if s == nil {
		s = &shared[T]{done: make(chan struct{})}
		b.next = s
		go b.make(s, read)
	}
	b.mu.Unlock()
	<-s.done
	return s.value, s.err
}

func (b *batch[T]) make(s *shared[T], read func() (T, error)) {
	b.mu.Lock()
	last := b.last
	b.mu.Unlock()
	if last != nil {
		<-last.done // one at a time
		time.Sleep(cmp.Or(b.every, spacing) - time.Since(last.began))
	}
	b.mu.Lock()
	b.next, b.last = nil, s // who asks from now on may know of something newer
	b.mu.Unlock()
	s.began = time.Now()
	defer close(s.done)
	s.value, s.err = read()
}
