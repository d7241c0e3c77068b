package main

import (
	"maps"
	"sync"
	"time"
)

// guessedBefore tells how long a number for an appointment has to wait because its device has sent too many codes; not for one that it was told
// of, by a card or a good code: the person stands before it.
func (c *Central) guessedBefore(device, code string) time.Duration {
	if code == "" || c.met.has(device, code, c.now()) {
		return 0
	}
	return c.miscodes.peek(device, c.now())
}

// meetingLasts is how long a device may take until it asks for the number of an appointment that it was told of.
const meetingLasts = 10 * time.Minute

// meetings are the appointments that devices were told of a moment ago.
type meetings struct {
	mu    sync.Mutex
	since map[meeting]time.Time
}

type meeting struct{ device, code string }

func (m *meetings) add(device, code string, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.since, func(_ meeting, since time.Time) bool { return now.Sub(since) > meetingLasts })
	if m.since == nil {
		m.since = map[meeting]time.Time{}
	}
	m.since[meeting{device, code}] = now
}

func (m *meetings) has(device, code string, now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	since, told := m.since[meeting{device, code}]
	return told && now.Sub(since) <= meetingLasts
}
