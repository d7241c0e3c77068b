package hall

import (
	"cmp"
	"hash/maphash"
	"maps"
	"slices"

	"motcua/internal/queue"
)

// book holds the tickets of a day, and those that are called, from whatever day. Editions share what is the same in both: a book that others look
// at is not written in, but for the parts that its own edition has copied.
type book struct {
	day    string
	lines  map[string][]*entry // who waits, by service, next first
	called []*entry            // in the order of their calls
	pages  [256]map[string]*entry
	own    struct { // what this edition may write in
		lines map[string]bool
		pages [256]bool
	}
}

var seed = maphash.MakeSeed()

func newBook(day string) *book { return (&book{day: day}).edition() }

// edition returns a book of the same tickets that may be written in.
func (b *book) edition() *book {
	copied := &book{day: b.day, lines: maps.Clone(b.lines), called: slices.Clone(b.called), pages: b.pages}
	if copied.lines == nil {
		copied.lines = map[string][]*entry{}
	}
	copied.own.lines = map[string]bool{}
	return copied
}

func page(id string) uint8 { return uint8(maphash.String(seed, id)) }

func (b *book) find(id string) *entry { return b.pages[page(id)][id] }

// same returns the book's own of two that say the same, so that nobody takes it for changed.
func (b *book) same(t *entry) *entry {
	if was := b.find(t.ticket.ID); was != nil && *was == *t {
		return was
	}
	return t
}

// put takes a ticket in as it stands now.
func (b *book) put(t *entry) {
	was := b.find(t.ticket.ID)
	if was == t {
		return
	}
	if was != nil {
		b.leave(was)
	}
	if t.held.Day == b.day || t.ticket.State == queue.Called {
		b.keep(t.ticket.ID, t)
	} else if was != nil {
		b.keep(t.ticket.ID, nil)
	}
	switch {
	case t.waits(b.day):
		b.line(t.ticket.Service, func(line []*entry) []*entry { return slices.Insert(line, goBefore(line, t.ticket), t) })
	case t.ticket.State == queue.Called:
		at, _ := slices.BinarySearchFunc(b.called, t, byCall)
		b.called = slices.Insert(b.called, at, t)
	}
}

// leave takes a ticket out of its line, or from its counter.
func (b *book) leave(t *entry) {
	out := func(from []*entry) []*entry {
		return slices.DeleteFunc(from, func(other *entry) bool { return other == t })
	}
	switch {
	case t.waits(b.day):
		b.line(t.ticket.Service, out)
	case t.ticket.State == queue.Called:
		b.called = out(b.called)
	}
}

// keep writes a ticket on its page; nil: it is taken off.
func (b *book) keep(id string, t *entry) {
	at := page(id)
	if !b.own.pages[at] || b.pages[at] == nil {
		b.pages[at] = maps.Clone(b.pages[at])
		if b.pages[at] == nil {
			b.pages[at] = map[string]*entry{}
		}
		b.own.pages[at] = true
	}
	if t == nil {
		delete(b.pages[at], id)
		return
	}
	b.pages[at][id] = t
}

func (b *book) line(service string, change func([]*entry) []*entry) {
	line := b.lines[service]
	if !b.own.lines[service] {
		line, b.own.lines[service] = slices.Clone(line), true
	}
	b.lines[service] = change(line)
}

// goBefore counts who goes before a ticket in a line, whether it stands there or not.
func goBefore(line []*entry, t queue.Ticket) int {
	n, _ := slices.BinarySearchFunc(line, t, func(other *entry, t queue.Ticket) int { return queue.Compare(other.ticket, t) })
	return n
}

func byCall(a, b *entry) int {
	return cmp.Or(cmp.Compare(a.moved, b.moved), cmp.Compare(a.ticket.ID, b.ticket.ID))
}

// waiting lists who waits, next first.
func (b *book) waiting() []*entry {
	all := []*entry{}
	for _, line := range b.lines {
		all = append(all, line...)
	}
	slices.SortFunc(all, func(x, y *entry) int { return queue.Compare(x.ticket, y.ticket) })
	return all
}
