package simulator

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// ErrUnplugged is returned by Serve when there is no cable, or it was pulled.
var ErrUnplugged = errors.New("printer unplugged")

// A holder is a wire that can keep its peer's bytes back under a handshake: TCP always does, a serial line when the peer agrees.
type holder interface{ holds(h Handshake) bool }

// Serve takes bytes from rw and writes the answers to it, until ctx ends, the cable is pulled, or rw fails. It closes rw.
func (p *Printer) Serve(ctx context.Context, rw io.ReadWriteCloser) error {
	l := &link{rw: rw, out: make(chan []byte, 256), gone: make(chan struct{})}
	if !p.attach(l) {
		return errors.Join(ErrUnplugged, rw.Close())
	}
	stop := context.AfterFunc(ctx, l.close)
	defer stop()
	defer p.detach(l)
	go l.write()
	err := p.readAll(l)
	l.close()
	if l.pulled.Load() {
		return ErrUnplugged
	}
	return errors.Join(ctx.Err(), err)
}

// readAll feeds the printer at the speed of the wire.
func (p *Printer) readAll(l *link) error {
	buf := make([]byte, 4096)
	due := time.Now()
	for {
		n, err := l.rw.Read(buf[:p.mouthful()])
		if wait := p.wireTime(n); wait > 0 {
			due = later(due, time.Now()).Add(wait)
			time.Sleep(time.Until(due))
		}
		if !p.takeFrom(l, buf[:n]) {
			return nil
		}
		if err != nil {
			return err
		}
		if h, ok := l.rw.(holder); ok {
			p.waitForRoom(l, h)
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// mouthful is how many bytes are read at once: 10 ms of the wire, and never more than the reserve behind XOFF.
func (p *Printer) mouthful() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	low, _ := p.marks()
	if p.config.Baud == 0 {
		return low
	}
	return min(low, max(1, p.config.Baud/1000))
}

// wireTime is how long n bytes are on the wire, a start and a stop bit around each.
func (p *Printer) wireTime(n int) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	baud := p.config.Baud
	if p.condition.slow {
		baud = 1000
	}
	if baud == 0 {
		return 0
	}
	return time.Duration(n) * 10 * time.Second / time.Duration(baud)
}

// takeFrom tells whether the cable still held at the last byte; those after it are lost.
func (p *Printer) takeFrom(l *link, bytes []byte) bool {
	p.mu.Lock()
	defer p.release()
	for _, b := range bytes {
		if p.wires[l] {
			p.receive(b)
		}
	}
	return p.wires[l]
}

// waitForRoom leaves bytes on the wire while the printer is busy and the wire can hold its peer.
func (p *Printer) waitForRoom(l *link, h holder) {
	for {
		p.mu.Lock()
		wait, changed := p.xoff && p.wires[l] && h.holds(p.config.Handshake), p.changed
		p.mu.Unlock()
		if !wait {
			return
		}
		select {
		case <-changed:
		case <-l.gone:
			return
		}
	}
}

func (p *Printer) attach(w wire) bool {
	p.mu.Lock()
	defer p.release()
	if p.condition.unplugged {
		return false
	}
	p.wires[w] = true
	return true
}

func (p *Printer) detach(w wire) {
	p.mu.Lock()
	defer p.release()
	delete(p.wires, w)
}

// link is one connection and the answers on their way through it.
type link struct {
	rw   io.ReadWriteCloser
	out  chan []byte
	gone chan struct{}
	once sync.Once

	pulled atomic.Bool
}

// send never waits: a peer that does not read loses answers, as on a wire.
func (l *link) send(b []byte) {
	select {
	case l.out <- append([]byte(nil), b...):
	default:
	}
}

func (l *link) drop() {
	l.pulled.Store(true)
	l.close()
}

func (l *link) close() {
	l.once.Do(func() {
		close(l.gone)
		l.rw.Close()
	})
}

func (l *link) write() {
	for {
		select {
		case <-l.gone:
			return
		case b := <-l.out:
			if _, err := l.rw.Write(b); err != nil {
				return // the reading side sees it as well
			}
		}
	}
}

// Feed gives the printer bytes without a wire and returns what it answered at once.
func (p *Printer) Feed(bytes []byte) []byte {
	a := &answers{}
	p.mu.Lock()
	defer p.release()
	p.wires[a] = true
	defer delete(p.wires, a)
	for _, b := range bytes {
		p.receive(b)
	}
	return a.bytes
}

type answers struct{ bytes []byte }

func (a *answers) send(b []byte) { a.bytes = append(a.bytes, b...) }
func (a *answers) drop()         {}

// Await waits until n slips have come out since the printer was made, and returns those that are kept.
func (p *Printer) Await(ctx context.Context, n int) ([]Slip, error) {
	err := p.await(ctx, func() bool { return p.slipCount-len(p.unfinished) >= n })
	return p.Slips(), err
}

// await waits for a condition, asked with the printer locked.
func (p *Printer) await(ctx context.Context, met func() bool) error {
	for {
		p.mu.Lock()
		done, changed := met(), p.changed
		p.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// ServeTCP answers on a listener as a network printer does on port 9100, one connection after the other, until ctx ends.
func (p *Printer) ServeTCP(ctx context.Context, l net.Listener) error {
	stop := context.AfterFunc(ctx, func() { l.Close() })
	defer stop()
	for {
		conn, err := l.Accept()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return err
		}
		_ = p.Serve(ctx, network{conn}) // a lost connection is ordinary: the next one is answered
	}
}

// network holds its peer by not reading: TCP does the rest.
type network struct{ net.Conn }

func (network) holds(Handshake) bool { return true }
