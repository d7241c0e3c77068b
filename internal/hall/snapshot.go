package hall

import (
	"maps"
	"reflect"
	"slices"
	"time"

	"motcua/internal/queue"
)

// Snapshot is the hall at one moment. Nothing in it changes any more, so all who look at that moment share it. Its View lists nobody who waits:
// Whole does, and Lines counts them.
type Snapshot struct {
	View
	*book
	day      string
	estimate func() Estimate // made when the first asks
}

// Whole returns the view with all who wait.
func (s *Snapshot) Whole() View {
	v := s.View
	v.Waiting = []queue.Ticket{}
	for _, t := range s.book.waiting() {
		v.Waiting = append(v.Waiting, t.ticket)
	}
	return v
}

// Lines counts who waits, by service; a line in which nobody waits is left out.
func (s *Snapshot) Lines() map[string]int {
	counts := map[string]int{}
	for service, line := range s.lines {
		if len(line) > 0 {
			counts[service] = len(line)
		}
	}
	return counts
}

// Find returns a ticket of the day as its holder's phone shows it.
func (s *Snapshot) Find(ticket string) (f Followed, found bool) {
	if f, found = s.Place(ticket); f.Ticket.State != queue.Waiting {
		return f, found
	}
	e, people := s.estimate(), 0.0
	for other, line := range s.lines {
		if share := e.shares.Of(other, f.Ticket.Service); share > 0 {
			people += float64(goBefore(line, f.Ticket)) * share
		}
	}
	f.Wait, _ = e.Wait(f.Ticket.Service, people)
	return f, true
}

// Place is Find without an estimate of the wait, which is most of the work.
func (s *Snapshot) Place(ticket string) (f Followed, found bool) {
	t := s.find(ticket)
	if t == nil || t.held.Day != s.day {
		return f, false
	}
	f = Followed{Ticket: t.ticket, Held: t.held, Position: s.Position, Serves: s.estimate().Serves(t.ticket.Service)}
	if line := s.lines[t.ticket.Service]; t.ticket.State == queue.Waiting {
		f.Ahead = goBefore(line, t.ticket)
		f.Held.Behind = len(line) - f.Ahead - 1
	}
	return f, true
}

// Delta is what has become another from one view to a later one: a device that knows the first makes the second of it.
type Delta struct {
	Since    string         `json:"since"` // version of the first
	Version  string         `json:"version"`
	Position int64          `json:"position"`
	At       time.Time      `json:"at"`
	Gone     []string       `json:"gone,omitempty"`  // ids of tickets that do not wait any more
	Came     []queue.Ticket `json:"came,omitempty"`  // that wait now, or wait as others than they were
	Desks    []Desk         `json:"desks,omitempty"` // that are other than they were
	Given    map[string]int `json:"given,omitempty"` // all, as Help
	Help     []HelpCall     `json:"help,omitempty"`
	Paces    []Pace         `json:"paces"` // all; null: as they were, as Calls
	Calls    []CallShown    `json:"calls"`
}

// Since tells what has changed since an older snapshot; false where so seldom a thing has changed that all of it is told again.
func (s *Snapshot) Since(old *Snapshot) (d Delta, told bool) {
	if s.day != old.day || s.Seals != old.Seals || !slices.Equal(s.Erased, old.Erased) || !reflect.DeepEqual(s.Catalogue, old.Catalogue) || !reflect.DeepEqual(s.Centre, old.Centre) {
		return d, false
	}
	d = Delta{Since: old.Version, Version: s.Version, Position: s.Position, At: s.At, Given: s.Given, Help: s.Help}
	for i, desk := range s.Desks { // a counter a desk, in the centre's order
		if !reflect.DeepEqual(desk, old.Desks[i]) {
			d.Desks = append(d.Desks, desk)
		}
	}
	if !slices.Equal(s.Paces, old.Paces) {
		d.Paces = append([]Pace{}, s.Paces...)
	}
	if !slices.Equal(s.Calls, old.Calls) {
		d.Calls = append([]CallShown{}, s.Calls...)
	}
	d.Gone, d.Came = s.book.moved(old.book)
	return d, true
}

// moved tells who waits no more since an older edition, and who has come or waits as another.
func (b *book) moved(old *book) (gone []string, came []queue.Ticket) {
	for _, service := range services(b, old) {
		now, was := b.lines[service], old.lines[service]
		for _, t := range was {
			if is := b.find(t.ticket.ID); is == nil || !is.waits(b.day) {
				gone = append(gone, t.ticket.ID)
			}
		}
		for _, t := range now {
			if old.find(t.ticket.ID) != t {
				came = append(came, t.ticket)
			}
		}
	}
	return gone, came
}

// services names those of which somebody waits in one of two editions that do not share the line.
func services(b, old *book) (names []string) {
	all := map[string]bool{}
	for _, lines := range []map[string][]*entry{b.lines, old.lines} {
		for service := range lines {
			all[service] = !slices.Equal(b.lines[service], old.lines[service])
		}
	}
	maps.DeleteFunc(all, func(_ string, differs bool) bool { return !differs })
	return slices.Sorted(maps.Keys(all))
}

// After makes a view of the one before it and of what has changed since. The old one stays as it is.
func (v View) After(d Delta) View {
	v.Version, v.Position, v.At, v.Given, v.Help = d.Version, d.Position, d.At, d.Given, d.Help
	if len(v.Given) == 0 {
		v.Given = nil
	}
	if d.Paces != nil {
		v.Paces = d.Paces
	}
	if len(v.Paces) == 0 {
		v.Paces = nil
	}
	if d.Calls != nil {
		v.Calls = d.Calls
	}
	v.Desks = slices.Clone(v.Desks)
	for _, desk := range d.Desks {
		if i := slices.IndexFunc(v.Desks, func(was Desk) bool { return was.Counter == desk.Counter }); i >= 0 {
			v.Desks[i] = desk
		}
	}
	v.Waiting = lined(v.Waiting, d)
	return v
}

// lined returns a line without who has left it, and with who has come.
func lined(was []queue.Ticket, d Delta) []queue.Ticket {
	out := map[string]bool{}
	for _, id := range d.Gone {
		out[id] = true
	}
	for _, t := range d.Came {
		out[t.ID] = true
	}
	line := make([]queue.Ticket, 0, len(was)+len(d.Came))
	for _, t := range was {
		if !out[t.ID] {
			line = append(line, t)
		}
	}
	line = append(line, d.Came...)
	slices.SortFunc(line, queue.Compare)
	return line
}
