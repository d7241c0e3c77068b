package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"motcua/assets"
	"motcua/internal/centre"
	"motcua/internal/cue"
	"motcua/internal/gate"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/province"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/trust"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// Central is the running server of one centre.
type Central struct {
	settings  Settings
	journal   *journal.Journal
	pin       trust.Pin
	devices   net.Listener // and everything else
	public    net.Listener // the public pages without TLS; nil: nowhere
	guard     *guard
	others    atomic.Pointer[[]centre.Partner] // the province's other centres; nil while it has told none
	lanes     *lanes                           // where logins wait
	staff     *staff
	searches  *recent[search] // that were written down
	now       func() time.Time
	calendar  *workday.Calendar // days off, on which no appointments are given
	codes     *limits           // of a kiosk: dossiers' codes asked about
	strangers *limits           // of a kiosk: cards that fit no dossier
	miscodes  *limits           // of a kiosk: codes that are no appointment's
	met       *recent[meeting]
	erasures  *erasures
	life      int64 // of this run, by the clock at its start
	seen      latest[hall.View]
	pulses    struct{ board, phone pulse }
	proxies   proxies
	watch     *watch
	pushes    sync.Map // devices of which a page of events is being read
}

// origin is central's name in its own events.
const origin = hall.Central

// tables are what central makes of everybody's events.
var tables = journal.Join(journal.House(journal.Join(hall.Fold, registry.Fold, trust.Fold(origin), roster.Fold(origin))), province.Fold)

// Open opens the journal and the ports, so that whatever is wrong with them is said before anything runs.
func Open(s Settings) (*Central, error) {
	sweep(s.Data)
	certificate, pin, err := s.identity()
	if err != nil {
		return nil, err
	}
	calendar, err := workday.Load(assets.Holidays, s.Holidays)
	if err != nil {
		return nil, err
	}
	j, err := openJournal(s)
	if err != nil {
		return nil, err
	}
	j.Reader().SetMaxOpenConns(readers())
	if err := makeSeals(j); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	c := &Central{
		settings: s, journal: j, pin: pin, guard: newGuard(j.Reader(), s.MostRequests, time.Now), now: time.Now,
		lanes: newLanes(), staff: newStaff(), searches: newRecent[search](oneSearch),
		codes:     newLimits(rate.Every(inquiryEvery), inquiries),
		strangers: newLimits(rate.Every(strangerEvery), strangers), miscodes: newLimits(rate.Every(miscodeEvery), miscodes),
		calendar: calendar, met: newRecent[meeting](meetingLasts), erasures: &erasures{journal: j}, life: time.Now().UnixMilli(),
	}
	if err := c.erasures.read(context.Background()); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	c.pulses.board, c.pulses.phone = boardPulse, phonePulse
	c.watch = newWatch(j, func() time.Time { return c.now() })
	c.guard.clock = c.watch.hear
	if err := c.watch.begin(context.Background()); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	if err := c.listen(certificate); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// listen takes the ports; without a certificate there is no TLS.
func (c *Central) listen(certificate *tls.Certificate) (err error) {
	if c.proxies, err = parseProxies(c.settings.Proxies); err != nil {
		return err
	}
	room := roomFor(c.settings.PublicListen != "")
	if c.devices, err = listen(c.settings.Listen, room.devices, c.proxies); err != nil {
		return err
	}
	if certificate != nil {
		c.devices = tls.NewListener(c.devices, &tls.Config{
			MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{*certificate}, NextProtos: []string{"h2", "http/1.1"},
		})
	}
	if c.settings.PublicListen == "" {
		return nil
	}
	c.public, err = listen(c.settings.PublicListen, room.public, c.proxies)
	return err
}

func listen(address string, most int, exempt proxies) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return newFair(l, most, exempt), nil
}

func openJournal(s Settings) (*journal.Journal, error) {
	if err := s.makeData(); err != nil {
		return nil, err
	}
	fold, err := gated(s.Centre)
	if err != nil {
		return nil, err
	}
	return journal.Open(s.journalPath(), origin, time.Now, fold)
}

// gated is tables with a gate before them: events of devices are checked before they are believed, central's own before they are written.
func gated(centre centre.Centre) (journal.Fold, error) {
	checker, err := gate.New(centre)
	fold := tables
	fold.Shape, fold.Check = gate.Shape, checker.Check
	return fold, err
}

// journalPath is where the journal lies: a file in the data folder, or the address of a database.
func (s Settings) journalPath() string {
	if s.Database != "" {
		return s.Database
	}
	return filepath.Join(s.Data, "central.db")
}

