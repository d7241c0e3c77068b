package dispenser

import "strings"

// A ticket's print job has the ticket's own id. A slip that was withdrawn is printed after all as a job of its own, and a page that is no ticket
// is one of which central need not know.
const (
	againMark = ".again"
	pageMark  = "guide."
)

// AgainJob returns the job that prints a ticket's slip after the one before was withdrawn.
func AgainJob(ticket string) string { return ticket + againMark }

// PageJob returns the print job of a page that is no ticket.
func PageJob(id string) string { return pageMark + id }

// IsPage reports whether a print job is that of a page.
func IsPage(job string) bool { return strings.HasPrefix(job, pageMark) }

// TicketOf returns the ticket that a print job is about, or the job itself where it is about none.
func TicketOf(job string) string { return strings.TrimSuffix(job, againMark) }
