package server

import (
	"context"
	"sync"
	"time"
)

// feed reads something after each change, once for all who follow it, and only while somebody does.
type feed[T any] struct {
	pulse   *pulse // how long after one reading the next begins, and how long one is good without a change: some of it goes with the time
	changed func() <-chan struct{}
	read    func() (T, error)
	told    func(*reading[T]) // of each reading, once it is published; nil: nobody is

	mu        sync.Mutex
	followers int
	runs      bool
	newest    *reading[T]
}

// reading is what was read at one moment.
type reading[T any] struct {
	value T
	err   error
	over  chan struct{} // closed when there is a newer one
	empty bool          // it is still being read
}

// join counts a follower until leave.
func (f *feed[T]) join() (leave func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.followers++
	if !f.runs {
		f.runs, f.newest = true, &reading[T]{over: make(chan struct{}), empty: true}
		go f.run()
	}
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.followers--
	}
}

// latest returns the newest reading to one who has joined. One that has failed was the last: who follows leaves, and joins again.
func (f *feed[T]) latest(ctx context.Context) (*reading[T], error) {
	r := f.present()
	if r.empty {
		select {
		case <-r.over:
			r = f.present()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return r, r.err
}

func (f *feed[T]) present() *reading[T] {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.newest
}

// run reads until a reading fails, or nobody has followed when there is something new.
func (f *feed[T]) run() {
	for {
		changed, began := f.changed(), time.Now() // before the reading, so that no change falls between
		value, err := f.read()
		r := &reading[T]{value: value, err: err, over: make(chan struct{})}
		goesOn := f.publish(r)
		if f.told != nil {
			f.told(r)
		}
		if !goesOn {
			return
		}
		good := time.NewTimer(f.pulse.beat)
		select {
		case <-changed:
			time.Sleep(f.pulse.gather - time.Since(began)) // the first of many changes is read at once
		case <-good.C:
		}
		good.Stop()
		if f.rests() {
			return
		}
	}
}

// publish hands a reading to all who follow, and reports whether there will be others.
func (f *feed[T]) publish(r *reading[T]) (goesOn bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	close(f.newest.over)
	f.newest, f.runs = r, r.err == nil
	return f.runs
}

// rests stops the readings where nobody follows.
func (f *feed[T]) rests() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.runs = f.followers > 0
	return !f.runs
}
