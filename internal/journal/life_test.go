package journal_test

import (
	"testing"
	"time"

	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
)

// TestRenewMovesWhatOnlyThisDiskHolds puts an older copy of a disk back, goes on with it, and meets a central that knows better.
func TestRenewMovesWhatOnlyThisDiskHolds(t *testing.T) {
	clock := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	now := func() time.Time { clock = clock.Add(time.Second); return clock }
	first := mustOpen(t, journaltest.Place(t, "first"), "kiosk-1", now)
	mustAppend(t, first, "a", "b")
	copied := mustRestoreLife(t, first, now)
	mustAppend(t, first, "c", "d") // central has these …
	mustAppend(t, copied, "e")     // … and the older copy, put back, goes another way
	_, old := first.Name()

	if err := copied.Renew(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	_, renewed := copied.Name()
	lost, err := first.Own(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	err = copied.Write(t.Context(), func(tx *journal.Tx) error { _, err := tx.Recover(old, lost); return err })
	if err != nil {
		t.Fatal(err)
	}
	mustAppend(t, copied, "f")
	heads, err := copied.Heads(t.Context(), "kiosk-1")
	if err != nil || len(heads) != 2 || heads[0].Incarnation != old || heads[0].Seq != 4 || heads[1].Incarnation != renewed || heads[1].Seq != 2 {
		t.Errorf("lives are %+v, %v", heads, err)
	}
	if audit, err := copied.Verify(t.Context()); err != nil || len(audit.Faults) > 0 {
		t.Errorf("%+v, %v", audit, err)
	}
	if made, err := copied.Rebuild(t.Context()); err != nil || len(made.Differ) > 0 || counted(t, copied, "e") != 1 || counted(t, copied, "c") != 1 {
		t.Errorf("%+v, %v", made, err)
	}
}

// mustRestoreLife gives a journal that is the copy of a disk, in the same life.
func mustRestoreLife(t testing.TB, of *journal.Journal, now func() time.Time) *journal.Journal {
	t.Helper()
	_, life := of.Name()
	copied := mustOpen(t, journaltest.Place(t, "copied"), "kiosk-1", now)
	err := copied.Write(t.Context(), func(tx *journal.Tx) error {
		if _, err := tx.Recover(life, mustRead(t, of)); err != nil {
			return err
		}
		return tx.Keep("incarnation", life)
	})
	if err != nil {
		t.Fatal(err)
	}
	copied.Close()
	return mustOpen(t, journaltest.Place(t, "copied"), "kiosk-1", now)
}
