// Package spool prints slips one after the other: none is lost to a fault, and none comes out twice without saying so.
// It leaves bytes to the printer's driver and durability to the program's journal, its Store.
package spool

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"motcua/drivers"
)

const (
	poll        = time.Second      // how often the printer is asked how it is
	grace       = 10 * time.Second // for the slip in print when the program stops
	maxAttempts = 5                // a printer that prints but never confirms must not empty its roll on one slip
)

// Opener opens the printer; it is called again after the printer was gone.
type Opener func(ctx context.Context) (drivers.Printer, error)

// Watcher is told what happens, on the goroutine where it happens. Each field may be nil.
type Watcher struct {
	Status func(drivers.Status) // the printer's state, at first and whenever it changes
	Done   func(Job, Outcome)   // a job's end, after the Store knows it
}

// Spool is the queue before one printer. Its methods are safe for use by several goroutines.
type Spool struct {
	store   Store
	open    Opener
	reprint string
	watch   Watcher
	wake    chan struct{}
	status  atomic.Value // drivers.Status

	mu        sync.Mutex // held while jobs change hands
	current   string     // the ID of the job in print
	withdrawn bool       // the job in print is not to be printed again

	// Run's own.
	printer drivers.Printer // nil while closed
	looked  bool            // whether scrap is known
	scrap   bool            // a piece of a slip may hang in the printer since before the program started
	owed    *ending         // a slip on paper that the Store could not be told of
	trouble string          // the last error logged
}

type ending struct {
	job     Job
	outcome Outcome
}

// New gives a spool that Run sets going. The reprint heading stands on a slip of which an earlier attempt may have come out.
func New(store Store, open Opener, reprint string, watch Watcher) *Spool {
	return &Spool{store: store, open: open, reprint: reprint, watch: watch, wake: make(chan struct{}, 1)}
}

// Print hands a job in and returns when it is durable; the paper follows, and Watcher.Done tells how it ended.
// A job handed in before is ErrKnown and is not printed once more: a wanted second copy is a job of its own.
func (s *Spool) Print(ctx context.Context, job Job) error {
	if err := s.store.Add(ctx, job); err != nil {
		return err
	}
	s.Wake()
	return nil
}

// Wake says that the program has added a job to the Store itself, such as in one transaction with the ticket it prints.
func (s *Spool) Wake() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Cancel withdraws a job. One that is in print comes out, but is not tried again after a fault; one that has ended is left.
func (s *Spool) Cancel(ctx context.Context, id string) error {
	cancelled, err := s.closeWhere(ctx, Cancelled, func(job Job) bool { return job.ID == id })
	s.tell(cancelled, Cancelled)
	return err
}

// Status returns the printer's state as last seen.
func (s *Spool) Status() drivers.Status {
	if status, ok := s.status.Load().(drivers.Status); ok {
		return status
	}
	return drivers.Gone
}

// closeWhere closes the pending jobs that match; the one in print is only marked.
func (s *Spool) closeWhere(ctx context.Context, outcome Outcome, match func(Job) bool) (closed []Job, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	jobs, err := s.store.Pending(ctx)
	if err != nil {
		return nil, err
	}
	for _, job := range jobs {
		if !match(job) {
			continue
		}
		if job.ID == s.current {
			s.withdrawn = true
			continue
		}
		if err := s.store.Close(ctx, job.ID, outcome); err != nil {
			return closed, err
		}
		closed = append(closed, job)
	}
	return closed, nil
}

func (s *Spool) tell(jobs []Job, outcome Outcome) {
	for _, job := range jobs {
		slog.Info("slip ended", "job", job.ID, "outcome", outcome, "attempts", job.Attempts)
		if s.watch.Done != nil {
			s.watch.Done(job, outcome)
		}
	}
}
