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
}

// held finds what is known of a ticket; nil: it was asked for, and is not known to be given.
func (s *scene) held(ticket string) (*held, error) {
	var h held
	err := s.QueryRow(`SELECT kiosk, series, number, taken_for FROM tickets WHERE id = $1`, ticket).Scan(&h.kiosk, &h.series, &h.number, &h.takenFor)
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
	return s.ownHeld(e, *h)
}

// ownHeld says which known ticket is another kiosk's.
func (s *scene) ownHeld(e journal.Event, h held) error {
	switch {
	case h.kiosk != 0 && h.kiosk != s.number():
		return refused("%s speaks of a number of kiosk-%d", e.Origin, h.kiosk)
	case h.kiosk == 0 && h.series != queue.Central && h.series != s.number():
		return refused("%s speaks of a number of kiosk-%d", e.Origin, h.series)
	}
	return nil
}

// oneHand says who gives a ticket another number than the one on its paper, or the number on somebody else's. Only the kiosk that has asked
// for a ticket may have printed another number than central's, and only of its own series.
func (s *scene) oneHand(e journal.Event, t queue.Ticket) error {
	h, err := s.held(t.ID)
	if err != nil {
		return err
	}
	if h == nil {
		return s.unheld(t)
	}
	if s.device.Kind == trust.Kiosk {
		if err := s.ownHeld(e, *h); err != nil {
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

// isOfKiosk reports whether a slip may say what it says in spite of what is known: the number that its kiosk gave alone stands on it, or
// central's, which is known to have come too late for another one.
func isOfKiosk(t queue.Ticket, h held) bool {
	if h.series == queue.Central {
		return t.Series == h.kiosk
	}
	return t.Series == queue.Central
}

// unheld says which number of central's series somebody else holds. Of its own series a kiosk whose disk was lost may have given one twice.
func (s *scene) unheld(t queue.Ticket) error {
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

// shownTo says which slip was shown at a counter where nobody sat.
func (s *scene) shownTo(e journal.Event) error {
	if s.device.Kind != trust.Counter {
		return nil
	}
	return s.anybodySat(e)
}

// soon is how far ahead the clock may be of a counter that answers a call for help: an answer from tomorrow would silence the calls until then.
const soon = 10 * time.Minute

// coming says which answer to a call for help is of a moment to come.
func coming(s *scene, e journal.Event) error {
	if !s.seen.Now.IsZero() && e.At.After(s.seen.Now.Add(soon)) {
		return refused("%s answers calls of %s", e.Origin, e.At.Format(time.DateTime))
	}
	return nil
}
