package serialport

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"sync"
	"time"
)

// device is an open file of the system that has no deadlines of its own.
type device interface {
	// Read waits for about a tick; nothing read is (0, io.EOF) on Linux and (0, nil) on Windows.
	io.ReadWriteCloser
	// Alive returns why the device is gone: a hung-up line reads like a silent one.
	Alive() error
	// Queued counts the bytes taken by Write that have not left yet.
	Queued() int
	// Discard throws these away and lets a blocked Write end.
	Discard()
}

// A slice is what the writer may hold beyond what the system holds; a whole Modbus frame fits, so none is torn.
const slice = 256

const (
	stalled = 300 * time.Millisecond // a line on which nothing left for so long is held by its device
	letGo   = 2 * time.Second        // the longest that Close waits for the system
)

// pumped is a Wire over a device. The program reads and writes one end of a net.Pipe, whose deadlines are exact;
// two goroutines carry the bytes between its far end and the device, and may stay blocked there while the program goes on.
type pumped struct {
	net.Conn
	name  string
	far   net.Conn
	dev   device
	ended chan struct{} // closed when the device is gone or the program has closed the wire
	cause error         // why; written once, before
	once  sync.Once
	in    chan struct{} // closed when nothing more comes in
	out   chan struct{} // closed when nothing more goes out
	shut  func() error
}

func newPumped(name string, dev device) *pumped {
	near, far := net.Pipe()
	p := &pumped{Conn: near, name: name, far: far, dev: dev}
	p.ended, p.in, p.out = make(chan struct{}), make(chan struct{}), make(chan struct{})
	p.shut = sync.OnceValue(p.close)
	go p.pumpIn()
	go p.pumpOut()
	return p
}

// Read returns what has come, os.ErrDeadlineExceeded, or why the device is gone.
func (p *pumped) Read(b []byte) (int, error) {
	n, err := p.Conn.Read(b)
	return n, p.explain(err)
}

// Write returns the bytes taken, of which a slice and the system's own buffer may not have left yet.
func (p *pumped) Write(b []byte) (int, error) {
	n, err := p.Conn.Write(b)
	return n, p.explain(err)
}

// Close lets go of the device, always within about two seconds: what still leaves it may leave, what is held up is thrown away.
func (p *pumped) Close() error { return p.shut() }

func (p *pumped) explain(err error) error {
	if err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%s: %w", p.name, p.cause)
}

// end closes the pipe, so that both its users learn the cause.
func (p *pumped) end(cause error) {
	p.once.Do(func() {
		p.cause = cause
		close(p.ended)
		p.far.Close()
		p.Conn.Close()
	})
}

func (p *pumped) pumpIn() {
	defer close(p.in)
	b := make([]byte, slice)
	for {
		n, err := p.receive(b)
		if n > 0 {
			_, err = p.far.Write(b[:n])
		}
		if err != nil {
			p.end(err)
			return
		}
	}
}

// receive reads once. Silence is no error, but a device that is silent without waiting for the tick must not make us spin.
func (p *pumped) receive(b []byte) (int, error) {
	began := time.Now()
	n, err := p.dev.Read(b)
	if n > 0 || err != nil && err != io.EOF {
		return n, err
	}
	if time.Since(began) < tick/2 {
		time.Sleep(tick / 10)
	}
	select {
	case <-p.ended:
		return 0, p.cause
	default:
		return 0, p.dev.Alive()
	}
}

func (p *pumped) pumpOut() {
	defer close(p.out)
	b := make([]byte, slice)
	for {
		n, err := p.far.Read(b)
		if err == nil {
			_, err = p.dev.Write(b[:n])
		}
		if err != nil {
			p.end(err)
			return
		}
	}
}

func (p *pumped) close() error {
	p.end(fs.ErrClosed)
	p.drain()
	p.dev.Discard()
	closed := make(chan error, 1)
	go func() {
		<-p.in
		<-p.out
		closed <- p.dev.Close()
	}()
	select {
	case err := <-closed:
		return err
	case <-time.After(letGo):
		return fmt.Errorf("%s: the system does not let go of it", p.name)
	}
}

// drain waits as long as bytes still leave.
func (p *pumped) drain() {
	left, since := -1, time.Now()
	for time.Since(since) < stalled {
		queued := p.queued()
		if queued == 0 {
			return
		}
		if queued != left {
			left, since = queued, time.Now()
		}
		time.Sleep(tick / 10)
	}
}

// queued counts what has not left: a slice still in the writer's hand is at least one byte.
func (p *pumped) queued() int {
	select {
	case <-p.out:
		return p.dev.Queued()
	default:
		return p.dev.Queued() + 1
	}
}
