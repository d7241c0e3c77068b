// Package server answers whoever asks central: devices, browsers of the staff, and phones. Each noun has a small group of handlers of its own;
// routes.go lists what is asked and who may. What a technician does with central's data is for package admin.
package server

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"motcua/assets"
	"motcua/central/booking"
	"motcua/central/citizen"
	"motcua/central/office"
	"motcua/central/procedures"
	"motcua/central/ratelimit"
	"motcua/central/reservations"
	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/sayings"
	"motcua/internal/seal"
	"motcua/internal/trust"
	"motcua/internal/workday"
)

// Server is the running server of one centre.
type Server struct {
	*core
	pin     trust.Pin
	devices net.Listener // and everything else
	public  net.Listener // the public pages without TLS; nil: nowhere
	proxies settings.Proxies
	held    *journal.Hold // keeps commands away that want the data for themselves; nil: nothing does

	guard    *guard
	watch    *watch
	erasures *erasures

	// The groups of handlers.
	tickets      *tickets
	halls        *halls
	dossiers     *dossiers
	appointments *appointments
	admissions   *admissions
	events       *events
	changes      *changeStream
	sessions     *sessions
	enrolment    *enrolment
	centres      *centres
	catalogues   *catalogues
	pages        *publicPages
	procedures   *procedures.Pages
	boards       *boards
	phones       *phones
	bookings     *booking.Room
	door         *citizen.Door
	home         *reservations.Room
	staff        *staffPages
}

// core is what every group of handlers works with.
type core struct {
	present *store.Present
	journal *journal.Journal
	now     func() time.Time
}

// settings are those that hold now: an administrator may have changed them.
func (c *core) settings() settings.Settings { return c.present.Settings() }

// ring reads the keys of the seal.
func (c *core) ring(ctx context.Context) (seal.Ring, error) { return store.Ring(ctx, c.journal) }

// Parts are what a Server is made of.
type Parts struct {
	Settings settings.Settings
	Journal  *journal.Journal
	Calendar *workday.Calendar
	Now      func() time.Time
	Key      identity.Key // by which people from outside are known; nil: one of this process alone
	Patient  bool         // kiosks may send codes as often as they like; for simulated mornings, which are short
}

// New joins the groups of a server that has no ports of its own: its Handler answers.
func New(p Parts) *Server {
	c := &core{present: store.NewPresent(p.Settings, p.Journal), journal: p.Journal, now: p.Now}
	s := &Server{core: c, guard: newGuard(c.journal.Reader(), c.settings().MostRequests, time.Now), erasures: &erasures{journal: c.journal}}
	s.watch = newWatch(c.journal, func() time.Time { return c.now() })
	s.guard.clock = s.watch.hear
	guesses, readings := newGuesses(), &readings{core: c, searches: ratelimit.NewRecent[search](oneSearch)}
	if p.Patient {
		guesses.codes, guesses.miscodes = ratelimit.New(rate.Inf, 1), ratelimit.New(rate.Inf, 1)
	}
	s.centres, s.catalogues = &centres{core: c}, &catalogues{core: c}
	s.tickets = &tickets{core: c, guesses: guesses}
	inMemory := hall.NewPresent(c.journal.Reader(), s.centres.centre)
	s.halls = newHalls(c, inMemory, s.erasures, s.catalogues)
	s.dossiers = &dossiers{core: c, guesses: guesses, readings: readings}
	if p.Key == nil {
		p.Key = identity.NewKey()
	}
	now := func() time.Time { return c.now() }
	s.door = citizen.New(p.Settings, p.Key, now)
	s.home = reservations.New(c.settings, p.Journal, p.Calendar, now, s.door)
	s.appointments = &appointments{core: c, calendar: p.Calendar, guesses: guesses, readings: readings, door: s.door}
	s.admissions = &admissions{core: c, guesses: guesses, door: s.door}
	s.events = &events{core: c, centres: s.centres}
	s.changes = &changeStream{core: c, guard: s.guard}
	s.sessions = &sessions{core: c, lanes: newLanes(), watch: s.watch}
	s.enrolment = &enrolment{core: c, guard: s.guard}
	s.pages = newPublicPages(c)
	s.procedures = procedures.New(c.present.Centre, s.catalogues, sayings.NewDiary(c.journal, c.now))
	s.phones = newPhones(c, s.pages, p.Calendar, inMemory)
	s.bookings = newBookings(c, p.Calendar, s.door, s.procedures)
	s.procedures.Ahead = ahead(c, p.Calendar)
	s.boards = newBoards(c, s.pages, p.Calendar, inMemory)
	s.staff = &staffPages{core: c, procedures: s.procedures, boards: s.boards, guard: s.guard, present: newPresence(), readings: readings, sessions: s.sessions, calendar: p.Calendar, admissions: s.admissions}
	s.staff.office = &office.Room{House: house{s.staff}, Journal: c.journal, Settings: c.settings, Now: now}
	return s
}

