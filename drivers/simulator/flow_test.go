package simulator

import (
	"bytes"
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// mustPlug puts a wire between the test and the printer.
func mustPlug(t testing.TB, p *Printer) net.Conn {
	t.Helper()
	ours, theirs := net.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = p.Serve(ctx, theirs)
	}()
	t.Cleanup(func() {
		cancel()
		ours.Close()
		<-served
	})
	return ours
}

func TestSpeedOfTheWire(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(mustModel(t, "epson-tm-t82"), Config{Baud: 9600})
		wire, start := mustPlug(t, p), time.Now()
		if _, err := wire.Write(ticket()); err != nil {
			t.Fatal(err)
		}
		slips, err := p.Await(t.Context(), 1)
		took := slips[0].CutAt.Sub(start)
		if want := time.Duration(len(ticket())) * 10 * time.Second / 9600; err != nil || took < want || took > want+5*time.Millisecond {
			t.Errorf("%d bytes took %v, want %v (%v)", len(ticket()), took, want, err)
		}
	})
}

func TestSpeedOfThePaper(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(mustModel(t, "epson-tm-t82"), Config{Speed: 150})
		wire, start := mustPlug(t, p), time.Now()
		if _, err := wire.Write(ticket()); err != nil {
			t.Fatal(err)
		}
		slips, err := p.Await(t.Context(), 1)
		took, rows := slips[0].CutAt.Sub(start), slips[0].Image().Rect.Dy()
		if want := time.Duration(rows)*time.Second/(8*150) + 250*time.Millisecond; err != nil || (took-want).Abs() > 5*time.Millisecond {
			t.Errorf("%d rows took %v, want %v (%v)", rows, took, want, err)
		}
	})
}

// A printer that is off-line does not work its buffer off: who goes on sending in spite of XOFF loses bytes.
func TestOverflow(t *testing.T) {
	for _, c := range []struct {
		name  string
		model Model
		xoff  int // bytes taken before XOFF
		holds int
	}{
		{"4 KB", mustModel(t, "epson-tm-t82"), 4096 - 128, 4096},
		{"45 bytes", mustModel(t, "epson-tm-t82").SmallBuffer(), 45 - 16, 45},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := New(c.model, Config{})
			do(p, PaperOut)
			if got := p.Feed(bytes.Repeat([]byte("A"), c.xoff-1)); len(got) != 0 {
				t.Errorf("% X too early", got)
			}
			if got := p.Feed([]byte("A")); string(got) != "\x13" {
				t.Errorf("% X, want XOFF", got)
			}
			p.Feed(bytes.Repeat([]byte("B"), c.holds-c.xoff))
			mustObey(t, p)
			p.Feed([]byte("lost, all of it"))
			if v := p.Violations(); len(v) != 1 || v[0].Command != "receive buffer" {
				t.Errorf("%+v", v)
			}
			a := &answers{}
			p.attach(a)
			do(p, PaperIn)
			if string(a.bytes) != "\x11" {
				t.Errorf("% X, want XON", a.bytes)
			}
			p.Feed([]byte("\n" + cut))
			s := one(t, p)
			if text := strings.Join(s.Text, ""); s.Whole || text != strings.Repeat("A", c.xoff)+strings.Repeat("B", c.holds-c.xoff) {
				t.Errorf("whole %v: %d letters", s.Whole, len(text))
			}
		})
	}
}

// polite writes one byte after the other and stops while the printer asks for it.
func polite(t *testing.T, wire net.Conn, stream []byte) {
	held := make(chan bool, 100)
	go func() {
		var b [1]byte
		for {
			if _, err := io.ReadFull(wire, b[:]); err != nil {
				close(held)
				return
			}
			held <- b[0] == 0x13
		}
	}()
	for _, b := range stream {
		select {
		case wait := <-held:
			for wait {
				wait = <-held
			}
		default:
		}
		if _, err := wire.Write([]byte{b}); err != nil {
			t.Error(err)
			return
		}
	}
}

// The paper is slower than the wire: with 45 bytes of buffer only a sender who obeys gets the ticket out whole.
func TestFlowControl(t *testing.T) {
	for name, obeys := range map[string]bool{"obeyed": true, "ignored": false} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := New(mustModel(t, "epson-tm-t82").SmallBuffer(), Config{Baud: 115200, Speed: 150})
				wire := mustPlug(t, p)
				if obeys {
					polite(t, wire, ticket())
				} else {
					go io.Copy(io.Discard, wire)
					if _, err := wire.Write(append(ticket(), "\n"+cut...)); err != nil {
						t.Fatal(err)
					}
				}
				time.Sleep(10 * time.Second)
				lost := len(p.Violations()) > 0
				whole := len(p.Slips()) > 0 && p.Slips()[0].Whole
				if lost == obeys || whole != obeys {
					t.Errorf("lost %v, whole %v", lost, whole)
				}
			})
		})
	}
}

func TestHeldLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(mustModel(t, "epson-tm-t82"), Config{})
		wire := mustPlug(t, p)
		p.Do(Fault{After: 3, Do: Xoff, For: 3 * time.Second})
		start := time.Now()
		go polite(t, wire, []byte("A\nB\n"+cut))
		slips, err := p.Await(t.Context(), 1)
		if took := slips[0].CutAt.Sub(start); err != nil || took != 3*time.Second || !slips[0].Whole {
			t.Errorf("took %v: %v", took, err)
		}
	})
}

// DIP switch 2-1: off-line holds the line as well.
func TestOfflineIsBusy(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{OfflineIsBusy: true})
	a := &answers{}
	p.attach(a)
	do(p, CoverOpen, CoverShut)
	if string(a.bytes) != "\x13\x11" {
		t.Errorf("% X", a.bytes)
	}
}

func TestSlowPrinter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(mustModel(t, "epson-tm-t82"), Config{})
		do(p, Slow)
		wire, start := mustPlug(t, p), time.Now()
		if _, err := wire.Write([]byte(slip1)); err != nil {
			t.Fatal(err)
		}
		slips, _ := p.Await(t.Context(), 1)
		if took := slips[0].CutAt.Sub(start); took != time.Duration(len(slip1))*10*time.Millisecond {
			t.Errorf("took %v", took)
		}
	})
}

func TestNetworkPrinter(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = p.ServeTCP(ctx, l)
	}()
	for range 2 { // one connection after the other
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Write([]byte(slip1 + "\x1dr\x01")); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(conn, make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
		conn.Close()
	}
	cancel()
	<-served
	if got := len(p.Slips()); got != 2 {
		t.Errorf("%d slips", got)
	}
}
