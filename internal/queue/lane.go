package queue

import "slices"

// Lane tells whether a ticket is one counter's to call while there is no central: the counter is the r-th of the n that take the
// ticket's service, and the ticket's place in its series leaves the rest r. The place is that of the number and not that in the line,
// which is another at each moment: so two counters that lost the line at different moments do not meet either.
func Lane(t Ticket, counter string, counters []string) bool {
	r := slices.Index(counters, counter)
	return r >= 0 && t.Serial%len(counters) == r
}
