package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/google/uuid"

	"motcua/internal/centraltest"
	"motcua/internal/centre"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/uplink"
)

// fanout is a hall at its fullest: boards, devices and phones that all follow one central while numbers are given and people called.
type fanout struct {
	boards, devices, phones int
	issues, calls           float64 // a second
	lasts                   time.Duration
}

// streets are the addresses that boards and phones come from: behind one of them there are never more than central lets listen.
const streets = 16

// fanCentre has six lines, and a counter for each device that is no kiosk.
func fanCentre(counters int) centre.Centre {
	c := benchCentre()
	c.Counters = c.Counters[:counters]
	return c
}

// crowd is who follows a central in a run.
type crowd struct {
	*central
	public string // host:port
	shape  fanout

	mu    sync.Mutex
	asked map[string]time.Time // when each number's call was asked for
	took  []float64            // ms until each counter had the answer to its call
	seen  struct{ boards, phones []sighting }

	looks   atomic.Int64 // hall views that devices have fetched
	lines   atomic.Int64 // bells of theirs that broke, or ended
	heap    *heap        // of central
	bytes   atomic.Int64 // that boards, phones and devices were sent
	failed  atomic.Pointer[error]
	ending  context.Context
	under   sync.WaitGroup
	tickets []queue.Ticket
}

// sighting is a number that somebody saw called.
type sighting struct {
	number string
	at     time.Time
}

func (b bench) fan(ctx context.Context, shape fanout) (line string, err error) {
	c, err := b.openFan(ctx, shape)
	if err != nil {
		return "", err
	}
	defer c.stop()
	ctx, stop := context.WithCancel(ctx)
	c.ending = ctx
	defer func() { stop(); c.under.Wait() }()

	alone, err := c.alone()
	if err != nil {
		return "", err
	}
	first, err := c.firstView(c.tickets[0])
	if err != nil {
		return "", err
	}
	kbPhone, err := c.memory()
	if err != nil {
		return "", err
	}
	full, err := c.full()
	if err != nil {
		return "", err
	}
	fmt.Printf("alone      board p99 %4.0f ms, phone p99 %4.0f ms: one of each, and nothing else\n", alone.board, alone.phone)
	fmt.Printf("all        board p99 %4.0f ms, phone p99 %4.0f ms: %d boards, %d devices, %d phones, %.0f numbers and %.1f calls a second\n",
		full.board, full.phone, shape.boards, shape.devices, shape.phones, full.issued, full.called)
	fmt.Printf("processors central %.2f, all who follow it and ask %.2f, of the same machine; %d looks at the hall, %d bells broke, %d MB sent\n", full.central, full.crowd, c.looks.Load(), c.lines.Load(), c.bytes.Load()>>20)
	return fmt.Sprintf("bench-fanout: board_p99_ms=%.0f phone_p99_ms=%.0f issue_per_s=%.1f kb_per_phone=%.1f phone_first_kb=%.1f board_over_single=%.1f phone_over_single=%.1f",
		full.board, full.phone, full.issued, kbPhone, first, full.board/alone.board, full.phone/alone.phone), c.wrong()
}

// openFan starts a central with a port for boards and phones, as a hall has it, and enrols the devices.
func (b bench) openFan(ctx context.Context, shape fanout) (*crowd, error) {
	kiosks := min(80, shape.devices/5+1)
	if desks := shape.devices - kiosks; desks <= aloneCalls/2 {
		return nil, fmt.Errorf("%d devices have %d counters: %d are needed, for each calls one person", shape.devices, desks, aloneCalls/2+1)
	}
	hall := fanCentre(min(counters, shape.devices-kiosks))
	path, address, err := centraltest.Write(b.folder("fanout"), "", hall)
	if err != nil {
		return nil, err
	}
	c := &crowd{central: &central{address: address}, shape: shape, asked: map[string]time.Time{}}
	if c.public, err = publicPort(path); err != nil {
		return nil, err
	}
	c.process, c.heap = program(ctx, b.program, path), &heap{}
	c.process.Stderr, c.process.Env = c.heap, append(os.Environ(), "GODEBUG=gctrace=1")
	if err := c.process.Start(); err != nil {
		return nil, err
	}
	if err = centraltest.Await(ctx, address); err == nil {
		c.kiosks, err = centraltest.Enrol(ctx, b.program, path, address, names("kiosk", 1, kiosks)...)
	}
	if err == nil {
		c.desks, err = centraltest.Enrol(ctx, b.program, path, address, names("counter", 0, len(hall.Counters))...)
	}
	if err == nil {
		c.tickets, err = c.give(max(shape.phones, aloneCalls))
	}
	if err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
}

