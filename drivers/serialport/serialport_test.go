package serialport

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"motcua/drivers"
)

// mustPty gives the device's side of a serial line and the name under which we open ours.
func mustPty(t testing.TB) (*os.File, string) {
	t.Helper()
	device, line, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	line.Close()
	t.Cleanup(func() { device.Close() })
	return device, line.Name()
}

func mustOpen(t testing.TB, s Settings) drivers.Wire {
	t.Helper()
	w, err := Open(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// mustEnd fails the test when the call has not come back in time.
func mustEnd(t testing.TB, within time.Duration, what string, call func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); call() }()
	select {
	case <-done:
	case <-time.After(within):
		t.Fatalf("%s still hangs after %v", what, within)
	}
}

func mustWrite(t testing.TB, w io.Writer, text string) {
	t.Helper()
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
}

func mustRead(t testing.TB, r io.Reader, want string) {
	t.Helper()
	got := make([]byte, len(want))
	if _, err := io.ReadFull(r, got); err != nil || string(got) != want {
		t.Fatalf("read %q, %v; want %q", got, err, want)
	}
}

func TestQuestionAndAnswer(t *testing.T) {
	device, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	mustWrite(t, w, "\x10\x04\x01")
	mustRead(t, device, "\x10\x04\x01")
	mustWrite(t, device, "\x12")
	mustRead(t, w, "\x12")
}

func TestEveryByteValuePassesUnchanged(t *testing.T) {
	device, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	mustWrite(t, w, string(all))
	mustRead(t, device, string(all))
	mustWrite(t, device, string(all))
	mustRead(t, w, string(all))
}

func TestSilentPrinterEndsReadAtDeadline(t *testing.T) {
	_, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	for range 2 { // the wire stays whole after a deadline
		began := time.Now()
		w.SetReadDeadline(began.Add(250 * time.Millisecond))
		n, err := w.Read(make([]byte, 8))
		if n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("Read = %d, %v; want a deadline", n, err)
		}
		if took := time.Since(began); took < 250*time.Millisecond || took > 2*time.Second {
			t.Fatalf("deadline of 250 ms came after %v", took)
		}
	}
}

func TestAnswerAfterAMissedDeadlineIsNotLost(t *testing.T) {
	device, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	w.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
	w.Read(make([]byte, 8))
	mustWrite(t, device, "\x16")
	w.SetReadDeadline(time.Time{})
	mustRead(t, w, "\x16")
}

func TestPrinterThatReadsNothingEndsWriteAtDeadline(t *testing.T) {
	device, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	slip := bytes.Repeat([]byte("một cửa "), 30_000)
	w.SetWriteDeadline(time.Now().Add(200 * time.Millisecond))
	n, err := w.Write(slip)
	if !errors.Is(err, os.ErrDeadlineExceeded) || n <= 0 || n >= len(slip) {
		t.Fatalf("Write = %d of %d, %v; want a deadline in the middle", n, len(slip), err)
	}
	got := make([]byte, n) // all that Write took arrives, in order and once
	w.SetWriteDeadline(time.Time{})
	go w.Write([]byte("END"))
	if _, err := io.ReadFull(device, got); err != nil || !bytes.Equal(got, slip[:n]) {
		t.Fatalf("the first %d bytes came out changed (%v)", n, err)
	}
	mustRead(t, device, "END")
}

func TestCloseEndsABlockedWrite(t *testing.T) {
	_, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	written := make(chan error, 1)
	go func() {
		_, err := w.Write(make([]byte, 1<<20))
		written <- err
	}()
	time.Sleep(100 * time.Millisecond) // so that it is the system that blocks
	mustEnd(t, 2*time.Second, "Close", func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := <-written; !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Write = %v; want %v", err, fs.ErrClosed)
	}
}

func TestCloseEndsAWaitingRead(t *testing.T) {
	_, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	read := make(chan error, 1)
	go func() {
		_, err := w.Read(make([]byte, 8))
		read <- err
	}()
	mustEnd(t, 2*time.Second, "Close", func() { w.Close() })
	mustEnd(t, time.Second, "Read", func() {
		if err := <-read; !errors.Is(err, fs.ErrClosed) {
			t.Errorf("Read = %v; want %v", err, fs.ErrClosed)
		}
	})
}

