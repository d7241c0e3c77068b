package gate

import (
	"database/sql"
	"errors"
	"time"

	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/trust"
)

// held is what is known of a ticket before an event about it.
type held struct {
	kiosk, series int // no kiosk: only the slip was seen
	number        string
	takenFor      string // service
	held          int64  // place taken from home; 0: none
}

// held finds what is known of a ticket; nil: it was asked for, and is not known to be given.
func (s *scene) held(ticket string) (*held, error) {
	var h held
	err := s.QueryRow(`SELECT kiosk, series, number, taken_for, held FROM tickets WHERE id = $1`, ticket).Scan(&h.kiosk, &h.series, &h.number, &h.takenFor, &h.held)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &h, err
}

// ownTicket lets a kiosk speak of its own tickets: it prints and takes back what it has given.
func ownTicket(s *scene, e journal.Event) error {
	h, err := s.held(e.Subject)
	if err != nil || h == nil {
		return err
	}
	return s.checkOwn(e, *h)
}

// checkOwn refuses a known ticket of another kiosk.
func (s *scene) checkOwn(e journal.Event, h held) error {
	switch {
	case h.kiosk != 0 && h.kiosk != s.number():
		return refused("%s speaks of a number of kiosk-%d", e.Origin, h.kiosk)
	case h.kiosk == 0 && h.held != 0:
		return refused("%s speaks of a number that was taken from home", e.Origin)
	case h.kiosk == 0 && h.series != queue.Central && h.series != s.number():
		return refused("%s speaks of a number of kiosk-%d", e.Origin, h.series)
	}
	return nil
}

// checkNumber refuses a second number for a ticket, and a number that another ticket has. Only the kiosk that asked for a ticket may have
// printed another number than central's, and only one of its own series.
func (s *scene) checkNumber(e journal.Event, t queue.Ticket) error {
	h, err := s.held(t.ID)
	if err != nil {
		return err
	}
	if h == nil {
		return s.checkFree(t)
	}
	if s.device.Kind == trust.Kiosk {
		if err := s.checkOwn(e, *h); err != nil {
			return err
		}
	} else if t.Number != h.number && !isOfKiosk(t, *h) {
		return refused("%s calls number %s %s", e.Origin, h.number, t.Number)
	}
	if s.isToday(t.IssuedAt) && t.Service != h.takenFor {
		return refused("number %s was taken for %s, and not for %s", h.number, h.takenFor, t.Service)
	}
	return nil
}

// isOfKiosk reports whether a slip's number may differ from the known one: a kiosk may have printed its own number before central's answer
// came.
func isOfKiosk(t queue.Ticket, h held) bool {
	if h.series == queue.Central {
		return t.Series == h.kiosk
	}
	return t.Series == queue.Central
}

// checkFree refuses a number of central's series that another ticket has. Of its own series a kiosk whose disk was lost may have given one
// twice.
func (s *scene) checkFree(t queue.Ticket) error {
	if t.Series != queue.Central {
		return nil
	}
	var taken bool
	err := s.QueryRow(`SELECT EXISTS (SELECT 1 FROM tickets WHERE day = $1 AND number = $2)`, queue.Day(t.IssuedAt), t.Number).Scan(&taken)
	if err == nil && taken {
		err = refused("number %s is in another hand", t.Number)
	}
	return err
}

// checkShown refuses a slip that was shown at a counter where nobody was logged in.
func (s *scene) checkShown(e journal.Event) error {
	if s.device.Kind != trust.Counter {
		return nil
	}
	return s.checkSomebodyLoggedIn(e)
}

// soon is how far ahead the clock may be of a counter that answers a call for help: an answer from tomorrow would silence the calls until then.
const soon = 10 * time.Minute

// coming refuses an answer to a call for help from a moment to come.
func coming(s *scene, e journal.Event) error {
	if !s.seen.Now.IsZero() && e.At.After(s.seen.Now.Add(soon)) {
		return refused("%s answers calls of %s", e.Origin, e.At.Format(time.DateTime))
	}
	return nil
}
