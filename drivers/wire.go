package drivers

import (
	"io"
	"time"
)

// Wire carries bytes to one device and back: a serial line, a TCP connection, a USB printer's file.
// After a deadline Read and Write return os.ErrDeadlineExceeded with what was done until then; any other error means that
// the device has gone and wants to be opened anew. A net.Conn is a Wire.
type Wire interface {
	io.ReadWriteCloser
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}
