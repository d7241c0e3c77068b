package main

import (
	"net"
	"net/netip"
	"sync"
)

// mostConnections is how many one other machine may keep open: a box with a kiosk, a desk and a rating screen has about ten.
const mostConnections = 64

// fair is a listener on which no other machine can take all the connections there are. This machine's own are not counted: a proxy may stand
// there for everybody.
type fair struct {
	net.Listener

	mu   sync.Mutex
	open map[string]int // by machine
}

func newFair(l net.Listener) *fair { return &fair{Listener: l, open: map[string]int{}} }

// Accept hangs up on a machine that has as many as it may.
func (l *fair) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		who := machine(conn.RemoteAddr().String())
		if l.enter(who) {
			return &counted{Conn: conn, left: sync.OnceFunc(func() { l.leave(who) })}, nil
		}
		_ = conn.Close() // whoever it was has others
	}
}

func (l *fair) enter(who string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if ip, err := netip.ParseAddr(who); err == nil && ip.IsLoopback() {
		return true
	}
	if l.open[who] >= mostConnections {
		return false
	}
	l.open[who]++
	return true
}

func (l *fair) leave(who string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open[who]--; l.open[who] <= 0 {
		delete(l.open, who)
	}
}

// counted is a connection that is counted until it is closed.
type counted struct {
	net.Conn
	left func()
}

func (c *counted) Close() error {
	defer c.left()
	return c.Conn.Close()
}

// machine is whom a connection is counted for: an address, or in IPv6 the network that one machine has to itself.
func machine(remote string) string {
	from, err := netip.ParseAddrPort(remote)
	if err != nil {
		return remote
	}
	ip := from.Addr().Unmap()
	if ip.Is6() && !ip.IsLoopback() {
		network, _ := ip.Prefix(64) // 64 is a length that IPv6 has
		return network.String()
	}
	return ip.String()
}
