package spool

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/simulator"
)

// bench is a simulated printer, its real driver and a spool, on a clock of their own.
type bench struct {
	profile escpos.Profile
	printer *simulator.Printer
	store   *memory
	plug    socket
	power   context.CancelFunc // of the printer
	box     *box

	mu    sync.Mutex
	ended map[string]Outcome
}

// newBench wires the printer to a line that heeds its flow control or, as a serial line opened without, does not.
func newBench(t testing.TB, profile escpos.Profile, heedless bool) *bench {
	t.Helper()
	model, err := simulator.LookUp(profile.Name)
	if err != nil {
		t.Fatal(err)
	}
	config := simulator.Config{Handshake: simulator.Hardware, Speed: 150}
	if heedless {
		config.Handshake = simulator.XonXoff
	}
	ctx, power := context.WithCancel(context.Background())
	b := &bench{
		profile: profile,
		printer: simulator.New(model, config),
		store:   newMemory(),
		plug:    make(socket),
		power:   power,
		ended:   map[string]Outcome{},
	}
	if heedless {
		go b.serveHeedless(ctx)
	} else {
		go b.printer.ServeTCP(ctx, b.plug)
	}
	return b
}

// serveHeedless hands the printer bare wires, which keep nothing back.
func (b *bench) serveHeedless(ctx context.Context) {
	context.AfterFunc(ctx, func() { b.plug.Close() })
	for conn := range b.plug {
		b.printer.Serve(ctx, conn)
	}
}

// boot starts the computer; it dies as the given byte leaves it, or with 0 never.
func (b *bench) boot(dies int64) {
	ctx, stop := context.WithCancel(context.Background())
	b.box = &box{bench: b, encoder: escpos.NewEncoder(b.profile, emblem()), dies: dies, stop: stop, stopped: make(chan struct{})}
	s := New(disk{b.store, b.box}, b.box.open, heading, Watcher{Done: b.done})
	go func() {
		defer close(b.box.stopped)
		s.Run(ctx)
	}()
}

func (b *bench) shutDown() {
	b.box.stop()
	<-b.box.stopped
}

// done is the moment when a citizen takes the slip where no knife cuts it.
func (b *bench) done(job Job, outcome Outcome) {
	b.mu.Lock()
	b.ended[job.ID] = outcome
	b.mu.Unlock()
	if b.profile.Cut == escpos.CutNone {
		b.printer.Do(simulator.Fault{Do: simulator.TearOff})
	}
}

// allEnded waits for every job, for as long as an officer might.
func (b *bench) allEnded() bool {
	for range 180 {
		after(time.Second)
		if pending, _ := b.store.Pending(context.Background()); len(pending) == 0 {
			return true
		}
	}
	return false
}

// box is the computer: once dead, nothing leaves it and nothing reaches its disk.
type box struct {
	bench   *bench
	encoder *escpos.Encoder
	dies    int64
	sent    atomic.Int64
	stop    context.CancelFunc
	stopped chan struct{}
}

var errDead = errors.New("no power")

func (b *box) dead() bool { return b.dies > 0 && b.sent.Load() >= b.dies }

