package journal_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
)

// mustTamper changes the database behind the journal's back.
func mustTamper(t testing.TB, j *journal.Journal, statement string) {
	t.Helper()
	err := j.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := tx.Exec(statement)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestVerifyNamesTheFirstFault(t *testing.T) {
	for _, tt := range []struct{ name, tamper, says string }{
		{"all is well", `UPDATE counted SET n = n`, ""},
		{"a changed body", `UPDATE events SET subject = 'other' WHERE seq = 2`, "event 2 of life"},
		{"an event taken out", `DELETE FROM events WHERE seq = 2`, "event 2 of life"},
		{"a changed time", `UPDATE events SET at = at + 1 WHERE seq = 3`, "event 3 of life"},
		{"the first one gone", `DELETE FROM events WHERE seq = 1`, "event 1 of life"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			j := mustOpen(t, journaltest.Place(t, "j"), "kiosk-1", time.Now)
			mustAppend(t, j, "a", "b", "c", "d")
			mustTamper(t, j, tt.tamper)
			audit, err := j.Verify(t.Context())
			if err != nil || audit.Lives != 1 {
				t.Fatalf("%+v, %v", audit, err)
			}
			if says := strings.Join(audit.Faults, "; "); (says == "") != (tt.says == "") || !strings.Contains(says, tt.says) {
				t.Errorf("faults are %q, want %q", says, tt.says)
			}
		})
	}
}

func TestRebuildGivesTheSameRowsAndTellsOfOthers(t *testing.T) {
	j := mustOpen(t, journaltest.Place(t, "j"), "kiosk-1", time.Now)
	mustAppend(t, j, "a", "a", "b")
	if made, err := j.Rebuild(t.Context()); err != nil || made.Events != 3 || len(made.Tables) != 1 || len(made.Differ) != 0 {
		t.Errorf("first: %+v, %v", made, err)
	}
	mustTamper(t, j, `UPDATE counted SET n = 7 WHERE kind = 'a'`)
	if made, err := j.Rebuild(t.Context()); err != nil || len(made.Differ) != 1 || counted(t, j, "a") != 2 {
		t.Errorf("after a row was changed: %+v, %v; a is %d, want 2", made, err, counted(t, j, "a"))
	}
}

func TestChangedSchemaIsFoldedAnew(t *testing.T) {
	place := journaltest.Place(t, "j")
	old := mustOpen(t, place, "kiosk-1", time.Now)
	mustAppend(t, old, "a", "a")
	old.Close()
	wider := counting
	wider.Schema = `CREATE TABLE IF NOT EXISTS counted (kind TEXT PRIMARY KEY, n BIGINT NOT NULL, note TEXT);`
	wider.Apply = func(tx journal.Tables, e journal.Event) error {
		_, err := tx.Exec(`INSERT INTO counted (kind, n, note) VALUES ($1, 10, 'new') ON CONFLICT (kind) DO UPDATE SET n = counted.n + 10`, e.Kind)
		return err
	}
	j, err := journal.Open(place, "kiosk-1", time.Now, wider)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if n := counted(t, j, "a"); n != 20 {
		t.Errorf("a is %d, want 20: the old events, folded the new way", n)
	}
}

// TestChangedApplyIsFoldedAnew changes what a fold makes of an event, and no letter of its tables: a forgotten Version leaves the
// tables as they are, a raised one makes them anew, alone and as a part of a joined fold.
func TestChangedApplyIsFoldedAnew(t *testing.T) {
	for name, join := range map[string]func(journal.Fold) journal.Fold{
		"alone": func(f journal.Fold) journal.Fold { return f },
		"joined": func(f journal.Fold) journal.Fold {
			return journal.Join(f, journal.Fold{Apply: func(journal.Tables, journal.Event) error { return nil }})
		},
	} {
		t.Run(name, func(t *testing.T) {
			place := journaltest.Place(t, "j")
			open := func(f journal.Fold) *journal.Journal {
				j, err := journal.Open(place, "kiosk-1", time.Now, join(f))
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { j.Close() })
				return j
			}
			old := open(counting)
			mustAppend(t, old, "a", "a")
			old.Close()

			twice := counting
			twice.Apply = func(tx journal.Tables, e journal.Event) error {
				return errors.Join(counting.Apply(tx, e), counting.Apply(tx, e))
			}
			forgotten := open(twice)
			if n := counted(t, forgotten, "a"); n != 2 {
				t.Errorf("a is %d, want 2: nobody said that the fold has changed", n)
			}
			forgotten.Close()

			twice.Version++
			raised := open(twice)
			if n := counted(t, raised, "a"); n != 4 {
				t.Errorf("a is %d, want 4: the old events, folded the new way", n)
			}
			if made, err := raised.Rebuild(t.Context()); err != nil || len(made.Differ) > 0 {
				t.Errorf("after the version was raised: %+v, %v", made, err)
			}
		})
	}
}

