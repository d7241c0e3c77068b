package desk

import (
	"errors"
	"slices"
	"strings"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/seal"
)

// Sight is the hall as a counter has seen it last, and what its officer has read of.
type Sight struct {
	counter string
	view    hall.View
	online  bool
	ahead   time.Duration // of central's clock before this device's

	read      map[hall.Conflict]bool
	readClash map[string]bool
}

// Counter returns the counter's id, as on its sign.
func (s *Sight) Counter() string { return s.counter }

// Online reports whether the line to central is up.
func (s *Sight) Online() bool { return s.online }

// Seen returns when central showed the hall last, by the hall's clock; zero before the first time.
func (s *Sight) Seen() time.Time { return s.view.At }

// Clock returns the hall's time, central's clock, at a moment of this device's.
func (s *Sight) Clock(now time.Time) time.Time { return now.Add(s.ahead).In(queue.Zone) }

// Services lists what the counter takes, in the centre's order.
func (s *Sight) Services() (services []queue.Service) {
	c, _ := s.view.Centre.Counter(s.counter)
	for _, service := range s.view.Centre.Services {
		if slices.Contains(c.Services, service.ID) {
			services = append(services, service)
		}
	}
	return services
}

// Conflicts returns the callings of this counter that do not stand and that its officer has not read of yet.
func (s *Sight) Conflicts() []hall.Conflict {
	return slices.DeleteFunc(slices.Clone(s.view.Desk(s.counter).Conflicts), func(c hall.Conflict) bool { return s.read[c] })
}

// Read notes that the officer has read of a conflict; central's next view leaves it out.
func (s *Sight) Read(c hall.Conflict) {
	if s.read == nil {
		s.read = map[hall.Conflict]bool{}
	}
	s.read[c] = true
}

// Clashes returns the steps of dossiers that do not count, which this counter's officer has not read of yet.
func (s *Sight) Clashes() []dossier.Clash {
	return slices.DeleteFunc(slices.Clone(s.view.Clashes), func(c dossier.Clash) bool { return s.readClash[c.Key()] })
}

// ReadClash notes that the officer has read of a clash; central's next view leaves it out.
func (s *Sight) ReadClash(c dossier.Clash) {
	if s.readClash == nil {
		s.readClash = map[string]bool{}
	}
	s.readClash[c.Key()] = true
}

// Service finds a service of the centre; one that is not known keeps its id for a name.
func (s *Sight) Service(id string) queue.Service {
	if known, ok := s.view.Centre.Service(id); ok {
		return known
	}
	return queue.Service{ID: id, Name: queue.Name{"vi": id}}
}

// Class finds a class of the centre; one that is not known keeps its id for a name.
func (s *Sight) Class(id string) queue.Class {
	if c := s.view.Centre.Class(id); c.ID != "" {
		return c
	}
	return queue.Class{ID: id, Name: queue.Name{"vi": id}}
}

// Line lists who waits for this counter, next first.
func (s *Sight) Line() (line []queue.Ticket) {
	c, _ := s.view.Centre.Counter(s.counter)
	for _, t := range s.view.Waiting {
		if slices.Contains(c.Services, t.Service) {
			line = append(line, t)
		}
	}
	return line
}

// Elsewhere counts the people who wait for other counters only.
func (s *Sight) Elsewhere() int { return len(s.view.Waiting) - len(s.Line()) }

// Lane lists who this counter may call without central, next first: of those it saw waiting last, today's of its lane (queue.Lane).
func (s *Sight) Lane(now time.Time) (lane []queue.Ticket) {
	today := queue.Day(s.Clock(now))
	for _, t := range s.Line() {
		taken, ok := s.view.Centre.TakenFor(t.Number)
		if ok && queue.Day(t.IssuedAt) == today && queue.Lane(t, s.counter, s.view.Centre.CountersFor(taken.ID)) {
			lane = append(lane, t)
		}
	}
	return lane
}

func (s *Sight) known() bool {
	_, ok := s.view.Centre.Counter(s.counter)
	return ok
}

// slipRefusal returns why a scanned slip is not accepted, whatever central says. The address before the code tells another centre's slip from
// a forgery.
func (s *Sight) slipRefusal(text, code string, ring seal.Ring, doubt error) Refusal {
	switch {
	case doubt == nil, errors.Is(doubt, seal.ErrOver):
		return Welcome
	case len(ring) == 0:
		return NoKey
	case !strings.EqualFold(text, s.view.Centre.TicketURL(code)):
		return OtherCentre
	case errors.Is(doubt, seal.ErrKey):
		return Welcome
	}
	return Forged
}

// issued returns a ticket as it was before anything was done with it.
func (s *Sight) issued(t queue.Ticket) queue.Ticket {
	if taken, ok := s.view.Centre.TakenFor(t.Number); ok {
		t.Service = taken.ID // it may have been transferred
	}
	t.State, t.Counter, t.Turn, t.Why = queue.Waiting, "", 0, queue.Why{}
	return t
}
