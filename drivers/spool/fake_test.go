package spool

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"motcua/drivers"
)

const heading = "IN LẠI / REPRINT"

// memory is a Store that survives a power cut of the program, as a journal does, but not the end of the test.
type memory struct {
	mu     sync.Mutex
	jobs   []Job
	closed map[string]Outcome
	full   map[string]error // by method: what a full disk says
}

func newMemory() *memory { return &memory{closed: map[string]Outcome{}, full: map[string]error{}} }

func (m *memory) Add(_ context.Context, job Job) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if slices.ContainsFunc(m.jobs, func(j Job) bool { return j.ID == job.ID }) {
		return ErrKnown
	}
	m.jobs = append(m.jobs, job)
	return m.full["Add"]
}

func (m *memory) Attempt(_ context.Context, id string, attempts int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.full["Attempt"]; err != nil {
		return err
	}
	m.job(id).Attempts = attempts
	return nil
}

func (m *memory) Close(_ context.Context, id string, outcome Outcome) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.full["Close"]; err != nil {
		return err
	}
	if _, ok := m.closed[id]; !ok {
		m.closed[id] = outcome
	}
	return nil
}

func (m *memory) Pending(context.Context) ([]Job, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var pending []Job
	for _, job := range m.jobs {
		if _, ok := m.closed[job.ID]; !ok {
			pending = append(pending, job)
		}
	}
	return pending, m.full["Pending"]
}

func (m *memory) job(id string) *Job {
	i := slices.IndexFunc(m.jobs, func(j Job) bool { return j.ID == id })
	return &m.jobs[i]
}

func (m *memory) attempts(id string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.job(id).Attempts
}

func (m *memory) fill(method string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.full[method] = err
}

// desk is a printer as the hall sees it: what lies in its tray, and what somebody does to it.
type desk struct {
	mu      sync.Mutex
	status  drivers.Status
	plugged bool
	opened  int
	tray    []string // the first line of each whole slip, with the heading before it if it carries one
	scraps  int      // pieces of slips
	print   []func(*desk) error
	takes   time.Duration
}

func newDesk(mishaps ...func(*desk) error) *desk {
	return &desk{status: drivers.Ready, plugged: true, print: mishaps, takes: 400 * time.Millisecond}
}

func (d *desk) open(context.Context) (drivers.Printer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.plugged {
		return nil, errors.New("no such device")
	}
	d.opened++
	return &fake{desk: d}, nil
}

func (d *desk) set(status drivers.Status) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status, d.plugged = status, status != drivers.Gone
}

func (d *desk) slips() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.tray)
}

type fake struct {
	desk   *desk
	closed bool
}

// Print meets the next mishap of the script, or none.
func (f *fake) Print(ctx context.Context, doc drivers.Document) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(f.desk.takes):
	}
	f.desk.mu.Lock()
	defer f.desk.mu.Unlock()
	if f.closed {
		panic("printed on a closed printer")
	}
	if len(f.desk.print) > 0 {
		mishap := f.desk.print[0]
		f.desk.print = f.desk.print[1:]
		if err := mishap(f.desk); err != nil {
			return err
		}
	}
	f.desk.tray = append(f.desk.tray, text(doc))
	return nil
}

func text(doc drivers.Document) string {
	if doc[0].Kind == drivers.KindCut {
		return "✂ " + text(doc[1:])
	}
	words := doc[0].Text
	if words == heading {
		words += " " + doc[1].Text
	}
	return words
}

func (f *fake) Status(context.Context) drivers.Status {
	f.desk.mu.Lock()
	defer f.desk.mu.Unlock()
	return f.desk.status
}

func (f *fake) Close() error {
	f.closed = true
	return nil
}

// fault is a mishap: the printer stops in this state after so many bytes, until somebody sets it right.
func fault(status drivers.Status, sent int) func(*desk) error {
	return func(d *desk) error {
		d.status, d.plugged = status, status != drivers.Gone
		if sent > 0 {
			d.scraps++
		}
		return &drivers.Fault{Status: status, Sent: sent}
	}
}

// hall is a spool at work.
type hall struct {
	*Spool
	*desk
	store  *memory
	mu     sync.Mutex
	states []drivers.Status
	ended  []string
	stop   context.CancelFunc
	done   chan struct{}
}

func newHall(t testing.TB, d *desk, store *memory) *hall {
	t.Helper()
	h := &hall{desk: d, store: store, done: make(chan struct{})}
	h.Spool = New(store, d.open, heading, Watcher{
		Status: func(s drivers.Status) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.states = append(h.states, s)
		},
		Done: func(j Job, o Outcome) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.ended = append(h.ended, j.ID+" "+string(o))
		},
	})
	ctx, stop := context.WithCancel(context.Background())
	h.stop = stop
	go func() { defer close(h.done); h.Run(ctx) }()
	t.Cleanup(h.halt)
	return h
}

func (h *hall) halt() { h.stop(); <-h.done }

func (h *hall) seen() []drivers.Status {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.states)
}

func (h *hall) outcomes() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.ended)
}

func (h *hall) mustPrint(t testing.TB, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if err := h.Print(context.Background(), job(id)); err != nil {
			t.Fatal(err)
		}
	}
}

func (h *hall) mustLie(t testing.TB, want ...string) {
	t.Helper()
	if got := h.slips(); !slices.Equal(got, want) {
		t.Errorf("in the tray %q; want %q", got, want)
	}
}

func (h *hall) mustEnd(t testing.TB, want ...string) {
	t.Helper()
	if got := h.outcomes(); !slices.Equal(got, want) {
		t.Errorf("ended %q; want %q", got, want)
	}
}

func job(id string) Job {
	var d drivers.Document
	d.Text(drivers.Style{High: 2}, id)
	d.Cut()
	return Job{ID: id, Document: d}
}

// after lets the hall's time pass.
func after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}
