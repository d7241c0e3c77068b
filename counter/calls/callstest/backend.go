package callstest

import (
	"context"
	"errors"
	"strings"
	"time"

	"motcua/counter/desk"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/seal"
)

// Morning is when a shift begins.
var Morning = time.Date(2026, 11, 23, 8, 30, 0, 0, queue.Zone)

// Centre has two counters and three services.
var Centre = centre.Centre{
	Services: []queue.Service{
		{ID: "ho-tich", Letter: "A", Name: queue.Name{"vi": "Hộ tịch – Chứng thực"}},
		{ID: "dat-dai", Letter: "B", Name: queue.Name{"vi": "Đất đai – Môi trường"}},
		{ID: "xay-dung", Letter: "D", Name: queue.Name{"vi": "Xây dựng – Giao thông"}},
	},
	Counters: []queue.Counter{
		{ID: "05", Services: []string{"ho-tich", "dat-dai"}},
		{ID: "06", Services: []string{"xay-dung"}},
	},
	Classes: []queue.Class{{ID: "cao-tuoi", Name: queue.Name{"vi": "Người cao tuổi từ đủ 75 tuổi"}, HeadStart: 60}},
}

// Backend is a hall of one counter on paper: its rules are the queue's, its faults are set by hand.
type Backend struct {
	Line    []queue.Ticket // who waits, next first
	At05    *queue.Ticket
	Written []string // "called A001"
	Asked   int      // how often for the next person
	By      string   // login name of who took the last step
	Down    error    // central's answer
	Disk    error    // the journal's

	Ring      seal.Ring
	Newer     seal.Ring               // central's, of which the counter has not heard yet
	Elsewhere map[string]queue.Ticket // by id
}

// Write takes a step down, unless the disk is broken.
func (f *Backend) Write(_ context.Context, s desk.Step) error {
	if f.Disk != nil {
		return f.Disk
	}
	f.By = s.Officer
	f.Written = append(f.Written, strings.TrimSpace(string(s.Action)+" "+s.Ticket.Number+" "+s.Service))
	if s.Action != "" && s.Visit == nil {
		f.At05 = nil
	}
	return nil
}

// Next calls the next person, again as long as somebody is called.
func (f *Backend) Next(context.Context) (*queue.Ticket, error) {
	f.Asked++
	if f.Down != nil {
		return nil, f.Down
	}
	if f.At05 == nil && len(f.Line) > 0 {
		t := f.Line[0]
		t.State, t.Counter = queue.Called, "05"
		f.At05, f.Line = &t, f.Line[1:]
	}
	return f.At05, nil
}

// CallSlip calls whoever waits with the slip; what is called elsewhere or done it shows as it is.
func (f *Backend) CallSlip(_ context.Context, code string) (queue.Ticket, error) {
	if f.Down != nil {
		return queue.Ticket{}, f.Down
	}
	ring := f.Ring
	if f.Newer != nil {
		ring = f.Newer
	}
	t, err := ring.OpenTicket(code)
	if errors.Is(err, seal.ErrOver) {
		err = nil // it knows the ticket
	}
	if there, known := f.Elsewhere[t.ID]; known {
		return there, err
	}
	t.State, t.Counter, t.Turn, t.Service = queue.Called, "05", 1, "ho-tich"
	f.At05 = &t
	return t, err
}

// Seals returns the keys that the counter knows.
func (f *Backend) Seals() seal.Ring { return f.Ring }

// Tell notes that a conflict was read.
func (f *Backend) Tell(_ context.Context, c hall.Conflict) error {
	f.Written = append(f.Written, "told "+c.Number)
	return f.Disk
}

// TellClash notes that a clash was read.
func (f *Backend) TellClash(_ context.Context, c dossier.Clash) error {
	f.Written = append(f.Written, "told "+c.Code)
	return f.Disk
}

// Hall returns the hall as central sees it.
func (f *Backend) Hall(context.Context) (hall.View, error) {
	if f.Down != nil {
		return hall.View{}, f.Down
	}
	return hall.View{At: Morning, Centre: Centre, Waiting: f.Line, Desks: []hall.Desk{{Counter: "05", Ticket: f.At05}}}, nil
}
