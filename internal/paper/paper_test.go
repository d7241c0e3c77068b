package paper_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/journal"
	"motcua/internal/paper"
)

func mustOpen(t testing.TB, path string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(path, "kiosk-1", time.Now, paper.Fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func job(id string) spool.Job {
	var d drivers.Document
	d.Text(drivers.Style{Bold: true, Wide: 4}, "A001")
	d.QR("https://hcc.hanam.example.vn/t/A001")
	d.Cut()
	return spool.Job{ID: id, Document: d, Expires: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
}

func mustPending(t testing.TB, s *paper.Store) []spool.Job {
	t.Helper()
	jobs, err := s.Pending(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return jobs
}

func TestJobsSurviveAPowerCutWithTheirAttempts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kiosk.db")
	before := paper.NewStore(mustOpen(t, path), nil)
	for _, err := range []error{
		before.Add(t.Context(), job("first")), before.Add(t.Context(), job("second")),
		before.Attempt(t.Context(), "first", 1), before.Close(t.Context(), "second", spool.Printed),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	after := paper.NewStore(mustOpen(t, path), nil) // the first one is not closed: a crash would not close it either
	want := job("first")
	want.Attempts = 1
	if diff := cmp.Diff([]spool.Job{want}, mustPending(t, after)); diff != "" {
		t.Error(diff)
	}
}

func TestAJobHandedInTwiceIsKnown(t *testing.T) {
	s := paper.NewStore(mustOpen(t, filepath.Join(t.TempDir(), "kiosk.db")), nil)
	if err := s.Add(t.Context(), job("a")); err != nil {
		t.Fatal(err)
	}
	if err := s.Add(t.Context(), job("a")); !errors.Is(err, spool.ErrKnown) {
		t.Errorf("second time: %v", err)
	}
	if err := s.Close(t.Context(), "a", spool.Printed); err != nil {
		t.Fatal(err)
	}
	if err := s.Add(t.Context(), job("a")); !errors.Is(err, spool.ErrKnown) {
		t.Errorf("after its end: %v", err)
	}
}

func TestTheFirstEndStandsAndIsToldOnce(t *testing.T) {
	var told []spool.Outcome
	s := paper.NewStore(mustOpen(t, filepath.Join(t.TempDir(), "kiosk.db")), func(_ *journal.Tx, _ string, o spool.Outcome) error {
		told = append(told, o)
		return nil
	})
	if err := s.Add(t.Context(), job("a")); err != nil {
		t.Fatal(err)
	}
	for _, outcome := range []spool.Outcome{spool.Printed, spool.Expired} {
		if err := s.Close(t.Context(), "a", outcome); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]spool.Outcome{spool.Printed}, told); diff != "" {
		t.Error(diff)
	}
}

func TestAnEndThatCannotBeToldIsNoEnd(t *testing.T) {
	refuse := errors.New("no")
	s := paper.NewStore(mustOpen(t, filepath.Join(t.TempDir(), "kiosk.db")), func(*journal.Tx, string, spool.Outcome) error { return refuse })
	if err := s.Add(t.Context(), job("a")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(t.Context(), "a", spool.Printed); !errors.Is(err, refuse) {
		t.Errorf("close: %v", err)
	}
	if n := len(mustPending(t, s)); n != 1 {
		t.Errorf("%d jobs pending, want the one that has not ended", n)
	}
}
