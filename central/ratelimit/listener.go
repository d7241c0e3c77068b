package ratelimit

import (
	"container/list"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"sync"
)

// MostConnections is how many one other machine may keep open. Behind one address there may be a whole hall's phones.
const MostConnections = 256

// Listener is a listener on which nobody can take all the connections there are: a machine has its share, and when there is no more room, of
// those that have shown no device's token the oldest of the machine with the most makes room for who comes. This machine's own, and trusted
// proxies', have no share: they come for everybody.
type Listener struct {
	net.Listener
	most   int // of all together
	exempt func(machine string) bool

	mu    sync.Mutex
	open  map[string]*list.List // of *counted that may be closed, by machine, the oldest first
	count map[string]int        // by machine
	all   int
}

// NewListener shares so many connections out; exempt tells which machines have no share.
func NewListener(l net.Listener, most int, exempt func(machine string) bool) *Listener {
	return &Listener{Listener: l, most: most, exempt: exempt, open: map[string]*list.List{}, count: map[string]int{}}
}

// Accept hangs up on a machine that has as many as it may.
func (l *Listener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		c := &counted{Conn: conn, at: l, who: Machine(conn.RemoteAddr().String())}
		old, in := l.enter(c)
		if old != nil {
			_ = old.Close() // whoever it was can come again
		}
		if in {
			return c, nil
		}
		_ = conn.Close() // whoever it was has others
	}
}

// enter counts a connection; old is the one that makes room for it.
func (l *Listener) enter(c *counted) (old *counted, in bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.count[c.who] >= MostConnections && !l.isExempt(c.who) {
		return nil, false
	}
	if l.all >= l.most {
		if old = l.oldest(); old == nil {
			return nil, false // all are devices'
		}
		l.forget(old)
	}
	if l.open[c.who] == nil {
		l.open[c.who] = list.New()
	}
	c.place = l.open[c.who].PushBack(c)
	l.count[c.who]++
	l.all++
	return old, true
}

func (l *Listener) isExempt(who string) bool {
	ip, err := netip.ParseAddr(who)
	return err == nil && ip.IsLoopback() || l.exempt(who)
}

// oldest returns the oldest connection of the machine that has the most without a device's token.
func (l *Listener) oldest() *counted {
	var most *list.List
	for _, of := range l.open {
		if of.Len() > 0 && (most == nil || of.Len() > most.Len()) {
			most = of
		}
	}
	if most == nil {
		return nil
	}
	return most.Front().Value.(*counted)
}

// forget counts a connection no more.
func (l *Listener) forget(c *counted) {
	if c.gone {
		return
	}
	c.gone = true
	l.settle(c)
	l.all--
	if l.count[c.who]--; l.count[c.who] <= 0 {
		delete(l.count, c.who)
	}
}

// settle takes a connection out of those that may be closed.
func (l *Listener) settle(c *counted) {
	of := l.open[c.who]
	if c.place == nil || of == nil {
		return
	}
	of.Remove(c.place)
	c.place = nil
	if of.Len() == 0 {
		delete(l.open, c.who)
	}
}

// counted is a connection that is counted until it is closed.
type counted struct {
	net.Conn
	at    *Listener
	who   string
	place *list.Element // among those that may be closed; nil: a device's
	gone  bool
}

func (c *counted) Close() error {
	c.at.mu.Lock()
	c.at.forget(c)
	c.at.mu.Unlock()
	return c.Conn.Close()
}

// known keeps a connection on which a device has shown its token.
func (c *counted) known() {
	c.at.mu.Lock()
	defer c.at.mu.Unlock()
	c.at.settle(c)
}

type connKey struct{}

// WithConn lets requests know their connection.
func WithConn(ctx context.Context, conn net.Conn) context.Context {
	if secured, ok := conn.(*tls.Conn); ok {
		conn = secured.NetConn()
	}
	return context.WithValue(ctx, connKey{}, conn)
}

// KeepConn keeps the connection of a request that shows a device's token.
func KeepConn(ctx context.Context) {
	if c, ok := ctx.Value(connKey{}).(*counted); ok {
		c.known()
	}
}

// Address returns whom a request is counted for who has no name.
func Address(r *http.Request) string { return Machine(r.RemoteAddr) }

// Machine returns whom a connection is counted for: an address, or in IPv6 the network that one machine has to itself.
func Machine(remote string) string {
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
