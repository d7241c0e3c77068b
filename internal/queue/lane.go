package queue

import "slices"

// Lane reports whether a ticket is one counter's to call while there is no central: the counter is the r-th of the n that take the
// service that the number was taken for, and the number's place in its series leaves the rest r. All of that stands on the paper and
// never changes, unlike a place in line or the service that somebody was sent on to: so two counters that lost the line at different
// moments do not meet either. A number that is in nobody's hand yet is in no lane, for another may be on the paper.
func Lane(t Ticket, counter string, counters []string) bool {
	r := slices.Index(counters, counter)
	return t.InHand && r >= 0 && t.Serial%len(counters) == r
}
