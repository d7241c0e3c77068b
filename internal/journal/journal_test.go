package journal_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
)

func TestMain(m *testing.M) { journaltest.Main(m) }

// counting is a fold that counts events by kind and refuses the kind "bad".
var counting = journal.Fold{
	Schema: `CREATE TABLE IF NOT EXISTS counted (kind TEXT PRIMARY KEY, n BIGINT NOT NULL);`,
	Apply: func(tx journal.Tables, e journal.Event) error {
		if e.Kind == "bad" {
			return errBad
		}
		_, err := tx.Exec(`INSERT INTO counted VALUES ($1, 1) ON CONFLICT (kind) DO UPDATE SET n = counted.n + 1`, e.Kind)
		return err
	},
}

var errBad = errors.New("bad event")

func mustOpen(t testing.TB, path, origin string, now func() time.Time) *journal.Journal {
	t.Helper()
	j, err := journal.Open(path, origin, now, counting)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func mustAppend(t testing.TB, j *journal.Journal, kinds ...string) {
	t.Helper()
	err := j.Write(t.Context(), func(tx *journal.Tx) error {
		for _, kind := range kinds {
			if _, err := tx.Append(kind, "subject", map[string]int{"n": 1}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func mustRead(t testing.TB, j *journal.Journal) []journal.Event {
	t.Helper()
	events, err := j.After(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return events
}

func counted(t testing.TB, j *journal.Journal, kind string) (n int) {
	t.Helper()
	if err := j.Reader().QueryRow(`SELECT coalesce(max(n), 0) FROM counted WHERE kind = $1`, kind).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestSecondOpeningGoesOnWhereTheFirstEnded(t *testing.T) {
	path := journaltest.Place(t, "kiosk")
	first := mustOpen(t, path, "kiosk-1", time.Now)
	mustAppend(t, first, "a", "b")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := mustOpen(t, path, "kiosk-1", time.Now)
	mustAppend(t, second, "c")
	events := mustRead(t, second)
	for i, e := range events {
		if e.Seq != int64(i+1) || e.Incarnation != events[0].Incarnation {
			t.Errorf("event %d has number %d of life %d", i, e.Seq, e.Incarnation)
		}
	}
	if len(events) != 3 || counted(t, second, "a") != 1 {
		t.Errorf("%d events, want 3; a folded %d times, want once", len(events), counted(t, second, "a"))
	}
}

func TestWipedDiskBeginsAnotherLife(t *testing.T) {
	clock := time.Now()
	now := func() time.Time { clock = clock.Add(time.Second); return clock }
	_, before := mustOpen(t, journaltest.Place(t, "old"), "kiosk-1", now).Name()
	_, after := mustOpen(t, journaltest.Place(t, "new"), "kiosk-1", now).Name()
	if before == after {
		t.Errorf("both disks are life %d: their event numbers would meet", before)
	}
}

func TestFailedWriteLeavesNothingAndHurtsNoOther(t *testing.T) {
	j := mustOpen(t, journaltest.Place(t, "j"), "kiosk-1", time.Now)
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			err := j.Write(t.Context(), func(tx *journal.Tx) error {
				if _, err := tx.Append("good", "s", i); err != nil {
					return err
				}
				if i%2 == 0 {
					return nil
				}
				_, err := tx.Append("bad", "s", i)
				return err
			})
			if (i%2 == 1) != errors.Is(err, errBad) {
				t.Errorf("write %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	if n := counted(t, j, "good"); n != 25 || len(mustRead(t, j)) != 25 {
		t.Errorf("%d folded, %d logged, want 25 of each", n, len(mustRead(t, j)))
	}
}

func TestClockThatRunsBackwardsIsPinned(t *testing.T) {
	clock := time.Date(2026, 11, 23, 8, 15, 0, 0, time.UTC)
	j := mustOpen(t, journaltest.Place(t, "j"), "kiosk-1", func() time.Time { return clock })
	mustAppend(t, j, "a")
	clock = clock.Add(-time.Second) // as one that follows another is set
	mustAppend(t, j, "b")
	right := clock
	clock = clock.AddDate(-6, 0, 0) // a dead battery
	mustAppend(t, j, "c", "d")
	mustAppend(t, j, "e")
	clock = right.Add(time.Hour)
	mustAppend(t, j, "f")
	clock = right
	mustAppend(t, j, "g")
	var kinds []string
	events := mustRead(t, j)
	for i, e := range events {
		kinds = append(kinds, e.Kind)
		if i > 0 && e.Kind != "f" && e.At.Sub(events[i-1].At) != time.Millisecond {
			t.Errorf("event %d, %s, is %v after the one before it, want 1ms", e.Seq, e.Kind, e.At.Sub(events[i-1].At))
		}
	}
	if got, want := strings.Join(kinds, " "), "a b clock.backwards c d e f clock.backwards g"; got != want {
		t.Errorf("the journal tells %q, want %q", got, want)
	}
	var behind journal.Behind
	if err := events[2].Read(&behind); err != nil || behind.Milliseconds < (6*365*24*time.Hour).Milliseconds() {
		t.Errorf("the clock was behind by %+v, %v", behind, err)
	}
}

func TestAcceptTakesEachEventOnce(t *testing.T) {
	device := mustOpen(t, journaltest.Place(t, "d"), "kiosk-1", time.Now)
	central := mustOpen(t, journaltest.Place(t, "c"), "central", time.Now)
	mustAppend(t, device, "a", "b", "c")
	events := mustRead(t, device)
	for _, batch := range [][]journal.Event{events[:2], events, events[1:], nil} { // late, doubled, reordered batches
		if held := mustAccept(t, central, events[0], batch); held < 2 {
			t.Errorf("held %d after %d events", held, len(batch))
		}
	}
	got := mustRead(t, central)
	for i := range got {
		got[i].Position = events[i].Position
	}
	if diff := cmp.Diff(events, got); diff != "" {
		t.Error(diff)
	}
}

func mustAccept(t testing.TB, j *journal.Journal, of journal.Event, batch []journal.Event) (held int64) {
	t.Helper()
	err := j.Write(t.Context(), func(tx *journal.Tx) (err error) {
		held, err = tx.Accept(of.Origin, of.Incarnation, batch)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func TestAcceptRefuses(t *testing.T) {
	device := mustOpen(t, journaltest.Place(t, "d"), "kiosk-1", time.Now)
	mustAppend(t, device, "a", "b", "c")
	good := mustRead(t, device)
	change := func(i int, f func(*journal.Event)) []journal.Event {
		events := append([]journal.Event{}, good...)
		f(&events[i])
		return events
	}
	gap := &journal.GapError{}
	for name, tt := range map[string]struct {
		events []journal.Event
		is     func(error) bool
	}{
		"a gap at the start":     {good[1:], func(err error) bool { return errors.As(err, &gap) && gap.Held == 0 }},
		"a gap in the middle":    {[]journal.Event{good[0], good[2]}, func(err error) bool { return errors.As(err, &gap) && gap.Held == 0 }},
		"a changed body":         {change(1, func(e *journal.Event) { e.Body = []byte(`{"n":2}`) }), is(journal.ErrChain)},
		"a changed time":         {change(2, func(e *journal.Event) { e.At = e.At.Add(time.Hour) }), is(journal.ErrChain)},
		"another device's event": {change(0, func(e *journal.Event) { e.Origin = "kiosk-2" }), is(journal.ErrForeign)},
	} {
		t.Run(name, func(t *testing.T) {
			central := mustOpen(t, journaltest.Place(t, "c"), "central", time.Now)
			err := central.Write(t.Context(), func(tx *journal.Tx) error {
				_, err := tx.Accept(good[0].Origin, good[0].Incarnation, tt.events)
				return err
			})
			if !tt.is(err) {
				t.Errorf("answer is %v", err)
			}
			if n := len(mustRead(t, central)); n != 0 {
				t.Errorf("%d events stayed", n)
			}
		})
	}
}

func is(target error) func(error) bool { return func(err error) bool { return errors.Is(err, target) } }

func TestChangedIsClosedByACommit(t *testing.T) {
	j := mustOpen(t, journaltest.Place(t, "j"), "kiosk-1", time.Now)
	changed := j.Changed()
	mustAppend(t, j, "a")
	select {
	case <-changed:
	default:
		t.Error("nobody was told of the commit")
	}
}

func TestClosedJournalSaysSo(t *testing.T) {
	j := mustOpen(t, journaltest.Place(t, "j"), "kiosk-1", time.Now)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	err := j.Write(context.Background(), func(*journal.Tx) error { return nil })
	if !errors.Is(err, journal.ErrClosed) {
		t.Errorf("write after close: %v", err)
	}
}

func TestKeptSurvivesAndIsReplaced(t *testing.T) {
	path := journaltest.Place(t, "j")
	for _, want := range []string{"first", "second"} {
		j := mustOpen(t, path, "kiosk-1", time.Now)
		if err := j.Write(t.Context(), func(tx *journal.Tx) error { return tx.Keep("k", want) }); err != nil {
			t.Fatal(err)
		}
		j.Close()
		var got string
		if ok, err := mustOpen(t, path, "kiosk-1", time.Now).Kept(t.Context(), "k", &got); !ok || err != nil || got != want {
			t.Errorf("kept %q, %v, %v", got, ok, err)
		}
	}
}

func TestSynchronousIsFullOnEveryConnection(t *testing.T) {
	j := mustOpen(t, filepath.Join(t.TempDir(), "j.db"), "kiosk-1", time.Now)
	err := j.Write(t.Context(), func(tx *journal.Tx) error {
		var mode string
		var level int
		if err := tx.QueryRow(`PRAGMA journal_mode`).Scan(&mode); err != nil {
			return err
		}
		if err := tx.QueryRow(`PRAGMA synchronous`).Scan(&level); err != nil {
			return err
		}
		if mode != "wal" || level != 2 {
			return fmt.Errorf("journal_mode %s, synchronous %d; want wal and 2, FULL", mode, level)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestNoPasswordIsSaid(t *testing.T) {
	for _, tt := range []struct{ path, want string }{
		{"/var/lib/motcua/central/central.db", "/var/lib/motcua/central/central.db"},
		{"postgres://hall@a/base", "postgres://hall@a/base"},
		{"postgres://hall:geheim@a/base", "postgres://hall:xxxxx@a/base"},
		{"postgres://hall:geheim@a:5432,b:5432,c/base?target_session_attrs=read-write", "postgres://hall:xxxxx@a:5432,b:5432,c/base?target_session_attrs=read-write"},
		{"postgres:///base?host=/tmp&password=geheim&user=hall", "postgres:///base?host=/tmp&password=xxxxx&user=hall"},
	} {
		if got := journal.NameOf(tt.path); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}
