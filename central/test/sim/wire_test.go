//go:build !race

package sim

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"

	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// wire is the network: it decides of each request, with the world's dice, what becomes of it and of its answer.
type wire struct {
	world  *world
	cut    map[*box]bool // cables that are pulled
	faults int           // in a hundred requests
	late   []*request    // under way; whoever sent them has given up
}

// request is one that can be delivered more than once, and late.
type request struct {
	from   string
	token  trust.Token
	host   string
	method string
	url    string
	desk   string // the officer's session
	body   []byte
}

var (
	errLost     = errors.New("simulated: no answer")
	errPowerCut = errors.New("simulated: power cut")
)

// client is a device's end of the wire to a host.
func (n *wire) client(b *box, host string) uplink.Client {
	return uplink.Client{Base: "http://" + host, HTTP: &http.Client{Transport: cable{n, b}}}
}

type cable struct {
	wire *wire
	box  *box
}

// RoundTrip is a request's fate. A delay longer than anybody waits is an answer lost and a delivery later, after others.
func (c cable) RoundTrip(r *http.Request) (*http.Response, error) {
	n, w := c.wire, c.wire.world
	if c.box.token == "" && r.URL.Path != uplink.PathEnrol {
		return nil, uplink.ErrNotEnrolled
	}
	req := &request{from: c.box.disk, token: c.box.token, host: r.URL.Host, method: r.Method, url: r.URL.RequestURI(), desk: r.Header.Get(uplink.SessionHeader)}
	if r.Body != nil {
		var err error
		if req.body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	if n.cut[c.box] || w.servers[req.host] == nil {
		return nil, errLost
	}
	if !w.chance(n.faults) {
		return n.deliver(req), nil
	}
	fate := w.rng.IntN(8)
	w.tell("fault %d: %s %s of %s", fate, req.method, req.url, req.from)
	switch fate {
	case 0: // lost on the way there
		return nil, errLost
	case 1, 2: // the answer is lost
		n.deliver(req)
		return nil, errLost
	case 3: // arrives when nobody waits any more
		n.late = append(n.late, req)
		return nil, errLost
	case 4: // arrives, and once more later
		n.late = append(n.late, req)
		return n.deliver(req), nil
	case 5: // arrives twice
		n.deliver(req)
		return n.deliver(req), nil
	case 6: // the power fails before it is sent
		panic(errPowerCut)
	default: // the power fails before the answer comes
		n.deliver(req)
		panic(errPowerCut)
	}
}

// deliver has central answer.
func (n *wire) deliver(req *request) *http.Response {
	w := n.world
	if n.faults > 0 && req.host == simCentral && w.chance(1) { // central falls and is back before the request comes
		w.stopCentral()
		w.startCentral()
	}
	r := httptest.NewRequest(req.method, req.url, bytes.NewReader(req.body))
	r.RemoteAddr = req.from + ":1"
	r.Header.Set("Authorization", req.token.Header())
	r.Header.Set(uplink.SessionHeader, req.desk)
	answer := httptest.NewRecorder()
	w.servers[req.host].ServeHTTP(answer, r)
	if answer.Code == http.StatusInsufficientStorage {
		w.tell("the disk of %s is full: %s %s of %s", req.host, req.method, req.url, req.from)
	}
	return answer.Result()
}

// deliverLate delivers so many in a hundred of the requests under way, in any order.
func (n *wire) deliverLate(percent int) {
	w := n.world
	w.rng.Shuffle(len(n.late), func(i, j int) { n.late[i], n.late[j] = n.late[j], n.late[i] })
	left := n.late[:0]
	for _, req := range n.late {
		if w.chance(percent) && w.servers[req.host] != nil {
			w.tell("late: %s %s of %s", req.method, req.url, req.from)
			n.deliver(req)
		} else {
			left = append(left, req)
		}
	}
	n.late = left
	if planted, ok := w.servers[simCentral].(*checkThenInsert); ok {
		planted.insert()
	}
}
