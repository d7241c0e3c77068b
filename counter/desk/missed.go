package desk

import (
	"slices"
	"strings"
	"time"

	"motcua/internal/queue"
)

// mostMissed is how many no-shows a desk remembers: an officer notices a slip of the finger within a few people.
const mostMissed = 50

// miss remembers a ticket that was given up here.
func (d *Desk) miss(s Step) {
	if s.Action == queue.Miss {
		d.missed = append(d.missed, s.Ticket)
		d.missed = d.missed[max(0, len(d.missed)-mostMissed):]
	}
}

// Missed finds a ticket of today that was given up here, by its number as people type it: a2 is A002.
func (d *Desk) Missed(typed string, now time.Time) (queue.Ticket, bool) {
	for _, t := range slices.Backward(d.missed) {
		if queue.Day(t.IssuedAt) == queue.Day(d.Clock(now)) && plain(t.Number) == plain(typed) {
			return t, true
		}
	}
	return queue.Ticket{}, false
}

// plain returns a number without spaces and the noughts that fill it.
func plain(number string) string {
	number = strings.ToUpper(strings.Join(strings.Fields(number), ""))
	digits := strings.TrimLeft(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return number[:len(number)-len(digits)] + strings.TrimLeft(digits, "0")
}

// CallMissed returns the step of a person who came after all.
func (d *Desk) CallMissed(t queue.Ticket, now time.Time) Step {
	t = d.turned(t)
	t.Why = queue.Why{Reason: queue.BySlip}
	return d.Call(t, now)
}
