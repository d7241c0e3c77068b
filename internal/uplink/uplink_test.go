package uplink_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/centre"
	"motcua/internal/clock"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// fakeCentral answers as central would, but its faults are set by hand.
type fakeCentral struct {
	mu      sync.Mutex
	events  []journal.Event
	broken  bool          // answers 500 to a push, having taken it
	silence time.Duration // before a ticket is answered
	ahead   time.Duration // its clock, of the device's
	ring    chan struct{}
	*httptest.Server
}

func newFakeCentral(t testing.TB) *fakeCentral {
	t.Helper()
	f := &fakeCentral{ring: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+uplink.PathEvents, f.push)
	mux.HandleFunc("POST "+uplink.PathTickets, f.ticket)
	mux.HandleFunc("GET "+uplink.PathBell, f.bell)
	mux.HandleFunc("GET "+uplink.PathHall, f.hall)
	f.Server = httptest.NewServer(mux)
	t.Cleanup(f.CloseClientConnections)
	return f
}

func (f *fakeCentral) push(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var events []journal.Event
	json.NewDecoder(r.Body).Decode(&events)
	for _, e := range events {
		if e.Seq == int64(len(f.events))+1 {
			f.events = append(f.events, e)
		}
	}
	if f.broken {
		f.broken = false
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(uplink.Held{Seq: int64(len(f.events))})
}

func (f *fakeCentral) ticket(w http.ResponseWriter, r *http.Request) {
	select {
	case <-time.After(f.silence):
	case <-r.Context().Done():
	}
	json.NewEncoder(w).Encode(queue.Ticket{Number: "A001"})
}

func (f *fakeCentral) bell(w http.ResponseWriter, r *http.Request) {
	for {
		fmt.Fprint(w, "data: changed\n\n")
		http.NewResponseController(w).Flush()
		select {
		case <-f.ring:
		case <-r.Context().Done():
			return
		}
	}
}

func (f *fakeCentral) hall(w http.ResponseWriter, _ *http.Request) {
	json.NewEncoder(w).Encode(hall.View{At: time.Now().Add(f.ahead), Centre: centre.Centre{PublicURL: "https://hcc.example.vn"}})
}

func (f *fakeCentral) seqs() (seqs []int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, e := range f.events {
		seqs = append(seqs, e.Seq)
	}
	return seqs
}

func mustLink(t testing.TB, base, path string, changed func()) (*uplink.Link, *journal.Journal) {
	t.Helper()
	j, err := journal.Open(path, "kiosk-1", time.Now, journal.Join())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	link, err := uplink.NewLink(t.Context(), uplink.Client{Base: base}, j, changed)
	if err != nil {
		t.Fatal(err)
	}
	return link, j
}

func mustAppend(t testing.TB, j *journal.Journal, n int) {
	t.Helper()
	err := j.Write(t.Context(), func(tx *journal.Tx) (err error) {
		for range n {
			if _, err = tx.Append("kiosk.touched", "", nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func wantOneTo(t testing.TB, got []int64, n int) {
	t.Helper()
	if len(got) != n {
		t.Fatalf("central holds %d events, want %d", len(got), n)
	}
	for i, seq := range got {
		if seq != int64(i+1) {
			t.Fatalf("event %d is number %d", i+1, seq)
		}
	}
}

func TestFlushSendsEverythingOnceWhateverTheAnswers(t *testing.T) {
	central := newFakeCentral(t)
	link, j := mustLink(t, central.URL, filepath.Join(t.TempDir(), "k.db"), func() {})
	mustAppend(t, j, uplink.MostEvents+7) // more than one push carries
	central.broken = true                 // taken, but the answer is lost
	if err := link.Flush(t.Context()); err == nil {
		t.Fatal("a push with a lost answer was called done")
	}
	for range 2 {
		if err := link.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantOneTo(t, central.seqs(), uplink.MostEvents+7)
	}
}

func TestHallIsShownAfterCentralHeardEverything(t *testing.T) {
	central := newFakeCentral(t)
	link, j := mustLink(t, central.URL, filepath.Join(t.TempDir(), "k.db"), func() {})
	mustAppend(t, j, 3)
	v, err := link.Hall(t.Context())
	if err != nil || v.Centre.PublicURL == "" {
		t.Fatalf("the hall is %+v (%v)", v, err)
	}
	wantOneTo(t, central.seqs(), 3)
	central.Close()
	if _, err := link.Hall(t.Context()); err == nil {
		t.Error("a view came from a central that is gone")
	}
}

func TestRestartedDeviceGoesOnWhereCentralStands(t *testing.T) {
	central := newFakeCentral(t)
	path := filepath.Join(t.TempDir(), "k.db")
	before, j := mustLink(t, central.URL, path, func() {})
	mustAppend(t, j, 3)
	if err := before.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustAppend(t, j, 2) // not sent before the crash
	after, _ := mustLink(t, central.URL, path, func() {})
	if err := after.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantOneTo(t, central.seqs(), 5)
}

func TestIssueWaitsNoLongerThanPatience(t *testing.T) {
	central := newFakeCentral(t)
	central.silence = time.Minute
	link, _ := mustLink(t, central.URL, filepath.Join(t.TempDir(), "k.db"), func() {})
	began := time.Now()
	_, err := link.Issue(t.Context(), queue.Request{ID: uuid.NewString()})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("answer is %v", err)
	}
	if waited := time.Since(began); waited < uplink.Patience || waited > central.silence/2 {
		t.Errorf("waited %v", waited)
	}
}

// TestLinkFollowsCentralThroughItsAbsence starts without central, meets it, loses it, and starts without it again.
func TestLinkFollowsCentralThroughItsAbsence(t *testing.T) {
	central := newFakeCentral(t)
	path := filepath.Join(t.TempDir(), "k.db")
	changed := make(chan struct{}, 100)
	link, j := mustLink(t, central.URL, path, func() { changed <- struct{}{} })
	if v, online := link.View(); online || v.Centre.PublicURL != "" {
		t.Errorf("before the first word the view is %+v, online %v", v, online)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { link.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })

	await(t, changed, func() bool { _, online := link.View(); return online })
	mustAppend(t, j, 1)
	central.CloseClientConnections()
	central.Close()
	await(t, changed, func() bool { _, online := link.View(); return !online })
	if v, _ := link.View(); v.Centre.PublicURL != "https://hcc.example.vn" {
		t.Errorf("without central the centre is %+v", v.Centre)
	}
	again, _ := mustLink(t, central.URL, path, func() {})
	if v, online := again.View(); online || v.Centre.PublicURL != "https://hcc.example.vn" {
		t.Errorf("after a start without central the centre is %+v, online %v", v.Centre, online)
	}
}

func await(t testing.TB, changed <-chan struct{}, is func() bool) {
	t.Helper()
	for !is() {
		select {
		case <-changed:
		case <-time.After(10 * time.Second):
			t.Fatal("it never came")
		}
	}
}

func TestDeviceSendsWhatItWritesWithoutBeingAsked(t *testing.T) {
	central := newFakeCentral(t)
	link, j := mustLink(t, central.URL, filepath.Join(t.TempDir(), "k.db"), func() {})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { link.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })
	mustAppend(t, j, 2)
	for deadline := time.Now().Add(10 * time.Second); len(central.seqs()) < 2; {
		if time.Now().After(deadline) {
			t.Fatal("the events never came")
		}
		time.Sleep(time.Millisecond)
	}
	wantOneTo(t, central.seqs(), 2)
}

// TestDeviceGoesByCentralsClock starts with a dead battery, hears central, and starts again without it.
func TestDeviceGoesByCentralsClock(t *testing.T) {
	central := newFakeCentral(t)
	central.ahead = 8 * 365 * 24 * time.Hour
	changed := make(chan struct{}, 100)
	link, _ := mustLink(t, central.URL, filepath.Join(t.TempDir(), "k.db"), func() { changed <- struct{}{} })
	path := filepath.Join(t.TempDir(), clock.File)
	wall, err := clock.Open(path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	link.Set(wall)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { link.Run(ctx); close(ended) }()
	await(t, changed, func() bool { _, online := link.View(); return online })
	stop()
	<-ended
	again, err := clock.Open(path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]*clock.Clock{"at once": wall, "after a restart without central": again} {
		if off := c.Now().Sub(time.Now().Add(central.ahead)).Abs(); off > 5*time.Second {
			t.Errorf("%s the device is %v off", name, off)
		}
	}
}
