package gate

import (
	"errors"
	"slices"
	"strings"

	"motcua/internal/journal"
)

// Fault is the kind of reason for which an event is not believed. Stored reasons begin with it, so that a technician reads in words of the
// translation files what the detail behind it, in the log's English, is about.
type Fault string

const (
	FaultSender Fault = "sender" // this kind of device does not bring such events
	FaultShape  Fault = "shape"  // the body has more, or something else, than the kind allows
	FaultDay    Fault = "day"    // it happened on a day that cannot be
	FaultAbout  Fault = "about"  // the device may not say this about that ticket, dossier, officer or counter
	FaultOther  Fault = "other"  // the tables cannot take it, or an older version has written no kind of reason
)

// Faults lists all kinds of reasons.
func Faults() []Fault { return []Fault{FaultSender, FaultShape, FaultDay, FaultAbout, FaultOther} }

const faultMark = ": "

// SplitReason returns the kind of a stored reason and its detail.
func SplitReason(reason string) (f Fault, detail string) {
	kind, detail, marked := strings.Cut(reason, faultMark)
	if marked && slices.Contains(Faults(), Fault(kind)) {
		return Fault(kind), detail
	}
	return FaultOther, reason
}

// refuseFor returns err as the journal's refusal of a kind. Other errors than what is wrong with an event stay as they are.
func refuseFor(f Fault, err error) error {
	if err == nil {
		return nil
	}
	return journal.Refused(string(f) + faultMark + err.Error())
}

// mark gives a refusal its kind, and leaves every other error as it is.
func mark(f Fault, err error) error {
	if refused := journal.Refused(""); errors.As(err, &refused) {
		return refuseFor(f, refused)
	}
	return err
}
