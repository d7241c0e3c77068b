package serialport

import (
	"errors"
	"io"
	"os"
	"syscall"
	"time"

	"motcua/drivers"
)

// file is a USB printer without a serial port. The kernel itself opens it for one program only.
type file struct{ *os.File }

// openFile opens without blocking, so that deadlines hold.
func openFile(name string) (drivers.Wire, error) {
	f, err := os.OpenFile(name, os.O_RDWR|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	return newPumped(name, file{f}), nil
}

func (f file) Read(b []byte) (int, error) {
	f.SetReadDeadline(time.Now().Add(tick))
	n, err := f.File.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = io.EOF
	}
	return n, err
}

// Alive has nothing to add: a printer that went away answers Read with an error, and an empty USB packet reads as io.EOF.
func (file) Alive() error { return nil }

// Queued is 0: the kernel's printer driver returns from Write when the printer has taken the bytes.
func (file) Queued() int { return 0 }

func (f file) Discard() { f.SetWriteDeadline(time.Unix(0, 0)) }