// publicPort adds a port for boards and phones to the settings. The voice is off: its clips are made once, at the very first start, and would be
// measured here.
func publicPort(path string) (address string, err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	address = l.Addr().String()
	_ = l.Close()
	settings, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	return address, os.WriteFile(path, fmt.Appendf(nil, "public_listen = %q\n%s\n[voice]\non = false\n", address, settings), 0o600)
}

// give takes numbers for those who will follow them.
func (c *crowd) give(n int) (tickets []queue.Ticket, err error) {
	kiosk := c.kiosks[0].Client(c.address)
	for i := range n {
		t, err := kiosk.Issue(context.Background(), queue.Request{ID: uuid.Must(uuid.NewV7()).String(), Service: fmt.Sprintf("service-%d", i%6), Kiosk: 1})
		if err != nil {
			return nil, err
		}
		tickets = append(tickets, t)
	}
	return tickets, nil
}

// fail keeps the first thing that went wrong.
func (c *crowd) fail(err error) {
	if c.ending.Err() == nil {
		c.failed.CompareAndSwap(nil, &err)
	}
}

func (c *crowd) wrong() error {
	if err := c.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// stream opens a stream from one of the streets and hands each line of it to hear.
func (c *crowd) stream(street int, path string, buffer int, ready *sync.WaitGroup, hear func(line []byte, at time.Time)) {
	c.under.Go(func() {
		if err := c.listen(street, path, buffer, ready.Done, hear); err != nil {
			c.fail(fmt.Errorf("%s: %w", path, err))
		}
	})
}

func (c *crowd) listen(street int, path string, buffer int, ready func(), hear func(line []byte, at time.Time)) error {
	from := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(1+street%streets))}}
	conn, err := from.DialContext(c.ending, "tcp", c.public)
	if err != nil {
		ready()
		return err
	}
	defer context.AfterFunc(c.ending, func() { conn.Close() })()
	defer conn.Close()
	once := sync.OnceFunc(ready)
	defer once()
	if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\n\r\n", path, c.public); err != nil {
		return err
	}
	held, n := make([]byte, buffer), 0
	for {
		got, err := conn.Read(held[n:])
		if err != nil {
			return err
		}
		c.bytes.Add(int64(got))
		if n += got; n > 12 && !bytes.HasPrefix(held, []byte("HTTP/1.1 200")) && bytes.HasPrefix(held, []byte("HTTP/")) {
			return fmt.Errorf("answered %.60s", held[:n])
		}
		end := bytes.LastIndexByte(held[:n], '\n')
		if end >= 0 {
			if bytes.Contains(held[:end], []byte("data: ")) {
				hear(held[:end], time.Now())
				once()
			}
			n = copy(held, held[end+1:n])
		} else if n == len(held) {
			return fmt.Errorf("a line is longer than %d bytes", buffer)
		}
	}
}

// board is a wall board: it notes when it first saw each number called.
func (c *crowd) board(i int, ready *sync.WaitGroup) {
	known := map[string]bool{}
	c.stream(i, "/bell", 64<<10, ready, func(line []byte, at time.Time) {
		calls, _, _ := bytes.Cut(line, []byte(`"desks":`)) // more than these nobody looks for
		for _, m := range numberOfCall.FindAllSubmatch(calls, -1) {
			if !known[string(m[1])] {
				known[string(m[1])] = true
				c.note(&c.seen.boards, string(m[1]), at)
			}
		}
	})
}

var numberOfCall = regexp.MustCompile(`"number":"([A-Z][0-9]+)","counter":"[^"]+","at"`)