// Open opens the journal and the ports, so that whatever is wrong with them is said before anything runs.
func Open(s settings.Settings) (*Server, error) {
	store.Sweep(s.Data)
	certificate, pin, err := s.Identity()
	if err != nil {
		return nil, err
	}
	calendar, err := workday.Load(assets.Holidays, s.Holidays)
	if err != nil {
		return nil, err
	}
	j, err := store.Open(s)
	if err != nil {
		return nil, err
	}
	j.Reader().SetMaxOpenConns(readers())
	if err := store.MakeSeals(j); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	key, err := store.IdentityKey(j)
	if err != nil {
		return nil, errors.Join(err, j.Close())
	}
	opened := New(Parts{Settings: s, Journal: j, Calendar: calendar, Now: time.Now, Key: key})
	opened.pin = pin
	if err := opened.begin(certificate); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return opened, nil
}

// begin reads what the last run has left, looks at the clock and takes the ports.
func (s *Server) begin(certificate *tls.Certificate) error {
	if err := s.erasures.read(context.Background()); err != nil {
		return err
	}
	if err := s.watch.begin(context.Background()); err != nil {
		return err
	}
	return s.listen(certificate)
}

// Address returns where central listens, such as https://127.0.0.1:8686.
func (s *Server) Address() string {
	if s.settings().TLS {
		return "https://" + s.devices.Addr().String()
	}
	return "http://" + s.devices.Addr().String()
}

// Run serves until ctx ends, and lets the requests under way finish.
func (s *Server) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var public error
	var serving sync.WaitGroup
	if s.public != nil {
		serving.Go(func() {
			defer stop()
			slog.Info("central shows the public pages", "address", "http://"+s.public.Addr().String())
			public = serveOn(ctx, s.public, behind(s.proxies, http.MaxBytesHandler(s.ours(s.publicRoutes()), most)))
		})
	}
	serving.Go(func() { program.Daily(ctx, s.forget) })
	if s.settings().Database != "" {
		serving.Go(func() { s.watchDatabase(ctx) })
	}
	serving.Go(func() { s.watch.Run(ctx) })
	serving.Go(func() { s.boards.loudspeakers.prepare(ctx) })
	serving.Go(func() { s.boards.media.Run(ctx) })
	serving.Go(func() { s.procedures.Run(ctx) })
	serving.Go(func() { s.bookings.Run(ctx) })
	serving.Go(func() { s.home.Run(ctx) })
	if up := s.centres.upstream(); up != nil {
		serving.Go(func() { up.Run(ctx) })
	}
	slog.Info("central listens", "address", s.Address(), "pin", s.pin)
	cue.Say(cue.Line{Of: cue.Listening})
	err := serveOn(ctx, s.devices, behind(s.proxies, s.Handler()))
	stop()
	serving.Wait()
	slog.Info("central has stopped", "address", s.Address())
	return errors.Join(err, public)
}

// Close closes the ports and the journal, and lets commands have the data again.
func (s *Server) Close() error {
	var err error
	for _, l := range []net.Listener{s.devices, s.public} {
		if l != nil {
			err = errors.Join(err, ignoreClosed(l.Close()))
		}
	}
	err = errors.Join(err, s.journal.Close())
	if s.held != nil {
		s.held.Release()
	}
	return err
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}