// TestLostEndIsNoticed flips a bit in the WAL, whereupon SQLite forgets the commits from there on and calls the file sound.
func TestLostEndIsNoticed(t *testing.T) {
	running := filepath.Join(t.TempDir(), "k.db")
	before := mustOpen(t, running, "kiosk-1", time.Now)
	for range 20 {
		mustAppend(t, before, "a")
	}
	crashed := copyOf(t, running)
	flip(t, crashed+"-wal", 0.7)
	after := mustOpen(t, crashed, "kiosk-1", time.Now)
	events := mustRead(t, after)
	last := events[len(events)-1]
	var lost journal.Count
	if err := last.Read(&lost); err != nil || last.Kind != journal.KindLost {
		t.Fatalf("the last event is %+v, %v", last, err)
	}
	if kept := int64(len(events)) - 1; kept == 0 || kept+lost.Events != 20 || last.Position != 21 {
		t.Errorf("%d kept and %d lost of 20; the next has position %d", kept, lost.Events, last.Position)
	}
	if audit, err := after.Verify(t.Context()); err != nil || len(audit.Faults) > 0 {
		t.Errorf("%+v, %v", audit, err)
	}
}

// copyOf is the disk as a crash at this moment would leave it.
func copyOf(t testing.TB, path string) string {
	t.Helper()
	crashed := filepath.Join(t.TempDir(), filepath.Base(path))
	for _, suffix := range []string{"", "-wal", "-mark"} {
		raw, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(crashed+suffix, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return crashed
}

// flip changes a bit at a part of a file's length.
func flip(t testing.TB, path string, at float64) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw[int(float64(len(raw))*at)] ^= 4
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDeviceGoesOnAfterDamage(t *testing.T) {
	for _, tt := range []struct {
		name   string
		damage func(t *testing.T, path string)
		kept   int // events taken over, at the least
	}{
		{"none", func(*testing.T, string) {}, 2000},
		{"a changed event", func(t *testing.T, path string) {
			j := mustOpen(t, path, "kiosk-1", time.Now)
			mustTamper(t, j, `UPDATE events SET subject = 'other' WHERE seq = 1500`)
			j.Close()
		}, 1499},
		{"a page of rubbish", func(t *testing.T, path string) { scribble(t, path, 0.5, 4096) }, 100},
		{"the first page gone", func(t *testing.T, path string) { scribble(t, path, 0, 4096) }, 0},
		{"cut in half", func(t *testing.T, path string) {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(path, info.Size()/2); err != nil {
				t.Fatal(err)
			}
		}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "k.db")
			before := mustOpen(t, path, "kiosk-1", time.Now)
			for range 20 {
				mustAppend(t, before, strings.Split(strings.Repeat("a ", 99)+"a", " ")...)
			}
			before.Close()
			tt.damage(t, path)
			j, err := journal.OpenDevice(path, "kiosk-1", time.Now, counting)
			if err != nil {
				t.Fatal(err)
			}
			defer j.Close()
			mustAppend(t, j, "b")
			audit, err := j.Verify(t.Context())
			if err != nil || len(audit.Faults) > 0 || audit.Events <= tt.kept {
				t.Errorf("%+v, %v; want more than %d sound events", audit, err, tt.kept)
			}
			if n, told := counted(t, j, "a"), counted(t, j, "b")+counted(t, j, journal.KindLost); n+told != audit.Events || told == 0 {
				t.Errorf("%d folded of %d, %d of them tell of now", n, audit.Events, told)
			}
		})
	}
}

func scribble(t testing.TB, path string, at float64, length int) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	from := int(float64(len(raw))*at) / 4096 * 4096
	copy(raw[from:from+length], strings.Repeat("rubbish ", length))
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestServerDoesNotOpenOverDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("rubbish ", 4096)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := journal.Open(path, "central", time.Now, counting)
	if !errors.Is(err, journal.ErrDamaged) {
		t.Errorf("answer is %v", err)
	}
}

func TestFullDiskIsSaidAndNothingIsHalfDone(t *testing.T) {
	j := mustOpen(t, filepath.Join(t.TempDir(), "j.db"), "kiosk-1", time.Now)
	mustAppend(t, j, "a")
	mustTamper(t, j, `PRAGMA max_page_count = 30`)
	var err error
	for n := 0; err == nil && n < 10_000; n++ {
		err = j.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := tx.Append("a", "s", strings.Repeat("x", 1000))
			return err
		})
	}
	if !errors.Is(err, journal.ErrFull) {
		t.Fatalf("answer is %v", err)
	}
	if events := mustRead(t, j); counted(t, j, "a") != len(events) {
		t.Errorf("%d events, %d folded", len(events), counted(t, j, "a"))
	}
	mustTamper(t, j, `PRAGMA max_page_count = 100000`)
	mustAppend(t, j, "b") // somebody has made room
	if audit, err := j.Verify(t.Context()); err != nil || len(audit.Faults) > 0 {
		t.Errorf("%+v, %v", audit, err)
	}
}
