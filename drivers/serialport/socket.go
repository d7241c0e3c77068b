package serialport

import (
	"errors"
	"net"
	"os"
	"strings"
	"time"

	"motcua/drivers"
)

// rawPort is where network printers take bytes as they are.
const rawPort = "9100"

// socket is a TCP connection that forgets what its peer did not take in time: after a write deadline Close throws the rest
// away, so that the tail of a slip does not come out long after it.
type socket struct{ *net.TCPConn }

func dial(address string) (drivers.Wire, error) {
	address = strings.TrimSuffix(address, "/")
	if _, _, err := net.SplitHostPort(address); err != nil {
		address = net.JoinHostPort(strings.Trim(address, "[]"), rawPort)
	}
	// A printer whose cable was pulled says nothing; the probes end the connection after about ten seconds.
	probes := net.KeepAliveConfig{Enable: true, Idle: 5 * time.Second, Interval: 2 * time.Second, Count: 3}
	conn, err := (&net.Dialer{Timeout: 3 * time.Second, KeepAliveConfig: probes}).Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return socket{conn.(*net.TCPConn)}, nil
}

func (s socket) Write(b []byte) (int, error) {
	n, err := s.TCPConn.Write(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return n, errors.Join(err, s.SetLinger(0))
	}
	return n, err
}
