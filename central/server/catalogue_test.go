package server

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"motcua/central/store"
	"motcua/internal/catalogue"
	"motcua/internal/catalogue/shelf"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/procedure"
	"motcua/internal/uplink"
)

// mustPublish has a central hand out a catalogue of n procedures.
func mustPublish(t testing.TB, c *Server, n int) store.Version { return mustPublishOf(t, c, n, 0) }

// mustPublishOf is mustPublish with entries each of which has so many lines that gzip cannot shorten.
func mustPublishOf(t testing.TB, c *Server, n, lines int) store.Version {
	t.Helper()
	sample := catalogue.BuiltIn()
	list := make([]procedure.Procedure, n)
	for i := range list {
		list[i] = sample[i%len(sample)]
		list[i].Code = fmt.Sprintf("1.%06d", i+1)
		list[i].Decision = catalogue.Hash([]byte(list[i].Code)) // so that gzip does not make copies of it
		var steps []string
		for line := range lines {
			steps = append(steps, catalogue.Hash(fmt.Append(nil, i, " ", line)))
		}
		list[i].Steps = append(steps, list[i].Steps...)
	}
	before, err := store.ReadCatalogues(t.Context(), c.journal)
	if err != nil {
		t.Fatal(err)
	}
	v, err := store.Publish(t.Context(), c.journal, before, store.Version{At: c.now(), File: "quoc-gia.ndjson"}, store.Sources{National: list})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// mustShelve returns a kiosk's shelf, and what it could not fetch.
func mustShelve(t testing.TB, folder string, link *uplink.Link) (s *shelf.Shelf, failed chan error) {
	t.Helper()
	failed = make(chan error, 1)
	s = shelf.New(folder, shelf.Source{Edition: link.Edition, Rest: 10 * time.Millisecond, Piece: func(ctx context.Context, hash string, from int) ([]byte, error) {
		piece, err := link.CataloguePiece(ctx, hash, from)
		if err != nil {
			select {
			case failed <- err:
			default:
			}
		}
		return piece, err
	}})
	return s, failed
}

// runShelf has a shelf run until its test ends.
func runShelf(t testing.TB, s *shelf.Shelf) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { s.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })
}

// mustShelfShow waits until a shelf shows an edition.
func mustShelfShow(t testing.TB, s *shelf.Shelf, hash string) {
	t.Helper()
	late := time.After(time.Minute)
	for book := s.Newest(); book == nil || book.Hash != hash; book = s.Newest() {
		select {
		case <-late:
			t.Fatal("the catalogue does not come")
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// TestACatalogueComesOverABrokenWire breaks the wire before a kiosk has heard of another catalogue, at its first byte, inside a piece and after some
// pieces, and mends it. Until the new one is whole the kiosk has the old one, and then it has the new one without anybody's doing.
func TestACatalogueComesOverABrokenWire(t *testing.T) {
	if journaltest.Postgres(t, "wires") != "" {
		t.Skip("the wire is the same, whatever lies behind it")
	}
	zerolog.SetGlobalLevel(zerolog.Disabled)
	for _, toxic := range []struct {
		name, json string
		deaf       bool // it breaks before the kiosk has heard of the new one
	}{
		{name: "before it is heard of", json: `{"type": "limit_data", "stream": "downstream", "attributes": {"bytes": 0}}`, deaf: true},
		{name: "at once", json: `{"type": "limit_data", "stream": "downstream", "attributes": {"bytes": 0}}`},
		{name: "inside a piece", json: `{"type": "limit_data", "stream": "downstream", "attributes": {"bytes": 50000}}`},
		{name: "after a piece", json: `{"type": "limit_data", "stream": "downstream", "attributes": {"bytes": 140000}}`},
		{name: "reset", json: `{"type": "reset_peer", "stream": "downstream", "attributes": {"timeout": 0}}`},
	} {
		t.Run(toxic.name, func(t *testing.T) {
			w := newToxicWire(t, toxic.json)
			old := mustPublish(t, w.central, 50)
			link, _ := w.device("kiosk-1", kioskFold())
			link.Refresh(t.Context())
			folder := t.TempDir()
			s, failed := mustShelve(t, folder, link)
			runShelf(t, s)
			mustShelfShow(t, s, old.Hash)
			v := mustPublishOf(t, w.central, 100, 100)
			if v.Size <= 2*catalogue.PieceSize {
				t.Fatalf("%d bytes are not enough pieces", v.Size)
			}
			if !toxic.deaf {
				link.Refresh(t.Context())
			}
			w.broken(func() {
				link.Refresh(t.Context())
				s.Look()
				if !toxic.deaf {
					<-failed
				}
				if got := s.Newest(); got.Hash != old.Hash {
					t.Error("the old one is gone before the new one is whole")
				}
			})
			if toxic.deaf {
				link.Refresh(t.Context()) // as the program does by itself
				s.Look()
			}
			mustShelfShow(t, s, v.Hash)
			w.proxy.Stop() // and a start without a line
			again, _ := mustShelve(t, folder, link)
			if got := again.Read(); got.Hash != v.Hash || len(got.Procedures) < 100 {
				t.Error("a start without central does not show what was fetched")
			}
		})
	}
}

// TestACentralWithoutCataloguesIsQuiet: central was put back to a program that knows no catalogues while the kiosk remembers that it names one. The kiosk
// keeps what it has, and its log says so once.
func TestACentralWithoutCataloguesIsQuiet(t *testing.T) {
	w := newToxicWire(t, "")
	v := mustPublish(t, w.central, 50)
	older := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/v1/catalogue/") {
			http.NotFound(rw, r)
			return
		}
		httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: w.proxy.Listen}).ServeHTTP(rw, r)
	}))
	t.Cleanup(older.Close)
	credential := mustEnrol(t, w.central, "kiosk-1")
	j, err := journal.Open(filepath.Join(t.TempDir(), "kiosk.db"), "kiosk-1", time.Now, kioskFold())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	link, err := uplink.NewLink(t.Context(), uplink.Client{Base: older.URL, HTTP: credential.HTTP}, j, func() {})
	if err != nil {
		t.Fatal(err)
	}
	link.Refresh(t.Context())
	if e := link.Edition(); e == nil || *e != v.Edition {
		t.Fatal("it does not hear of the catalogue")
	}
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	ctx, stop := context.WithCancel(t.Context())
	asked := make(chan struct{}, 100)
	s := shelf.New(t.TempDir(), shelf.Source{Edition: link.Edition, Rest: time.Millisecond, Piece: func(ctx context.Context, hash string, from int) ([]byte, error) {
		asked <- struct{}{}
		return link.CataloguePiece(ctx, hash, from)
	}})
	ended := make(chan struct{})
	go func() { s.Run(ctx); close(ended) }()
	for range 5 {
		await(t, asked)
	}
	stop()
	<-ended
	if got := s.Newest(); got.Hash != "" || len(got.Procedures) == 0 {
		t.Errorf("%q with %d procedures, want the sample", got.Hash, len(got.Procedures))
	}
	if lines := strings.Count(log.String(), "catalogue"); lines != 1 || strings.Contains(log.String(), "ERROR") {
		t.Errorf("the log says %d times: %s", lines, log.String())
	}
}

