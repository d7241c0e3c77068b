package simulator

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// ServePTY makes the printer a serial device: a program opens link, a symbolic link that keeps its name, as its port.
// It unplugs and plugs with the printer, and returns when ctx ends, the link removed. ready is called each time it is there.
func (p *Printer) ServePTY(ctx context.Context, name string, ready func()) error {
	for {
		t, err := openTerminal(name)
		if err != nil {
			return err
		}
		ready()
		err = p.Serve(ctx, t)
		if ctx.Err() != nil {
			return nil
		}
		if !errors.Is(err, ErrUnplugged) {
			return fmt.Errorf("serve %s: %w", name, err)
		}
		if p.await(ctx, func() bool { return !p.condition.unplugged }) != nil {
			return nil
		}
	}
}

// terminal is both ends of a pty. The printer keeps the device's end open as well, so that programs may come and go.
type terminal struct {
	*os.File
	device *os.File
	link   string
}

func openTerminal(link string) (*terminal, error) {
	blocking, device, err := pty.Open()
	if err != nil {
		return nil, fmt.Errorf("open pty: %w", err)
	}
	printer, err := pollable(blocking)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open pty: %w", err), device.Close())
	}
	t := &terminal{printer, device, link}
	if err := errors.Join(t.raw(), t.publish()); err != nil {
		return nil, errors.Join(err, printer.Close(), device.Close())
	}
	return t, nil
}

// pollable hands f over to Go's poller: a Read of the file that pty.Open gives back would not end when it is closed.
func pollable(f *os.File) (*os.File, error) {
	defer f.Close()
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, errors.Join(err, unix.Close(fd))
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

// publish points the link at the device, replacing one that a killed simulator left behind but nothing else.
func (t *terminal) publish() error {
	if info, err := os.Lstat(t.link); err == nil && info.Mode()&os.ModeSymlink != 0 {
		if err := os.Remove(t.link); err != nil {
			return err
		}
	}
	return os.Symlink(t.device.Name(), t.link)
}

// raw takes the kernel's hands off the bytes.
func (t *terminal) raw() error {
	return t.control(func(fd int) error {
		settings, err := unix.IoctlGetTermios(fd, unix.TCGETS)
		if err != nil {
			return err
		}
		settings.Iflag = 0
		settings.Oflag = 0
		settings.Lflag = 0
		settings.Cflag = unix.CS8 | unix.CREAD | unix.CLOCAL | unix.B9600
		settings.Cc[unix.VMIN], settings.Cc[unix.VTIME] = 1, 0
		return unix.IoctlSetTermios(fd, unix.TCSETS, settings)
	})
}

// holds tells whether the program at the device has switched the printer's handshake on: then the kernel keeps its bytes back.
func (t *terminal) holds(h Handshake) bool {
	var settings *unix.Termios
	err := t.control(func(fd int) (err error) {
		settings, err = unix.IoctlGetTermios(fd, unix.TCGETS)
		return err
	})
	switch {
	case err != nil:
		return false
	case h == XonXoff:
		return settings.Iflag&unix.IXON != 0
	}
	return h == Hardware && settings.Cflag&unix.CRTSCTS != 0
}

// control runs an ioctl on the device's end without taking it out of Go's poller.
func (t *terminal) control(do func(fd int) error) error {
	conn, err := t.device.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	err = conn.Control(func(fd uintptr) { inner = do(int(fd)) })
	return errors.Join(err, inner)
}

func (t *terminal) Close() error {
	if target, err := os.Readlink(t.link); err == nil && target == t.device.Name() {
		os.Remove(t.link)
	}
	return errors.Join(t.device.Close(), t.File.Close())
}
