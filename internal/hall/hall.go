// Package hall is the hall as tables folded from events: who waits, who is called where, how people were served.
// The rules are in queue and rating; who asks, and over which wire, is the programs' business.
package hall

import (
	"errors"
	"slices"
	"strings"

	"motcua/internal/queue"
)

// What central refuses, in words that programs decide on.
var (
	ErrNoService = errors.New("no such service")
	ErrNoCounter = errors.New("no such counter")
	ErrNoTicket  = errors.New("no such ticket")
	ErrQuota     = errors.New("the day's numbers of this service are given out")
)

// The kinds of event that are not an action on a ticket.
const (
	KindIssued       = "ticket.issued"  // body: queue.Ticket
	KindPrinted      = "ticket.printed" // its slip is in the visitor's hand
	KindRated        = "rating.given"   // body: rating.Rating
	KindPrinter      = "printer.status" // the device's printer is in another state; body: PrinterState
	KindHealth       = "device.health"  // a part of the device is in another state; body: Health
	KindHelp         = "help.called"    // somebody at the device wants a person's help
	KindHelpGivenUp  = "help.given_up"  // the call reached nobody in time, and its person was sent to the desk
	KindHelpAnswered = "help.answered"  // one of the staff goes there; subject: the device
	KindConflictTold = "conflict.told"  // an officer has read that a calling of theirs does not stand; body: Told
	KindSlip         = "slip.queued"    // a slip waits for its device's printer; body: the job
	kindTicketDot    = "ticket."
)

// PrinterState is the state of a device's printer, one of drivers.Status.
type PrinterState struct {
	Status string `json:"status"`
}

// KindOf returns the kind of the event of an action.
func KindOf(a queue.Action) string { return kindTicketDot + string(a) }

// ActionOf returns the action whose event is of a kind; false when it is no action's.
func ActionOf(kind string) (queue.Action, bool) {
	name, ok := strings.CutPrefix(kind, kindTicketDot)
	return queue.Action(name), ok && slices.Contains(queue.Actions, queue.Action(name))
}

// Move is the body of an action's event.
type Move struct {
	Counter string `json:"counter,omitempty"`
	Service string `json:"service,omitempty"` // transferred: to which
	Officer string `json:"officer,omitempty"` // login name of who did it
	Turn    int    `json:"turn,omitempty"`    // which calling of the ticket, from 1; 0: the one that is known where the event comes to
	Offered bool   `json:"offered,omitempty"` // called by central, for a counter that has asked
	Ahead   int    `json:"ahead,omitempty"`   // deferred: how many go first
	// Why is why central chose this person; it stays on record for whoever asks later.
	Why queue.Why `json:"why,omitzero"`
}

// Told is the body of KindConflictTold.
type Told struct {
	Counter string `json:"counter"`
	Turn    int    `json:"turn"`
	Officer string `json:"officer,omitempty"` // login name of who has read it
}
