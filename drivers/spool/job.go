package spool

import (
	"context"
	"errors"
	"time"

	"motcua/drivers"
)

// Job is one slip to be printed.
type Job struct {
	ID       string // given by the program; the same ID is the same slip
	Document drivers.Document
	Expires  time.Time // from then on nobody waits for the slip; zero is never
	Attempts int       // how often something of it may have come out; the Store keeps it
}

func (j Job) expired(now time.Time) bool { return !j.Expires.IsZero() && !now.Before(j.Expires) }

// Outcome is how a job ended.
type Outcome string

// The outcomes of a job.
const (
	Printed     Outcome = "printed"     // the printer says that it is on paper
	Reprinted   Outcome = "reprinted"   // the same, with the reprint heading: an earlier piece or whole may lie about
	Expired     Outcome = "expired"     // not printed in time
	Cancelled   Outcome = "cancelled"   // withdrawn before it was printed
	Refused     Outcome = "refused"     // no slip for this printer, such as a QR code too long; nothing came out
	Unconfirmed Outcome = "unconfirmed" // sent maxAttempts times, and the printer never said that it had printed it
)

// Store is the program's journal as far as slips go. What its methods write is on disk before they return.
type Store interface {
	// Add keeps a new job. An ID that was added before, closed or not, is ErrKnown and changes nothing.
	Add(ctx context.Context, job Job) error
	// Attempt sets the attempts of a job. It is called before the first byte of an attempt leaves.
	Attempt(ctx context.Context, id string, attempts int) error
	// Close ends a job. One that is closed already stays as it is.
	Close(ctx context.Context, id string, outcome Outcome) error
	// Pending returns the jobs that were added and not closed, oldest first.
	Pending(ctx context.Context) ([]Job, error)
}

// ErrKnown says that a job with this ID was handed in before.
var ErrKnown = errors.New("slip handed in before")
