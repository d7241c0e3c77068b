// Package drivers is the vocabulary between the hall and its hardware: a Document to print, a Printer that prints it,
// the Status it is in. The bytes are spoken by the packages below it; what a slip says is written in internal/slip.
package drivers

import (
	"context"
	"fmt"
)

// Printer is a slip printer of any make. It is not safe for use by several goroutines: a spool owns it.
type Printer interface {
	// Print sends d and returns when the printer itself has said that it is on paper, or a *Fault.
	Print(ctx context.Context, d Document) error
	// Status asks the printer how it is. A printer that leaves the question unanswered is Gone.
	Status(ctx context.Context) Status
	// Close lets the device go.
	Close() error
}

// Status is the state of a printer, one of a closed set.
type Status string

// The states of a printer.
const (
	Ready       Status = "ready"
	PaperLow    Status = "paper_low"    // prints; the roll's end is near
	PaperOut    Status = "paper_out"    // wants a roll
	CoverOpen   Status = "cover_open"   // wants its cover shut
	CutterError Status = "cutter_error" // knife jammed
	Overheated  Status = "overheated"   // comes back by itself when the head has cooled
	Broken      Status = "broken"       // an error that only a power cycle or a technician ends
	Offline     Status = "offline"      // there, but not taking work: the feed button, a busy line
	Gone        Status = "gone"         // no answer: cable, power, or no such device
	Busy        Status = "busy"         // another program has it, which knows how it is
)

// CanPrint tells whether a slip sent now would come out.
func (s Status) CanPrint() bool { return s == Ready || s == PaperLow }

// Fault says why a document did not come out whole.
type Fault struct {
	Status Status
	Sent   int   // bytes of the document that left this machine: with 0 nothing of it can be on paper
	Err    error // what the wire said, if it said anything
}

func (f *Fault) Error() string {
	msg := fmt.Sprintf("printer %s after %d bytes", f.Status, f.Sent)
	if f.Err == nil {
		return msg
	}
	return msg + ": " + f.Err.Error()
}

func (f *Fault) Unwrap() error { return f.Err }
