package simulator

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// mustServe gives a printer a serial device and returns its name; ready hears each time the device is there.
func mustServe(t testing.TB, p *Printer) (device string, ready chan bool) {
	t.Helper()
	device, ready = filepath.Join(t.TempDir(), "printer"), make(chan bool, 9)
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- p.ServePTY(ctx, device, func() { ready <- true }) }()
	t.Cleanup(func() {
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
		if _, err := os.Lstat(device); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the link is left behind: %v", err)
		}
	})
	<-ready
	return device, ready
}

func mustOpen(t testing.TB, device string) *os.File {
	t.Helper()
	f, err := os.OpenFile(device, os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func mustSend(t testing.TB, f *os.File, bytes string) {
	t.Helper()
	if _, err := f.WriteString(bytes); err != nil {
		t.Fatal(err)
	}
}

func mustHear(t testing.TB, f *os.File, want string) {
	t.Helper()
	got := make([]byte, len(want))
	if _, err := io.ReadFull(f, got); err != nil || string(got) != want {
		t.Fatalf("% X (%v), want % X", got, err, want)
	}
}

func TestSerialDevice(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	device, _ := mustServe(t, p)
	for range 2 { // programs come and go
		f := mustOpen(t, device)
		mustSend(t, f, string(ticket())+"\x1dr\x01\x10\x04\x01")
		got := make([]byte, 2)
		if _, err := io.ReadFull(f, got); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	mustObey(t, p)
	if got := len(p.Slips()); got != 2 {
		t.Errorf("%d slips", got)
	}
}

func TestUnpluggedDevice(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	device, ready := mustServe(t, p)
	f := mustOpen(t, device)
	mustSend(t, f, "one\n\x10\x04\x01")
	mustHear(t, f, "\x12")
	do(p, Unplug)
	if _, err := f.Read(make([]byte, 1)); err == nil {
		t.Error("an unplugged device answers")
	}
	f.Close()
	do(p, Plug)
	<-ready
	f = mustOpen(t, device)
	mustSend(t, f, "two\n"+cut+"\x1dr\x01")
	mustHear(t, f, "\x00")
	if s := one(t, p); s.Whole {
		t.Error("a slip that lost its cable is not whole")
	}
}

// A program that switches the kernel's flow control on never loses a byte, however small the buffer and slow the paper.
func TestKernelFlowControl(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82").SmallBuffer(), Config{Speed: 600})
	device, _ := mustServe(t, p)
	f := mustOpen(t, device)
	flow(t, f)
	mustSend(t, f, string(ticket()))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if _, err := p.Await(ctx, 1); err != nil {
		t.Fatal(err)
	}
	mustObey(t, p)
	if s := one(t, p); !s.Whole || len(s.Text) != 13 {
		t.Errorf("%q", s.Text)
	}
}

// flow sets IXON with the characters that tarm/serial leaves empty.
func flow(t testing.TB, f *os.File) {
	t.Helper()
	settings, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	settings.Iflag |= unix.IXON
	settings.Cc[unix.VSTART], settings.Cc[unix.VSTOP] = 0x11, 0x13
	if err := unix.IoctlSetTermios(int(f.Fd()), unix.TCSETS, settings); err != nil {
		t.Fatal(err)
	}
}

func TestLinkInTheWay(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	name := filepath.Join(t.TempDir(), "printer")
	if err := os.WriteFile(name, []byte("somebody's file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := p.ServePTY(t.Context(), name, func() {}); err == nil {
		t.Error("replaced a file")
	}
}