func TestCloseTwice(t *testing.T) {
	_, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	if err := errors.Join(w.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestCloseLetsTheLastBytesLeave(t *testing.T) {
	device, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	mustWrite(t, w, "A001")
	w.Close()
	mustRead(t, device, "A001")
}

func TestPulledCable(t *testing.T) {
	device, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	read := make(chan error, 1)
	go func() {
		_, err := w.Read(make([]byte, 8))
		read <- err
	}()
	device.Close()
	mustEnd(t, 2*time.Second, "Read", func() {
		if err := <-read; err == nil || errors.Is(err, os.ErrDeadlineExceeded) || !strings.Contains(err.Error(), name) {
			t.Errorf("Read = %v; want an error that names %s and is no deadline", err, name)
		}
	})
	mustEnd(t, 2*time.Second, "Write", func() {
		if _, err := w.Write([]byte("A001")); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("Write = %v; want an error that is no deadline", err)
		}
	})
	mustEnd(t, 2*time.Second, "Close", func() { w.Close() })
}

func TestPulledCableWhilePrinterHoldsTheLine(t *testing.T) {
	device, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name})
	written := make(chan error, 1)
	go func() {
		_, err := w.Write(make([]byte, 1<<20))
		written <- err
	}()
	time.Sleep(50 * time.Millisecond) // the writer fills the pipe meanwhile; nothing tells when it waits
	device.Close()
	mustEnd(t, 2*time.Second, "Write", func() {
		if err := <-written; err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("Write = %v; want an error that is no deadline", err)
		}
	})
}

func TestReplugUnderTheSameName(t *testing.T) {
	name := filepath.Join(t.TempDir(), "usb-EPSON_TM-T82-if00-port0")
	for _, plug := range []string{"first", "second"} {
		device, line := mustPty(t)
		if err := os.Symlink(line, name); err != nil {
			t.Fatal(err)
		}
		w := mustOpen(t, Settings{Device: name})
		mustWrite(t, w, plug)
		mustRead(t, device, plug)
		device.Close()
		os.Remove(name)
		if _, err := w.Read(make([]byte, 1)); err == nil {
			t.Fatal("read from a pulled cable")
		}
		w.Close()
		if _, err := Open(Settings{Device: name}); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("Open while unplugged = %v; want %v", err, fs.ErrNotExist)
		}
	}
}

func TestOneProgramADevice(t *testing.T) {
	_, name := mustPty(t)
	first := mustOpen(t, Settings{Device: name})
	_, err := Open(Settings{Device: name})
	if want := "open " + name + ": in use by another program"; err == nil || err.Error() != want {
		t.Fatalf("second Open = %v; want %s", err, want)
	}
	first.Close()
	mustOpen(t, Settings{Device: name})
}

func TestSettingsThatCannotBe(t *testing.T) {
	_, name := mustPty(t)
	for _, c := range []struct {
		name string
		s    Settings
		want string
	}{
		{"unknown flow", Settings{Device: name, Flow: "dtrdsr"}, `open ` + name + `: flow "dtrdsr" is none of none, rtscts, xonxoff`},
		{"unknown parity", Settings{Device: name, Parity: "mark"}, `open ` + name + `: parity "mark" is none of none, even, odd`},
		{"odd rate", Settings{Device: name, Baud: 9601}, `open ` + name + `: 9601 baud: Unrecognized baud rate`},
		{"no such port", Settings{Device: "/dev/serial/by-id/none"}, `open /dev/serial/by-id/none: no such file or directory`},
		{"no such USB printer", Settings{Device: "/dev/usb/lp99"}, `open /dev/usb/lp99: no such file or directory`},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := Open(c.s)
			if err == nil {
				w.Close()
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Open = %v; want %s", err, c.want)
			}
		})
	}
}