// phone follows one ticket.
func (c *crowd) phone(i int, t queue.Ticket, ready *sync.WaitGroup) {
	called := false
	c.stream(i, "/t/"+seal.Ring{}.TicketCode(t)+"/bell", 1<<10, ready, func(line []byte, at time.Time) {
		if !called && bytes.Contains(line, []byte(`"state":"called"`)) {
			called = true
			c.note(&c.seen.phones, t.Number, at)
		}
	})
}

func (c *crowd) note(in *[]sighting, number string, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*in = append(*in, sighting{number, at})
}

// device hears central's bell and looks at the hall each time, as uplink does, but for what it would make of it.
func (c *crowd) device(by uplink.Credential, ready *sync.WaitGroup) {
	c.under.Go(func() {
		once := sync.OnceFunc(ready.Done)
		defer once()
		client, known := by.Client(c.address), ""
		for c.ending.Err() == nil { // a line that breaks is made anew, as uplink does
			_ = client.Bell(c.ending, func() {
				if n, version, err := hallBytes(c.ending, client, known); err == nil {
					known = version
					c.looks.Add(1)
					c.bytes.Add(n)
					once()
				}
			})
			c.lines.Add(1)
			pause(c.ending, time.Second)
		}
	})
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// latencies are what a stretch came to.
type latencies struct {
	board, phone   float64 // ms, p99
	issued, called float64 // a second
	central, crowd float64 // processors
}

// aloneCalls is how many people are called while one board and one phone look.
const aloneCalls = 40

// alone measures one board, and one phone after the other, in an empty hall.
func (c *crowd) alone() (l latencies, err error) {
	ctx, stop := context.WithCancel(c.ending)
	defer stop()
	one := &crowd{central: c.central, public: c.public, asked: map[string]time.Time{}, ending: ctx}
	var ready sync.WaitGroup
	ready.Add(1 + aloneCalls)
	one.board(0, &ready)
	for i, t := range c.tickets[:aloneCalls] {
		one.phone(i, t, &ready)
	}
	ready.Wait()
	desk := 0
	for range aloneCalls / 2 {
		if err := one.call(desk); err != nil {
			return l, err
		}
		desk += 1
		time.Sleep(400 * time.Millisecond)
	}
	stop()
	one.under.Wait()
	l.board, l.phone = one.quantile(one.seen.boards, .99), one.quantile(one.seen.phones, .99)
	return l, one.wrong()
}

// call has a counter call the next person.
func (c *crowd) call(desk int) error {
	client := c.client(c.desks[desk])
	began := time.Now()
	t, err := client.Next(c.ending, fmt.Sprint(desk))
	if err != nil || t == nil {
		return fmt.Errorf("call: %v, %w", t, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked[t.Number] = began
	c.took = append(c.took, float64(time.Since(began).Microseconds())/1000)
	return nil
}

// client is the one of a device that asks, whose line stays as a device's does.
func (c *crowd) client(by uplink.Credential) uplink.Client {
	kept, _ := c.central.lines.LoadOrStore(by.Token, by.Client(c.address))
	return kept.(uplink.Client)
}

// quantile returns how many ms after a call was asked for a part of those who saw it had seen it.
func (c *crowd) quantile(seen []sighting, part float64) float64 {
	var waits []float64
	for _, s := range seen {
		if asked, ours := c.asked[s.number]; ours {
			waits = append(waits, float64(s.at.Sub(asked).Microseconds())/1000)
		}
	}
	return quantile(waits, part)
}

func quantile(of []float64, part float64) float64 {
	if len(of) == 0 {
		return -1
	}
	slices.Sort(of)
	return of[int(float64(len(of)-1)*part)]
}

// full measures everybody at once.
func (c *crowd) full() (l latencies, err error) {
	var ready sync.WaitGroup
	ready.Add(len(c.kiosks) + len(c.desks) + c.shape.boards)
	for _, by := range slices.Concat(c.kiosks, c.desks) {
		c.device(by, &ready)
	}
	for i := range c.shape.boards {
		c.board(i, &ready)
	}
	ready.Wait()
	in, leave := c.come(&ready)
	defer leave()
	l, err = c.rush()
	l.board, l.phone = c.quantile(c.seen.boards, .99), c.quantile(in.seen.phones, .99)
	fmt.Printf("calls      answered to the counter that asked: half within %.0f ms, p99 %.0f ms; on boards: half within %.0f ms, nine in ten within %.0f ms\n",
		quantile(c.took, .5), quantile(c.took, .99), c.quantile(c.seen.boards, .5), c.quantile(c.seen.boards, .9))
	return l, errors.Join(err, in.wrong())
}

// memory measures what a phone costs central while nobody but phones follows it: what lives in its heap and on its stacks, by its own count after a
// collection, or what it holds of the system's memory, if that is more.
func (c *crowd) memory() (kbPhone float64, err error) {
	if err := c.warm(); err != nil {
		return 0, err
	}
	var ready sync.WaitGroup
	var lives, holds [3]int64
	var in *crowd
	leave := func() {}
	for i, then := range []func(){func() { in, leave = c.come(&ready) }, func() { leave() }, func() {}} {
		holds[i] = c.settledRSS() // with no more litter than the phones make
		if lives[i], err = c.heap.collected(c.ending, c.litter); err != nil {
			leave()
			return 0, err
		}
		then()
	}
	holds[2] = c.settledRSS() // when all was collected
	each := func(kb int64) float64 { return float64(kb) / float64(c.shape.phones) }
	fmt.Printf("memory     lives: %d KB before the phones, %d with them, %d when they have left: %.1f KB a phone, %.1f kept\n", lives[0], lives[1], lives[2], each(lives[1]-lives[0]), each(lives[2]-lives[0]))
	fmt.Printf("           held of the system, with what is to be collected: %d KB, %d, %d: %.1f KB a phone, %.1f kept\n", holds[0], holds[1], holds[2], each(holds[1]-holds[0]), each(holds[2]-holds[0]))
	return each(max(lives[1]-lives[0], holds[1]-holds[0])), in.wrong()
}

// litter has central make something to collect.
func (c *crowd) litter() error {
	_, _, err := c.load("/board.json")
	return err
}

// come has all phones follow their tickets, until they leave.
func (c *crowd) come(ready *sync.WaitGroup) (in *crowd, leave func()) {
	phones, stop := context.WithCancel(c.ending)
	in = &crowd{central: c.central, public: c.public, ending: phones}
	ready.Add(c.shape.phones)
	for i, t := range c.tickets[:c.shape.phones] {
		in.phone(i, t, ready)
		if i%50 == 49 {
			pause(phones, 50*time.Millisecond) // a bus full
		}
	}
	ready.Wait()
	return in, func() { stop(); in.under.Wait() }
}

// warmers are phones that come all together, and go: central opens what it reads with, which stays and is no phone's.
const warmers = 128

func (c *crowd) warm() error {
	ctx, stop := context.WithCancel(c.ending)
	defer stop()
	few := &crowd{central: c.central, public: c.public, ending: ctx}
	n := min(warmers, c.shape.phones)
	var ready sync.WaitGroup
	ready.Add(n)
	for i, t := range c.tickets[:n] {
		few.phone(i, t, &ready)
	}
	ready.Wait()
	stop()
	few.under.Wait()
	return few.wrong()
}

// rush gives numbers and calls people for a while.
func (c *crowd) rush() (l latencies, err error) {
	worked, used, began := mustWork(c.central), ownWork(), time.Now()
	var issued, called atomic.Int64
	ctx, stop := context.WithTimeout(c.ending, c.shape.lasts)
	defer stop()
	var both sync.WaitGroup
	both.Go(func() {
		c.paced(ctx, c.shape.issues, func(i int) {
			k := i % len(c.kiosks)
			_, err := c.client(c.kiosks[k]).Issue(c.ending, queue.Request{ID: uuid.Must(uuid.NewV7()).String(), Service: fmt.Sprintf("service-%d", i%6), Kiosk: k + 1})
			if err != nil {
				c.fail(err)
			}
			issued.Add(1)
		})
	})
	both.Go(func() {
		c.paced(ctx, c.shape.calls, func(i int) {
			if desk := aloneCalls/2 + i; desk < len(c.desks) {
				if err := c.call(desk); err != nil {
					c.fail(err)
				}
				called.Add(1)
			}
		})
	})
	both.Wait()
	took := time.Since(began)
	time.Sleep(2 * time.Second) // for the last to be seen
	l.issued, l.called = float64(issued.Load())/took.Seconds(), float64(called.Load())/took.Seconds()
	l.central, l.crowd = (mustWork(c.central)-worked).Seconds()/took.Seconds(), (ownWork()-used).Seconds()/took.Seconds()
	return l, nil
}

// paced does something so often a second, whether the last time is over or not.
func (c *crowd) paced(ctx context.Context, rate float64, do func(i int)) {
	tick := time.NewTicker(time.Duration(float64(time.Second) / rate))
	defer tick.Stop()
	var all sync.WaitGroup
	defer all.Wait()
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			all.Go(func() { do(i) })
		}
	}
}

func mustWork(c *central) time.Duration {
	worked, err := c.worked()
	if err != nil {
		panic(err) // it runs
	}
	return worked
}

// ownWork is how long this program has kept a processor busy.
func ownWork() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// settledRSS returns how many KB central holds when that has not changed much for a while: Go gives back what it needs no more bit by bit.
func (c *crowd) settledRSS() (kb int64) {
	last := c.rss()
	for range 40 {
		time.Sleep(3 * time.Second)
		kb = c.rss()
		if diff := kb - last; diff < 512 && diff > -512 {
			return kb
		}
		last = kb
	}
	return kb
}

func (c *crowd) rss() (kb int64) {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.process.Process.Pid))
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			_, _ = fmt.Sscan(rest, &kb)
		}
	}
	return kb
}

