package server

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/internal/journal/journaltest"
)

// TestADatabaseThatFailsOverIsUsed gives central the usual address of one: several hosts, of which the one is wanted that takes writes.
func TestADatabaseThatFailsOverIsUsed(t *testing.T) {
	data := t.TempDir()
	address := journaltest.Postgres(t, data)
	if address == "" {
		t.Skip("a file has no hosts")
	}
	for _, attrs := range []string{"read-write", "primary", "any"} {
		s := settingsOf(t, data, 1)
		s.Database = changed(t, address, func(q url.Values) {
			q.Set("host", "/nobody/listens/here,"+q.Get("host"))
			q.Set("target_session_attrs", attrs)
		})
		c := mustRun(t, s)
		ticket := mustIssue(t, c)
		if v, err := mustEnrol(t, c, "kiosk-1").Hall(t.Context()); err != nil || len(v.Waiting) == 0 || v.Waiting[len(v.Waiting)-1].ID != ticket.ID {
			t.Errorf("%s: the hall does not show the number given: %v, %v", attrs, v.Waiting, err)
		}
		var mode string
		if err := c.journal.Reader().QueryRowContext(t.Context(), `SHOW transaction_read_only`).Scan(&mode); err != nil || mode != "on" {
			t.Errorf("%s: readers may write (%s, %v)", attrs, mode, err)
		}
	}
}

func changed(t testing.TB, address string, change func(url.Values)) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	change(q)
	u.RawQuery = q.Encode()
	return u.String()
}

// heard is a log that is looked at while it grows.
type heard struct {
	mu   sync.Mutex
	text strings.Builder
	grew chan struct{}
}

func (h *heard) Write(line []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.text.Write(line)
	select {
	case h.grew <- struct{}{}:
	default:
	}
	return len(line), nil
}

func (h *heard) await(t testing.TB, what string) string {
	t.Helper()
	for limit := time.After(20 * time.Second); ; {
		h.mu.Lock()
		said := h.text.String()
		h.mu.Unlock()
		if strings.Contains(said, what) {
			return said
		}
		select {
		case <-h.grew:
		case <-limit:
			t.Fatalf("the log never says %q:\n%s", what, said)
		}
	}
}

func listenToLog(t testing.TB) *heard {
	t.Helper()
	h := &heard{grew: make(chan struct{}, 1)}
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(h, nil)))
	t.Cleanup(func() { slog.SetDefault(was) })
	return h
}

// TestCentralWaitsForItsDatabase begins without a database, which then comes, goes and comes again.
func TestCentralWaitsForItsDatabase(t *testing.T) {
	data := t.TempDir()
	address := journaltest.Postgres(t, data)
	if address == "" {
		t.Skip("a file is there or is made")
	}
	wire := newDBWire(t, changed(t, address, func(url.Values) {}))
	s := settingsOf(t, data, 1)
	s.Database = changed(t, address, func(q url.Values) {
		q.Set("host", "127.0.0.1")
		q.Set("port", wire.port)
		q.Set("password", "secret-of-hall")
	})
	log := listenToLog(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		c, err := OpenWhenThere(ctx, s)
		if err == nil {
			err = c.Run(ctx)
			c.Close()
		}
		ended <- err
	}()
	said := log.await(t, "central cannot reach its database and tries again")
	if strings.Contains(said, "central listens") || !strings.Contains(said, wire.port) || strings.Contains(said, "secret-of-hall") {
		t.Errorf("without its database central says:\n%s", said)
	}
	wire.open()
	log.await(t, "central listens")
	log.mu.Lock()
	log.text.Reset()
	log.mu.Unlock()
	wire.cut()
	log.await(t, "central cannot reach its database and tries again")
	wire.open()
	log.await(t, "central reaches its database again")
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	log.await(t, "central has stopped")
}

// dbWire is a port that leads to a database's socket while it is open.
type dbWire struct {
	testing.TB
	port, socket string
	listener     net.Listener
	mu           sync.Mutex
	lines        []net.Conn
}

func newDBWire(t testing.TB, address string) *dbWire {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(free.Addr().String())
	free.Close()
	w := &dbWire{TB: t, port: port, socket: u.Query().Get("host") + "/.s.PGSQL.5432"}
	t.Cleanup(w.cut)
	return w
}

func (w *dbWire) open() {
	w.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:"+w.port)
	if err != nil {
		w.Fatal(err)
	}
	w.listener = l
	go func() {
		for {
			here, err := l.Accept()
			if err != nil {
				return
			}
			there, err := net.Dial("unix", w.socket)
			if err != nil {
				here.Close()
				continue
			}
			w.mu.Lock()
			w.lines = append(w.lines, here, there)
			w.mu.Unlock()
			go io.Copy(here, there)
			go io.Copy(there, here)
		}
	}()
}

func (w *dbWire) cut() {
	if w.listener != nil {
		w.listener.Close()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, line := range w.lines {
		line.Close()
	}
	w.lines = nil
}