// TestDevicesHearOfAnotherCatalogue imports while a kiosk is connected, and goes back.
func TestDevicesHearOfAnotherCatalogue(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	link, changed := mustRunLink(t, mustEnrol(t, c, "kiosk-1"), "kiosk-1")
	until(t, changed, func() bool { _, online := link.View(); return online })
	if link.Edition() != nil {
		t.Error("an edition before anything was imported")
	}
	first := mustPublish(t, c, 300)
	until(t, changed, func() bool { e := link.Edition(); return e != nil && *e == first.Edition })
	second := mustPublish(t, c, 400)
	until(t, changed, func() bool { return *link.Edition() == second.Edition })
	if err := store.Hold(t.Context(), c.journal, first); err != nil {
		t.Fatal(err)
	}
	until(t, changed, func() bool { return *link.Edition() == first.Edition })
	s, _ := mustShelve(t, t.TempDir(), link)
	runShelf(t, s)
	mustShelfShow(t, s, first.Hash)
}

// TestACatalogueIsForKiosksAndCounters asks for pieces in all ways that are not right.
func TestACatalogueIsForKiosksAndCounters(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	v := mustPublish(t, c, 300)
	path := strings.Replace(uplink.PathCatalogue, "{hash}", v.Hash, 1)
	for _, tt := range []struct {
		device, path string
		want         int
	}{
		{"kiosk-1", path + "?from=0", http.StatusOK},
		{"counter-01", path + "?from=0", http.StatusOK},
		{"rating-01", path + "?from=0", http.StatusForbidden},
		{"", path + "?from=0", http.StatusUnauthorized},
		{"kiosk-1", path, http.StatusBadRequest},
		{"kiosk-1", path + "?from=-1", http.StatusBadRequest},
		{"kiosk-1", path + fmt.Sprintf("?from=%d", v.Size), http.StatusBadRequest},
		{"kiosk-1", strings.Replace(uplink.PathCatalogue, "{hash}", strings.Repeat("0", 64), 1) + "?from=0", http.StatusNotFound},
		{"kiosk-1", strings.Replace(uplink.PathCatalogue, "{hash}", "seals", 1) + "?from=0", http.StatusNotFound},
		{"kiosk-1", strings.Replace(uplink.PathCatalogue, "{hash}", v.Own, 1) + "?from=0", http.StatusNotFound},
	} {
		if got := as(t, c, tt.device, http.MethodGet, tt.path, "").Code; got != tt.want {
			t.Errorf("%q asks %s: %d, want %d", tt.device, tt.path, got, tt.want)
		}
	}
}

// TestThreeThousandProceduresReachAKiosk measures the way over TLS on this machine, and what the kiosk has to do then.
func TestThreeThousandProceduresReachAKiosk(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	v := mustPublish(t, c, 3000)
	link, changed := mustRunLink(t, mustEnrol(t, c, "kiosk-1"), "kiosk-1")
	until(t, changed, func() bool { return link.Edition() != nil })
	s, _ := mustShelve(t, t.TempDir(), link)
	s.Read()
	began := time.Now()
	runShelf(t, s)
	mustShelfShow(t, s, v.Hash)
	took := time.Since(began)
	began = time.Now()
	procedure.NewIndex(s.Newest().Procedures)
	indexed := time.Since(began)
	t.Logf("%d procedures, %d bytes packed: %v until they are shown, %v of it for the index", v.Procedures, v.Size, took, indexed)
	if took > time.Minute {
		t.Errorf("it took %v", took)
	}
}
