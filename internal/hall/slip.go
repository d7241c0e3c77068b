package hall

import (
	"errors"
	"fmt"
	"time"

	"motcua/internal/centre"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// CallSlip calls the ticket of a slip to the counter where it was shown. A slip whose kiosk has not told of it yet tells itself that its
// ticket was issued. It returns the ticket as it is then: somebody else may have called it, or the counter has not done with somebody else, who
// is returned.
func CallSlip(tx *journal.Tx, centre centre.Centre, counter string, slip queue.Ticket, now time.Time) (queue.Ticket, error) {
	if _, ok := centre.Counter(counter); !ok {
		return slip, fmt.Errorf("%w: %s", ErrNoCounter, counter)
	}
	if t, err := atCounter(tx, counter); !errors.Is(err, ErrNoTicket) {
		return t, err
	}
	t, err := find(tx, slip.ID)
	if errors.Is(err, ErrNoTicket) || err == nil && !t.InHand {
		t, err = take(tx, centre, slip)
	}
	if err != nil || t.State == queue.Called || t.State == queue.Done || queue.Day(t.IssuedAt) != queue.Day(now) {
		return t, err
	}
	t.Why = queue.Why{Reason: queue.BySlip}
	called, err := offer(tx, t, counter)
	if err != nil {
		return t, err
	}
	return *called, nil
}

// take takes a slip's word for it that its ticket was issued, and which number stands on it.
func take(tx *journal.Tx, centre centre.Centre, slip queue.Ticket) (queue.Ticket, error) {
	t, err := CompleteSlip(centre, slip)
	if err == nil {
		err = Record(tx, t)
	}
	if err != nil {
		return t, err
	}
	return find(tx, t.ID)
}

// Knows reports whether a ticket is known to be issued, by another word than its slip's.
func Knows(tx *journal.Tx, ticket string) (bool, error) {
	_, err := find(tx, ticket)
	if errors.Is(err, ErrNoTicket) {
		return false, nil
	}
	return err == nil, err
}

// CompleteSlip adds to what a slip tells of its ticket the service that its number's letter stands for.
func CompleteSlip(c centre.Centre, slip queue.Ticket) (queue.Ticket, error) {
	s, ok := c.TakenFor(slip.Number)
	if !ok {
		return slip, fmt.Errorf("%w: for number %s", ErrNoService, slip.Number)
	}
	slip.Service, slip.InHand = s.ID, true
	return slip, nil
}
