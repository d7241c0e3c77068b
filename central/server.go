package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/registry"
	"motcua/internal/uplink"
)

// Central is the running server of one centre.
type Central struct {
	settings Settings
	journal  *journal.Journal
	listener net.Listener
	now      func() time.Time
	guesses  guesses
}

// origin is central's name in its own events.
const origin = "central"

// tables are what central makes of everybody's events.
var tables = journal.Join(hall.Fold, registry.Fold)

// Open opens the journal and the port, so that whatever is wrong with either is said before anything runs.
func Open(s Settings) (*Central, error) {
	j, err := openJournal(s)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", s.Listen)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("listen on %s: %w", s.Listen, err), j.Close())
	}
	return &Central{settings: s, journal: j, listener: listener, now: time.Now}, nil
}

func openJournal(s Settings) (*journal.Journal, error) {
	if s.Database != "" {
		return journal.Open(s.Database, origin, time.Now, tables)
	}
	if err := os.MkdirAll(s.Data, 0o750); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	return journal.Open(filepath.Join(s.Data, "central.db"), origin, time.Now, tables)
}

// Address is where central listens, such as http://127.0.0.1:8686.
func (c *Central) Address() string { return "http://" + c.listener.Addr().String() }

// Run serves until ctx ends, and lets the requests under way finish.
func (c *Central) Run(ctx context.Context) error {
	server := &http.Server{
		Handler: c.routes(), ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 2 * time.Minute,
		BaseContext: func(net.Listener) context.Context { return ctx }, // ends the doorbells with us
	}
	go func() {
		<-ctx.Done()
		within, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := server.Shutdown(within); err != nil {
			slog.Warn("some requests did not finish", "err", err)
		}
	}()
	slog.Info("central listens", "address", c.Address())
	if err := server.Serve(c.listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// Close lets port and journal go.
func (c *Central) Close() error {
	return errors.Join(ignoreClosed(c.listener.Close()), c.journal.Close())
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

func (c *Central) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+uplink.PathTickets, c.issue)
	mux.HandleFunc("POST "+uplink.PathNext, c.next)
	mux.HandleFunc("POST "+uplink.PathEvents, c.push)
	mux.HandleFunc("GET "+uplink.PathEvents, c.pull)
	mux.HandleFunc("GET "+uplink.PathChanges, c.changes)
	mux.HandleFunc("GET "+uplink.PathBell, c.bell)
	mux.HandleFunc("GET "+uplink.PathHall, c.hall)
	mux.HandleFunc("POST "+uplink.PathCodes, c.code)
	mux.HandleFunc("POST "+uplink.PathLookup, c.look)
	mux.HandleFunc("GET "+uplink.PathDossier, c.dossier)
	mux.HandleFunc("POST "+uplink.PathInquire, c.inquire)
	mux.HandleFunc("GET /{$}", c.page("board.html"))
	mux.HandleFunc("GET /board.json", c.board)
	mux.HandleFunc("GET /t/{code}", c.ticketPage)
	mux.HandleFunc("GET /printers", c.printersPage)
	mux.Handle("GET /web/", http.FileServerFS(web))
	mux.Handle("GET /fonts/", http.FileServerFS(fonts))
	return http.MaxBytesHandler(mux, 8<<20)
}
