package ratelimit

import (
	"errors"
	"net"
	"testing"
)

func TestMachineOfAnAddress(t *testing.T) {
	for remote, want := range map[string]string{
		"10.0.0.9:40000":                    "10.0.0.9",
		"[::ffff:10.0.0.9]:40000":           "10.0.0.9",
		"[2001:db8:1:2:3:4:5:6]:40000":      "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff:ffff::1]:40001": "2001:db8:1:2::/64",
		"[::1]:40000":                       "::1",
		"a pipe":                            "a pipe",
	} {
		if got := Machine(remote); got != want {
			t.Errorf("%s is counted as %s, want %s", remote, got, want)
		}
	}
}

// street is a listener at which those knock whose addresses it holds.
type street struct {
	net.Listener
	from []string
}

var errNobody = errors.New("nobody else comes")

func (s *street) Accept() (net.Conn, error) {
	if len(s.from) == 0 {
		return nil, errNobody
	}
	from, err := net.ResolveTCPAddr("tcp", s.from[0])
	s.from = s.from[1:]
	near, _ := net.Pipe()
	return &knock{Conn: near, from: from}, err
}

type knock struct {
	net.Conn
	from net.Addr
}

func (k *knock) RemoteAddr() net.Addr { return k.from }

func TestNoMachineTakesAllConnections(t *testing.T) {
	for _, tt := range []struct {
		name, from, other string
		let               int // in, of twice as many as one may have, and one of the other
	}{
		{"a phone", "10.0.0.9:1", "10.0.0.10:1", MostConnections + 1},
		{"a phone with many addresses", "[2001:db8::1]:1", "[2001:db8:0:1::1]:1", MostConnections + 1},
		{"a proxy here", "127.0.0.1:1", "[::1]:1", 2*MostConnections + 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			at := &street{}
			for range 2 * MostConnections {
				at.from = append(at.from, tt.from)
			}
			at.from = append(at.from, tt.other)
			l := NewListener(at, 10*MostConnections, func(string) bool { return false })
			var in []net.Conn
			for conn, err := l.Accept(); err == nil; conn, err = l.Accept() {
				in = append(in, conn)
			}
			if len(in) != tt.let {
				t.Errorf("%d are let in, want %d", len(in), tt.let)
			}
			for _, conn := range in {
				conn.Close()
				conn.Close() // as net/http may
			}
			if len(l.open) != 0 || l.all != 0 {
				t.Errorf("who has left is still counted: %v", l.open)
			}
		})
	}
}
