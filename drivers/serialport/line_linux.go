package serialport

import (
	"errors"
	"fmt"
	"io/fs"
	"sync/atomic"

	"github.com/tarm/serial"
	"golang.org/x/sys/unix"
)

// line is a serial port: tarm carries the bytes, and a second descriptor beside it sets what tarm leaves out,
// since termios belongs to the line and not to a descriptor.
type line struct {
	*serial.Port
	beside    int
	discarded atomic.Bool
}

func openLine(s Settings, config *serial.Config) (*line, error) {
	beside, err := unix.Open(s.Device, unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	l := &line{beside: beside}
	if err := l.open(s, config); err != nil {
		unix.Close(beside)
		return nil, err
	}
	return l, nil
}

func (l *line) open(s Settings, config *serial.Config) error {
	// TIOCEXCL does not stop root, and a kiosk may run as root; the lock stops each program of ours.
	if err := unix.Flock(l.beside, unix.LOCK_EX|unix.LOCK_NB); errors.Is(err, unix.EWOULDBLOCK) {
		return ErrBusy
	} else if err != nil {
		return fmt.Errorf("lock: %w", err)
	}
	port, err := serial.OpenPort(config)
	if err != nil {
		return fmt.Errorf("%d baud: %w", s.Baud, err)
	}
	if err := l.set(s.Flow); err != nil {
		port.Close()
		return fmt.Errorf("set flow control %s: %w", s.Flow, err)
	}
	l.Port = port
	return nil
}

// set takes the line for ourselves and turns the flow control on. tarm leaves the stop and start characters at 0,
// with which IXON would do nothing of use.
func (l *line) set(flow Flow) error {
	if err := unix.IoctlSetInt(l.beside, unix.TIOCEXCL, 0); err != nil {
		return err
	}
	t, err := unix.IoctlGetTermios(l.beside, unix.TCGETS)
	if err != nil {
		return err
	}
	t.Cc[unix.VSTART], t.Cc[unix.VSTOP] = 0x11, 0x13
	switch flow {
	case XONXOFF:
		t.Iflag |= unix.IXON
	case RTSCTS:
		t.Cflag |= unix.CRTSCTS
	}
	return unix.IoctlSetTermios(l.beside, unix.TCSETS, t)
}

// Write hands b to tarm once the line is not held and has less than 256 bytes waiting (n_tty_poll in the kernel), so that
// few bytes are out of our hand when a device says stop; a kernel buffer of 4 KB would swallow the whole slip.
func (l *line) Write(b []byte) (int, error) {
	ready := []unix.PollFd{{Fd: int32(l.beside), Events: unix.POLLOUT}}
	for n := 0; n <= 0; {
		n, _ = unix.Poll(ready, int(tick.Milliseconds())) // its one likely error is EINTR
		if l.discarded.Load() {
			return 0, fs.ErrClosed
		}
	}
	return l.Port.Write(b)
}

// Alive asks for the line's settings: a hung-up line refuses every question, while its Read only returns nothing.
func (l *line) Alive() error {
	_, err := unix.IoctlGetTermios(l.beside, unix.TCGETS)
	return err
}

func (l *line) Queued() int {
	n, err := unix.IoctlGetInt(l.beside, unix.TIOCOUTQ)
	if err != nil {
		return 0
	}
	return n
}

// Discard throws the queue away before it ends the flow control, so that nothing of it runs out to the device;
// stopping and starting the line wakes a Write that waits for room.
func (l *line) Discard() {
	l.discarded.Store(true)
	unix.IoctlSetInt(l.beside, unix.TCFLSH, unix.TCOFLUSH)
	if t, err := unix.IoctlGetTermios(l.beside, unix.TCGETS); err == nil {
		t.Iflag &^= unix.IXON
		t.Cflag &^= unix.CRTSCTS
		unix.IoctlSetTermios(l.beside, unix.TCSETS, t)
	}
	unix.IoctlSetInt(l.beside, unix.TCXONC, unix.TCOOFF)
	unix.IoctlSetInt(l.beside, unix.TCXONC, unix.TCOON)
	unix.IoctlSetInt(l.beside, unix.TCFLSH, unix.TCOFLUSH)
}

func (l *line) Close() error {
	unix.IoctlSetInt(l.beside, unix.TIOCNXCL, 0)
	return errors.Join(l.Port.Close(), unix.Close(l.beside))
}