// firstView returns how many KB a phone loads before it shows where its holder stands: the page and all that it names.
func (c *crowd) firstView(t queue.Ticket) (kb float64, err error) {
	page, n, err := c.load("/t/" + seal.Ring{}.TicketCode(t))
	if err != nil {
		return 0, err
	}
	for _, m := range named.FindAllStringSubmatch(page, -1) {
		_, more, err := c.load(m[1])
		if err != nil {
			return 0, err
		}
		n += more
	}
	return float64(n) / 1024, nil
}

var named = regexp.MustCompile(`"(/static/[^"]+)"`)

// load gets a file as a phone does, and counts the bytes of the answer as they come.
func (c *crowd) load(path string) (text string, n int64, err error) {
	counted := &countedConn{}
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true, DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, c.public)
		counted.Conn = conn
		return counted, err
	}}}
	req, err := http.NewRequestWithContext(c.ending, http.MethodGet, "http://"+c.public+path, nil)
	if err != nil {
		return "", 0, err
	}
	req.Header.Set("Accept-Encoding", "gzip")
	resp, err := client.Do(req)
	if err != nil {
		return "", 0, err
	}
	defer resp.Body.Close()
	var body io.Reader = resp.Body
	if resp.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			return "", 0, err
		}
	}
	raw, err := io.ReadAll(body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", path, resp.Status)
	}
	return string(raw), counted.n, err
}

