package spool

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"motcua/drivers"
)

// Run opens the printer and prints until ctx ends; then it finishes the slip in print and closes the printer.
// One Run at a time. Jobs left from before, by a power cut too, come first.
func (s *Spool) Run(ctx context.Context) error {
	defer s.release()
	for {
		again, err := s.step(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		s.log(err)
		if again {
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.wake:
		case <-time.After(poll):
		}
	}
}

// step prints the next job if there is one and the printer is well; again says that another may follow at once.
func (s *Spool) step(ctx context.Context) (again bool, err error) {
	if err := s.lookBack(ctx); err != nil {
		return false, err
	}
	if err := s.settle(ctx); err != nil {
		return false, err
	}
	if err := s.expire(ctx); err != nil {
		return false, err
	}
	if !s.check(ctx).CanPrint() {
		return false, nil
	}
	job, ok, err := s.take(ctx)
	if !ok || err != nil {
		return false, err
	}
	again, err = s.print(ctx, job)
	if s.owed == nil && s.putDown() {
		err = errors.Join(err, s.Cancel(ctx, job.ID))
	}
	return again, err
}

// lookBack finds out, once, whether the program ended while a slip was in print, so that a piece of it may hang in the printer.
func (s *Spool) lookBack(ctx context.Context) error {
	if s.looked {
		return nil
	}
	jobs, err := s.store.Pending(ctx)
	if err != nil {
		return err
	}
	s.looked, s.scrap = true, slices.ContainsFunc(jobs, func(job Job) bool { return job.Attempts > 0 })
	return nil
}

func (s *Spool) expire(ctx context.Context) error {
	now := time.Now()
	expired, err := s.closeWhere(ctx, Expired, func(job Job) bool { return job.expired(now) })
	s.tell(expired, Expired)
	return err
}

// take gives the oldest job that somebody still waits for; from here on Cancel only marks it.
func (s *Spool) take(ctx context.Context) (Job, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	jobs, err := s.store.Pending(ctx)
	if err != nil || len(jobs) == 0 {
		return Job{}, false, err
	}
	s.current, s.withdrawn = jobs[0].ID, false
	return jobs[0], true, nil
}

// putDown is the end of take; it tells whether the job was withdrawn meanwhile.
func (s *Spool) putDown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current = ""
	return s.withdrawn
}

// print makes one attempt. The Store learns of it before the first byte: after a power cut the slip may be on paper.
func (s *Spool) print(ctx context.Context, job Job) (again bool, err error) {
	if job.Attempts >= maxAttempts {
		return true, s.end(ctx, job, Unconfirmed)
	}
	if err := s.store.Attempt(ctx, job.ID, job.Attempts+1); err != nil {
		return false, err
	}
	printing, cancel := outlive(ctx, grace)
	defer cancel()
	err = s.printer.Print(printing, s.slip(job))
	var fault *drivers.Fault
	if err == nil || errors.As(err, &fault) && fault.Sent > 0 {
		s.scrap = false // the cut before it is through, or the driver knows that it is owed
	}
	switch {
	case err == nil && job.Attempts == 0:
		return true, s.end(ctx, job, Printed)
	case err == nil:
		return true, s.end(ctx, job, Reprinted)
	case errors.As(err, &fault):
		return false, s.faulted(ctx, job, fault)
	case printing.Err() != nil:
		return false, err // the program stops; the job is printed again when it starts
	default:
		slog.Error("slip refused", "job", job.ID, "err", err)
		return true, s.end(ctx, job, Refused)
	}
}

// slip is what goes on paper: the reprint heading before a document of which something may have come out. What an earlier run of the
// program left hanging in the printer, its driver knows nothing of; so that is cut off first.
func (s *Spool) slip(job Job) (d drivers.Document) {
	if s.scrap {
		d.Cut()
	}
	if job.Attempts > 0 {
		d.Text(drivers.Style{Align: drivers.Centre, Bold: true}, s.reprint)
	}
	return append(d, job.Document...)
}

// faulted leaves the job pending. If nothing of it left the machine, the attempt never was.
func (s *Spool) faulted(ctx context.Context, job Job, fault *drivers.Fault) error {
	s.report(fault.Status, fault.Err)
	if fault.Status == drivers.Gone {
		s.release()
	}
	if fault.Sent > 0 {
		return nil
	}
	return s.store.Attempt(context.WithoutCancel(ctx), job.ID, job.Attempts)
}

// end closes a job by the printer's word. When the disk fails just then, the word is kept, and nothing is printed before
// the Store has it: else the same slip would come out again and again.
func (s *Spool) end(ctx context.Context, job Job, outcome Outcome) error {
	s.owed = &ending{job, outcome}
	return s.settle(ctx)
}

func (s *Spool) settle(ctx context.Context) error {
	if s.owed == nil {
		return nil
	}
	job, outcome := s.owed.job, s.owed.outcome
	if err := s.store.Close(context.WithoutCancel(ctx), job.ID, outcome); err != nil {
		return err
	}
	s.owed = nil
	s.tell([]Job{job}, outcome)
	return nil
}

// check asks the printer how it is, opening it first if need be.
func (s *Spool) check(ctx context.Context) drivers.Status {
	if s.printer == nil {
		printer, err := s.open(ctx)
		if err != nil {
			return s.seen(ctx, drivers.Gone, err)
		}
		s.printer = printer
	}
	status := s.seen(ctx, s.printer.Status(ctx), nil)
	if status == drivers.Gone {
		s.release()
	}
	return status
}

// seen reports a state, unless it is only our own stopping that the printer did not answer.
func (s *Spool) seen(ctx context.Context, status drivers.Status, err error) drivers.Status {
	if ctx.Err() == nil {
		s.report(status, err)
	}
	return status
}

func (s *Spool) report(status drivers.Status, err error) {
	if s.status.Swap(status) == status {
		return
	}
	log := slog.With("status", status)
	if err != nil {
		log = log.With("err", err)
	}
	log.Info("printer")
	if s.watch.Status != nil {
		s.watch.Status(status)
	}
}

// release closes the printer; what a printer that is gone answers to that is of no use to anybody.
func (s *Spool) release() {
	if s.printer != nil {
		s.printer.Close()
		s.printer = nil
	}
}

// log writes an error once, however often it comes again.
func (s *Spool) log(err error) {
	if err == nil {
		s.trouble = ""
		return
	}
	if s.trouble != err.Error() {
		s.trouble = err.Error()
		slog.Error("spool", "err", err)
	}
}

// outlive gives a context that ends some time after ctx.
func outlive(ctx context.Context, by time.Duration) (context.Context, context.CancelFunc) {
	later, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-later.Done():
		case <-time.After(by):
			cancel()
		}
	})
	return later, func() { stop(); cancel() }
}
