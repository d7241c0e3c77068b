package serialport

import (
	"errors"
	"net"
	"os"
	"testing"
	"time"
)

func mustListen(t testing.TB) *net.TCPListener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.(*net.TCPListener)
}

func TestNetworkPrinter(t *testing.T) {
	l := mustListen(t)
	w := mustOpen(t, Settings{Device: "tcp://" + l.Addr().String()})
	printer, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, w, "\x10\x04\x01")
	mustRead(t, printer, "\x10\x04\x01")
	w.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	if _, err := w.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Read = %v; want a deadline", err)
	}
	printer.Close()
	w.SetReadDeadline(time.Time{})
	if _, err := w.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Read after the printer left = %v; want an error that is no deadline", err)
	}
}

func TestNetworkPrinterThatIsOff(t *testing.T) {
	l := mustListen(t)
	address := l.Addr().String()
	l.Close()
	if w, err := Open(Settings{Device: "tcp://" + address}); err == nil {
		w.Close()
		t.Error("opened a printer that is off")
	}
}

func TestSlipThatANetworkPrinterDidNotTakeIsForgotten(t *testing.T) {
	l := mustListen(t)
	w := mustOpen(t, Settings{Device: "tcp://" + l.Addr().String()})
	printer, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	w.SetWriteDeadline(time.Now().Add(100 * time.Millisecond))
	n, err := w.Write(make([]byte, 64<<20))
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("Write = %d, %v; want a deadline", n, err)
	}
	w.Close()
	got := 0
	for b := make([]byte, 1<<20); ; {
		m, err := printer.Read(b)
		got += m
		if err != nil {
			break
		}
	}
	if got >= n {
		t.Errorf("all of the %d bytes came out after Close", n)
	}
}