// countedConn counts what comes.
type countedConn struct {
	net.Conn
	n int64
}

func (c *countedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.n += int64(n)
	return n, err
}

// program is central's, with its errors on ours.
func program(ctx context.Context, path, config string) *exec.Cmd {
	p := exec.CommandContext(ctx, path, "-config", config)
	p.Stderr = os.Stderr
	return p
}

// hallBytes looks at the hall by what is known of it, and throws away what it is told, but for how it is called: what a device makes of it costs the
// device.
func hallBytes(ctx context.Context, client uplink.Client, known string) (n int64, version string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, client.Base+uplink.PathHall+"?"+uplink.KnownView+"="+known, nil)
	if err != nil {
		return 0, "", err
	}
	req.Header.Set("Accept-Encoding", "gzip") // as Go's transport does, which then would unpack it
	resp, err := client.HTTP.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	var packed bytes.Buffer
	if n, err = packed.ReadFrom(resp.Body); err != nil {
		return n, "", err
	}
	text, err := gzip.NewReader(&packed)
	if err != nil {
		return n, "", err
	}
	head := make([]byte, 200)
	if _, err := io.ReadFull(text, head); err != nil {
		return n, "", err
	}
	m := versionOf.FindSubmatch(head)
	if m == nil {
		return n, "", fmt.Errorf("a view without a version: %s", head)
	}
	return n, string(m[1]), nil
}

var versionOf = regexp.MustCompile(`"version":"([^"]+)"`)
