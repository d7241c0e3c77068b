package hall

import (
	"errors"
	"fmt"
	"time"

	"motcua/internal/journal"
	"motcua/internal/queue"
)

// CallSlip calls the ticket of a slip to the counter where it was shown. A slip of a kiosk that central has not heard of yet tells
// itself that its ticket was issued. It returns the ticket as it is then: somebody else may have called it, or the counter has not
// done with somebody else, who is returned.
func CallSlip(tx *journal.Tx, centre Centre, counter string, slip queue.Ticket, now time.Time) (queue.Ticket, error) {
	if _, ok := centre.Counter(counter); !ok {
		return slip, fmt.Errorf("%w: %s", ErrNoCounter, counter)
	}
	if t, err := atCounter(tx.Tx, counter); !errors.Is(err, ErrNoTicket) {
		return t, err
	}
	t, err := find(tx.Tx, slip.ID)
	if errors.Is(err, ErrNoTicket) {
		if t, err = centre.Told(slip); err == nil {
			err = Record(tx, t)
		}
	}
	if err != nil || t.State == queue.Called || t.State == queue.Done || queue.Day(t.IssuedAt) != queue.Day(now) {
		return t, err
	}
	called, err := offer(tx, t, counter)
	if err != nil {
		return t, err
	}
	return *called, nil
}

// Told completes what a slip tells of its ticket by the service that its number's letter stands for.
func (c Centre) Told(slip queue.Ticket) (queue.Ticket, error) {
	letter, _, _, err := queue.ReadNumber(slip.Number)
	if err != nil {
		return slip, err
	}
	for _, s := range c.Services {
		if s.Letter == letter {
			slip.Service = s.ID
			return slip, nil
		}
	}
	return slip, fmt.Errorf("%w: of the letter %s", ErrNoService, letter)
}
