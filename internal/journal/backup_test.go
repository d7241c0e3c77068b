package journal_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
)

func mustBackup(t testing.TB, j *journal.Journal) []byte {
	t.Helper()
	var file bytes.Buffer
	if _, err := j.Backup(t.Context(), &file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestBackupRestoresEverything(t *testing.T) {
	central := mustOpen(t, journaltest.Place(t, "c"), "central", time.Now)
	kiosk := mustOpen(t, journaltest.Place(t, "k"), "kiosk-1", time.Now)
	mustAppend(t, central, "a", "b")
	mustAppend(t, kiosk, "c")
	events := mustRead(t, kiosk)
	mustAccept(t, central, events[0], events)
	if err := central.Write(t.Context(), func(tx *journal.Tx) error { return tx.Keep("k", "v") }); err != nil {
		t.Fatal(err)
	}

	restored := mustOpen(t, journaltest.Place(t, "r"), "central", time.Now)
	n, err := restored.Restore(t.Context(), bytes.NewReader(mustBackup(t, central)))
	if err != nil || n != 3 {
		t.Fatalf("restored %d events, %v", n, err)
	}
	after := mustRead(t, restored)
	if diff := cmp.Diff(mustRead(t, central), after[:3]); diff != "" || after[3].Kind != journal.KindRestored {
		t.Errorf("%s; then %+v", diff, after[3:])
	}
	var kept string
	if _, err := restored.Kept(t.Context(), "k", &kept); err != nil || kept != "v" || counted(t, restored, "c") != 1 {
		t.Errorf("kept %q (%v), c counted %d times", kept, err, counted(t, restored, "c"))
	}
	_, before := central.Name()
	if _, after := restored.Name(); after <= before {
		t.Errorf("restored life is %d, that of the backup %d: numbers after the backup would meet", after, before)
	}
}

func TestRestoreRefuses(t *testing.T) {
	central := mustOpen(t, journaltest.Place(t, "c"), "central", time.Now)
	mustAppend(t, central, "a", "b", "c")
	whole := mustBackup(t, central)
	for _, tt := range []struct {
		name string
		file []byte
		into *journal.Journal
		want error
	}{
		{"half a file", whole[:len(whole)/2], mustOpen(t, journaltest.Place(t, "half"), "central", time.Now), journal.ErrNotWhole},
		{"another file", []byte("số thứ tự"), mustOpen(t, journaltest.Place(t, "other"), "central", time.Now), journal.ErrNotWhole},
		{"a journal in use", whole, central, journal.ErrNotEmpty},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := len(mustRead(t, tt.into))
			if _, err := tt.into.Restore(t.Context(), bytes.NewReader(tt.file)); !errors.Is(err, tt.want) {
				t.Errorf("answer is %v, want %v", err, tt.want)
			}
			if after := len(mustRead(t, tt.into)); after != before {
				t.Errorf("%d events before, %d after", before, after)
			}
		})
	}
}
