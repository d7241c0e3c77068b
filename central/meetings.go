package main

import "time"

// guessedBefore tells how long a number for an appointment has to wait because its device has sent too many codes; not for one that it was told
// of, by a card or a good code: the person stands before it.
func (c *Central) guessedBefore(device, code string) time.Duration {
	if code == "" || c.met.has(meeting{device, code}, c.now()) {
		return 0
	}
	return c.miscodes.peek(device, c.now())
}

// meetingLasts is how long a device may take until it asks for the number of an appointment that it was told of.
const meetingLasts = 10 * time.Minute

// meeting is an appointment that a device was told of.
type meeting struct{ device, code string }
