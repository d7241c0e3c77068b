package serialport

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func mustTermios(t testing.TB, name string) *unix.Termios {
	t.Helper()
	fd, err := unix.Open(name, unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	termios, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return termios
}

func TestFlowControlOfTheLine(t *testing.T) {
	for _, c := range []struct {
		flow     Flow
		software bool
		hardware bool
	}{
		{"", false, false}, {NoFlow, false, false}, {XONXOFF, true, false}, {RTSCTS, false, true},
	} {
		t.Run(string(c.flow), func(t *testing.T) {
			_, name := mustPty(t)
			mustOpen(t, Settings{Device: name, Flow: c.flow})
			set := mustTermios(t, name)
			if got := set.Iflag&unix.IXON != 0; got != c.software {
				t.Errorf("XON/XOFF = %v", got)
			}
			if got := set.Cflag&unix.CRTSCTS != 0; got != c.hardware {
				t.Errorf("RTS/CTS = %v", got)
			}
			if set.Cc[unix.VSTOP] != 0x13 || set.Cc[unix.VSTART] != 0x11 {
				t.Errorf("stop, start = %#x, %#x", set.Cc[unix.VSTOP], set.Cc[unix.VSTART])
			}
		})
	}
}

func TestXOFFStopsTheSlipAndXONReleasesIt(t *testing.T) {
	device, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name, Flow: XONXOFF})
	mustWrite(t, device, "\x13")
	mustStop(t, name)
	w.SetWriteDeadline(time.Now().Add(200 * time.Millisecond))
	n, err := w.Write(make([]byte, 4*slice))
	if !errors.Is(err, os.ErrDeadlineExceeded) || n > slice {
		t.Fatalf("Write after XOFF = %d, %v; want a deadline with a slice at most", n, err)
	}
	mustWrite(t, device, "\x11")
	if _, err := io.ReadFull(device, make([]byte, n)); err != nil {
		t.Fatal(err)
	}
	w.SetReadDeadline(time.Now().Add(150 * time.Millisecond))
	if n, err := w.Read(make([]byte, 8)); n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Read = %d, %v; XON and XOFF are not for the program", n, err)
	}
}

// mustStop waits until the system has seen the XOFF: a stopped pty has no room.
func mustStop(t testing.TB, name string) {
	t.Helper()
	fd, err := unix.Open(name, unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	for range 200 {
		ready := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}
		if unix.Poll(ready, 0); ready[0].Revents&unix.POLLOUT == 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("XOFF was not obeyed")
}

func TestCloseWhileXOFFThrowsTheRestAway(t *testing.T) {
	device, name := mustPty(t)
	w := mustOpen(t, Settings{Device: name, Flow: XONXOFF})
	mustWrite(t, device, "\x13")
	mustStop(t, name)
	w.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
	w.Write([]byte("tail of an old slip"))
	mustEnd(t, 2*time.Second, "Close", func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	w = mustOpen(t, Settings{Device: name, Flow: XONXOFF})
	mustWrite(t, w, "new slip")
	mustRead(t, device, "new slip")
}

func TestPortsByTheNameThatStays(t *testing.T) {
	root := t.TempDir()
	for _, device := range []string{"ttyUSB0", "ttyUSB1", "ttyACM0", "ttyS0", "ttyS1", "usb/lp0"} {
		mustFile(t, root+"/dev/"+device, "")
	}
	mustFile(t, root+"/sys/class/tty/ttyS0/type", "4\n")
	mustFile(t, root+"/sys/class/tty/ttyS1/type", "0\n")
	mustLink(t, "../../ttyUSB0", root+"/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0")
	mustLink(t, "../../ttyUSB0", root+"/dev/serial/by-path/pci-0:1.1-port0")
	mustLink(t, "../../ttyUSB1", root+"/dev/serial/by-path/pci-0:1.2-port0")
	want := []string{
		"/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0",
		"/dev/serial/by-path/pci-0:1.2-port0",
		"/dev/ttyACM0", "/dev/ttyS0", "/dev/usb/lp0",
	}
	got := ports(root)
	if len(got) != len(want) {
		t.Fatalf("ports = %q; want %q", got, want)
	}
	for i := range want {
		if got[i] != root+want[i] {
			t.Errorf("ports[%d] = %q; want %q", i, got[i], root+want[i])
		}
	}
}

func TestUSBPrinterFile(t *testing.T) {
	device, name := mustPty(t)
	raw := mustOpen(t, Settings{Device: name}) // sets the line to raw, as a USB printer's file is by nature
	defer raw.Close()
	w, err := openFile(name)
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, w, "\x10\x04\x01")
	mustRead(t, device, "\x10\x04\x01")
	w.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if _, err := w.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Read = %v; want a deadline", err)
	}
	go w.Write(make([]byte, 1<<20))
	mustEnd(t, 2*time.Second, "Close", func() { w.Close() })
}

func mustFile(t testing.TB, name, content string) {
	t.Helper()
	mustFolder(t, name)
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func mustLink(t testing.TB, target, name string) {
	t.Helper()
	mustFolder(t, name)
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

func mustFolder(t testing.TB, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
}
