package server

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"motcua/central/procedures"
	"motcua/central/ratelimit"
	"motcua/internal/seal"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// Believed is how long the list of devices is not read again: one that was revoked is out within that time.
const Believed = time.Second

// guard lets devices in by their tokens, and nobody in too often.
type guard struct {
	db  *sql.DB
	now func() time.Time

	requests  *ratelimit.Limits // of a device
	pages     *ratelimit.Limits // of an address: what lies ready
	catalogue *ratelimit.Limits // of an address: searches in the catalogue and its pages
	tickets   *ratelimit.Limits // of an address, of one ticket or receipt
	doors     *ratelimit.Limits // of an address: logins and enrolments, and what is behind a login
	atOnce    *ratelimit.AtOnce // of an address
	listening *ratelimit.AtOnce // the same of pages that stay
	clock     func(device string, theirs time.Time)

	// Guesses of an address, each kind by itself: a box that was revoked and asks on takes nobody's login away.
	guesses *ratelimit.Limits // tokens
	codes   *ratelimit.Limits // of enrolment
	logins  *ratelimit.Limits

	mu    sync.Mutex
	known map[trust.Hash]trust.Device // all that are let in
	read  time.Time                   // when they were
}

// newGuard lets each device, and each stranger, ask so many times a second.
func newGuard(db *sql.DB, mostRequests int, now func() time.Time) *guard {
	few := func() *ratelimit.Limits { return ratelimit.New(rate.Every(guessEvery), guessBurst) }
	many := func(times int) *ratelimit.Limits {
		return ratelimit.New(rate.Limit(times*mostRequests), 2*times*mostRequests)
	}
	return &guard{
		db: db, now: now, requests: many(1), pages: many(crowd), catalogue: many(searchers), tickets: many(1), doors: many(1),
		atOnce: ratelimit.NewAtOnce(mostAtOnce, mostAtOnce, turnWithin), listening: ratelimit.NewAtOnce(mostListening, 0, 0),
		guesses: few(), codes: few(), logins: few(),
	}
}

// What a device is told that is not let in.
var (
	errNoToken  = errors.New("a token was expected: Authorization: Bearer …; a device gets one by enrolment")
	errBadToken = errors.New("the token is of no device, or the device was revoked or enrolled anew; a technician can enrol it again")
)

type deviceKey struct{}

// deviceOf returns the device that asks.
func deviceOf(ctx context.Context) trust.Device {
	d, _ := ctx.Value(deviceKey{}).(trust.Device)
	return d
}

// requireKind lets devices of some kinds ask.
func (g *guard) requireKind(may []trust.Kind, do http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d, err := g.identify(r)
		if err != nil {
			g.unauthorized(w, r, err)
			return
		}
		ratelimit.KeepConn(r.Context())
		if after := g.requests.Take(d.Name(), g.now()); after > 0 {
			tooMany(w, after)
			return
		}
		if !slices.Contains(may, d.Kind) {
			forbid(w, d, "a device of its kind does not ask this")
			return
		}
		g.hearClock(r, d)
		do(w, r.WithContext(context.WithValue(r.Context(), deviceKey{}, d)))
	})
}

// hearClock takes the device's own clock where it has one: on another machine.
func (g *guard) hearClock(r *http.Request, d trust.Device) {
	milli, err := strconv.ParseInt(r.Header.Get(uplink.ClockHeader), 10, 64)
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	if err == nil && g.clock != nil && !uplink.IsThisMachine(host) {
		g.clock(d.Name(), time.UnixMilli(milli))
	}
}

// unauthorized answers an asker without a good token; one that asks often, only with how long to wait.
func (g *guard) unauthorized(w http.ResponseWriter, r *http.Request, err error) {
	if !errors.Is(err, errNoToken) && !errors.Is(err, errBadToken) && !errors.Is(err, errTooMany) {
		answer(w, nil, err)
		return
	}
	if after := g.guesses.Take(ratelimit.Address(r), g.now()); after > 0 {
		tooMany(w, after)
		return
	}
	w.Header().Set("WWW-Authenticate", "Bearer")
	refuse(w, http.StatusUnauthorized, err)
}