// makeData makes the folder of a journal that lies in a file.
func (s Settings) makeData() error {
	if s.Database != "" {
		return nil
	}
	if err := os.MkdirAll(s.Data, 0o700); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if isOpen(s.Data) {
		return program.Mistake(words.NewProblem("program.data.open", words.Args{"Data": s.Data}))
	}
	return nil
}

// isOpen reports whether everybody on the machine may look into a folder: what people told the centre lies there.
func isOpen(folder string) bool {
	info, err := os.Stat(folder)
	return err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o007 != 0
}

// Address is where central listens, such as https://127.0.0.1:8686.
func (c *Central) Address() string {
	if c.settings.TLS {
		return "https://" + c.devices.Addr().String()
	}
	return "http://" + c.devices.Addr().String()
}

// Run serves until ctx ends, and lets the requests under way finish.
func (c *Central) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var public error
	var serving sync.WaitGroup
	if c.public != nil {
		serving.Go(func() {
			defer stop()
			slog.Info("central shows the public pages", "address", "http://"+c.public.Addr().String())
			public = serveOn(ctx, c.public, c.proxies.behind(http.MaxBytesHandler(c.publicRoutes(), most)))
		})
	}
	serving.Go(func() { program.Daily(ctx, c.forget) })
	if c.settings.Database != "" {
		serving.Go(func() { c.watchDatabase(ctx) })
	}
	serving.Go(func() { c.watch.Run(ctx) })
	if up := c.upstream(); up != nil {
		serving.Go(func() { up.Run(ctx) })
	}
	slog.Info("central listens", "address", c.Address(), "pin", c.pin)
	cue.Say(cue.Line{Of: cue.Listening})
	err := serveOn(ctx, c.devices, c.proxies.behind(c.routes()))
	stop()
	serving.Wait()
	slog.Info("central has stopped", "address", c.Address())
	return errors.Join(err, public)
}

// forget takes away what must not be kept any more.
func (c *Central) forget(ctx context.Context) {
	if d, err := c.watch.doubted(ctx); err != nil || d.is() {
		slog.Warn("nothing is forgotten while central's clock is doubted", "doubt", d, "err", err)
		return
	}
	f, err := registry.Forget(ctx, c.journal, c.settings.Centre.Keep, c.now())
	if err != nil && ctx.Err() == nil {
		slog.Error("what must not be kept could not be forgotten", "err", err)
	}
	if f != (registry.Forgotten{}) {
		slog.Info("what must not be kept was forgotten", "dossiers", f.Dossiers, "slips", f.Slips, "ratings", f.Ratings)
	}
	if err := c.erasures.finish(ctx); err != nil && ctx.Err() == nil {
		slog.Error("an erasure could not be looked after", "err", err)
	}
	if _, err := hall.ForgetAppointments(ctx, c.journal, c.now()); err != nil && ctx.Err() == nil {
		slog.Error("whose the appointments were could not be forgotten", "err", err)
	}
}

// How long a request may take to come, and an answer to go. The bell, which never ends, sets its own times.
const (
	headerWithin = 5 * time.Second
	within       = 30 * time.Second
	idle         = 2 * time.Minute
)

// How long requests under way have to be answered when central stops, and how long their answers have to leave. Connections that rest
// would be waited for a second or two, without anybody gaining by it.
const (
	lastAnswers = 5 * time.Second
	lastBytes   = 200 * time.Millisecond
)

// serveOn serves on a port until ctx ends and the requests under way are answered.
func serveOn(ctx context.Context, on net.Listener, handler http.Handler) error {
	under := newUnderWay(handler)
	server := &http.Server{
		Handler: under, ReadHeaderTimeout: headerWithin, ReadTimeout: within, WriteTimeout: within, IdleTimeout: idle, MaxHeaderBytes: 16 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }, // ends the doorbells with us
		ConnContext: withConn,
		HTTP2:       &http.HTTP2Config{MaxConcurrentStreams: mostAtOnce, MaxReadFrameSize: 64 << 10}, // a connection is worth no more than many
		ErrorLog:    slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),                    // whoever hangs up or does not trust our key
	}
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		<-ctx.Done()
		if !under.wait(lastAnswers) {
			slog.Warn("some requests did not finish")
		}
		last, cancel := context.WithTimeout(context.Background(), lastBytes)
		defer cancel()
		if server.Shutdown(last) != nil {
			_ = server.Close()
		}
	}()
	if err := server.Serve(on); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	<-answered
	return nil
}

// Close lets ports and journal go.
func (c *Central) Close() error {
	var err error
	for _, l := range []net.Listener{c.devices, c.public} {
		if l != nil {
			err = errors.Join(err, ignoreClosed(l.Close()))
		}
	}
	return errors.Join(err, c.journal.Close())
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}