func (b *box) open(ctx context.Context) (drivers.Printer, error) {
	if b.dead() || b.bench.printer.Status().Unplugged {
		return nil, os.ErrNotExist
	}
	near, far := net.Pipe()
	select {
	case b.bench.plug <- far:
		return escpos.New(&port{near, b}, b.encoder), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// port is the box's end of the wire.
type port struct {
	net.Conn
	box *box
}

func (p *port) Write(b []byte) (int, error) {
	if p.box.dead() {
		return 0, errDead
	}
	if left := p.box.dies - p.box.sent.Load(); left > 0 {
		b = b[:min(int64(len(b)), left)]
	}
	n, err := p.Conn.Write(b)
	p.box.sent.Add(int64(n))
	if p.box.dead() {
		return n, errDead
	}
	return n, err
}

func (p *port) Read(b []byte) (int, error) {
	if p.box.dead() {
		return 0, errDead
	}
	return p.Conn.Read(b)
}

// disk is the box's way to the journal.
type disk struct {
	*memory
	box *box
}

func (d disk) Attempt(ctx context.Context, id string, attempts int) error {
	if d.box.dead() {
		return errDead
	}
	return d.memory.Attempt(ctx, id, attempts)
}

func (d disk) Close(ctx context.Context, id string, outcome Outcome) error {
	if d.box.dead() {
		return errDead
	}
	return d.memory.Close(ctx, id, outcome)
}

// socket is the printer's side of the wires.
type socket chan net.Conn

func (s socket) Accept() (net.Conn, error) {
	conn, ok := <-s
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (s socket) Close() error   { close(s); return nil }
func (s socket) Addr() net.Addr { return nil }

// tickets are printed in each case; a mishap strikes during the first, which also teaches the printer its letters, or the second.
var tickets = []string{"A001", "A002", "A003"}

func ticket(number string) Job {
	var d drivers.Document
	d.Logo("emblem")
	d.Text(drivers.Style{Align: drivers.Centre, Bold: true, Wide: 2, High: 2}, number)
	d.Text(drivers.Style{Align: drivers.Centre}, "Đăng ký khai sinh")
	d.Columns(drivers.Style{}, drivers.Cell{Text: "Quầy 05, 06"}, drivers.Cell{Text: "08:15 23/11/2026", Align: drivers.Right})
	d.QR(number + "-7K2QX9M4")
	d.Cut()
	return Job{ID: number, Document: d}
}

// emblem is a logo that is stored in the printer while mishaps strike; small enough for thousands of cases.
func emblem() escpos.Logos {
	b := escpos.NewBitmap(48, 32)
	for i := range b.Rows {
		b.Rows[i] = byte(0xF0 >> (i % 5))
	}
	return escpos.Logos{"emblem": b}
}

// ink is a slip's picture from its first black row to its last.
func ink(s simulator.Slip) string {
	img := s.Image()
	first, last := bytes.IndexByte(img.Pix, 1), bytes.LastIndexByte(img.Pix, 1)
	if first < 0 {
		return ""
	}
	return string(img.Pix[first/img.Stride*img.Stride : (last/img.Stride+1)*img.Stride])
}

// reference is how tickets look when nothing happens, by number, and how many bytes the first two take.
type reference struct {
	plain, marked map[string]string
	bytes         int
}

// calm prints each ticket as it is, and then as a reprint.
func calm(t *testing.T, profile escpos.Profile) reference {
	ref := reference{plain: map[string]string{}, marked: map[string]string{}}
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, profile, false)
		defer b.power()
		b.boot(0)
		defer b.shutDown()
		for _, attempts := range []int{0, 1} {
			for i, number := range tickets {
				job := ticket(number)
				job.ID, job.Attempts = number+strings.Repeat(" again", attempts), attempts
				b.store.Add(t.Context(), job)
				if !b.allEnded() {
					t.Fatalf("%s is not printed", job.ID)
				}
				if job.ID == tickets[1] {
					ref.bytes = b.printer.Received()
				}
				slips := b.printer.Slips()
				if want := attempts*len(tickets) + i + 1; len(slips) != want {
					t.Fatalf("%d slips after %s, want %d", len(slips), job.ID, want)
				}
				[]map[string]string{ref.plain, ref.marked}[attempts][number] = ink(slips[len(slips)-1])
			}
		}
	})
	return ref
}

// judge looks at the paper: every ticket whole at least once, without the heading at most once.
func (b *bench) judge(ref reference) (lost, doubled []string) {
	var paper []string
	for _, slip := range b.printer.Slips() {
		paper = append(paper, ink(slip))
	}
	for _, number := range tickets {
		plain, marked := b.count(paper, ref.plain[number]), b.count(paper, ref.marked[number])
		if b.profile.Cut == escpos.CutNone {
			plain -= marked // below the heading the rows are the same
		}
		confirmed := slices.Contains([]Outcome{Printed, Reprinted}, b.ended[number])
		if plain+marked == 0 || !confirmed {
			lost = append(lost, number)
		}
		if plain > 1 {
			doubled = append(doubled, number)
		}
	}
	return lost, doubled
}

// count finds a ticket on the pieces of paper. Where a knife parts them, a piece with anything else on it is not the ticket;
// where they are torn off by hand, a scrap may hang above it.
func (b *bench) count(paper []string, rows string) (n int) {
	for _, piece := range paper {
		switch {
		case piece == rows:
			n++
		case b.profile.Cut == escpos.CutNone:
			n += strings.Count(piece, rows)
		}
	}
	return n
}