// forbid tells a device that what it asks is not its business.
func forbid(w http.ResponseWriter, d trust.Device, why string) {
	slog.Warn("device request forbidden", "device", d.Name(), "why", why)
	refuse(w, http.StatusForbidden, fmt.Errorf("%s: %s", d.Name(), why))
}

// identify returns the device whose token a request shows.
func (g *guard) identify(r *http.Request) (trust.Device, error) {
	token, shown := trust.ParseHeader(r.Header.Get("Authorization"))
	if !shown {
		return trust.Device{}, errNoToken
	}
	hash := token.Hash()
	d, known, err := g.find(hash, Believed)
	if known || err != nil {
		return d, err
	}
	if g.guesses.RetryAfter(ratelimit.Address(r), g.now()) > 0 {
		return d, errTooMany // and the database has no work with it
	}
	if d, known, err = g.find(hash, 0); err == nil && !known { // it may have been enrolled this moment
		err = errBadToken
	}
	return d, err
}

// looked is how often it is seen to that a device that listens is still let in.
const looked = Believed / 4

// stillTrusts reports whether a device that was let in would be again.
func (g *guard) stillTrusts(r *http.Request) bool {
	token, shown := trust.ParseHeader(r.Header.Get("Authorization"))
	if !shown {
		return false
	}
	_, known, err := g.find(token.Hash(), looked)
	return known && err == nil
}

// find returns whose a token is, by a list that is no older than an age.
func (g *guard) find(h trust.Hash, age time.Duration) (d trust.Device, known bool, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if now := g.now(); g.known == nil || now.Sub(g.read) >= age {
		if g.known, err = trust.Trusted(context.Background(), g.db); err != nil {
			return d, false, err
		}
		g.read = now
	}
	d, known = g.known[h]
	return d, known, nil
}

// A stranger may guess ten times, and then once in ten seconds.
const (
	guessEvery = 10 * time.Second
	guessBurst = 10
)

var errTooMany = errors.New("too many requests; the header Retry-After says in how many seconds to ask again")

// tooMany answers that it was asked too often, and when to ask again.
func tooMany(w http.ResponseWriter, after time.Duration) {
	w.Header().Set("Retry-After", fmt.Sprint(math.Ceil(after.Seconds())))
	refuse(w, http.StatusTooManyRequests, errTooMany)
}

// crowd is how many times as often as one device all who share an address may ask for pages: a hall's phones have one address to the outside.
const crowd = 20

// searchers is the same for the catalogue, whose pages are made for whoever asks: a hall's phones type a few letters a second.
const searchers = 2

// perAddress holds each address to a rate, for each purpose by itself, and to a number of requests at once.
func (g *guard) perAddress(do http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		limit, who := g.budget(r)
		after := limit.Take(who, g.now())
		open := g.atOnce
		if strings.HasSuffix(r.URL.Path, "/bell") {
			open = g.listening
		}
		if after == 0 && !open.Enter(r.Context(), ratelimit.Address(r)) {
			after = time.Second
		}
		if after > 0 {
			tooMany(w, after)
			return
		}
		defer open.Leave(ratelimit.Address(r))
		do.ServeHTTP(w, r)
	})
}

// budget returns what a request counts on. Whoever asks for one ticket too often takes nothing from the others behind the same address.
func (g *guard) budget(r *http.Request) (limit *ratelimit.Limits, who string) {
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/t/"), strings.HasPrefix(path, seal.PathReceipt):
		return g.tickets, ratelimit.Address(r) + " " + path
	case path == procedures.Path || strings.HasPrefix(path, procedures.Path+"/"):
		return g.catalogue, ratelimit.Address(r)
	case path == "/" || path == pathBoard || path == "/bell" || strings.Contains(path, "."): // board.json, styles, fonts
		return g.pages, ratelimit.Address(r)
	}
	return g.doors, ratelimit.Address(r) + " " + path
}

// mostAtOnce is how many requests of one address, or of one connection, are answered at once; as many more of the address wait for their turn, so long
// at the most.
const (
	mostAtOnce = 128
	turnWithin = 3 * time.Second
)

// mostListening is how many pages of one address listen at once: a whole hall's phones, and its boards. They take nothing from who asks.
const mostListening = 512
