package server

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/central/settings"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/program"
	"motcua/internal/registry"
	"motcua/internal/sheet/sample"
	"motcua/internal/uplink"
)

// typed is a password that an officer typed as a reason.
const typed = "SongDay-2026 \"x\""

// leak is a hall in whose journals the password stands: in a reason, in a part that no forgetting reaches, and in a draft.
type leak struct {
	testing.TB
	settings settings.Settings
	central  *Server
	stop     func()
	path     string // of the counter's journal
	journal  *journal.Journal
}

func newLeak(t testing.TB) *leak {
	data := t.TempDir()
	l := &leak{TB: t, settings: settingsOf(t, data, 1), path: filepath.Join(t.TempDir(), "counter.db")}
	l.start()
	l.sitDown()
	in := sample.Intake()
	l.does(func(tx *journal.Tx) error {
		for _, b := range []dossier.Body{
			dossier.Reception{Intake: &in, Code: "000.00.00.H25-261109-0027", Appointment: sample.Week2026.At(7, 9, 32)},
			dossier.PaymentDemand{Charges: []dossier.Charge{{Name: "Thuế " + typed, Amount: 1000}}, Reason: "Thông báo 12"},
			dossier.Withdrawal{Reason: "Khong can nua" + typed},
		} {
			if _, err := registry.Record(tx, "d", b); err != nil {
				return err
			}
		}
		return tx.Keep("draft", map[string]string{"note": typed})
	})
	l.meet()
	l.stop()
	return l
}

// start starts central; stop ends it, as a technician would.
func (l *leak) start() {
	l.Helper()
	var err error
	if l.central, err = Open(l.settings); err != nil {
		l.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- l.central.Run(ctx) }()
	stopped := false
	l.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			l.Error(err)
		}
		l.central.Close()
	}
	l.Cleanup(func() { l.stop() })
}

// sitDown opens the counter's journal.
func (l *leak) sitDown() {
	l.Helper()
	var err error
	if l.journal, err = journal.OpenDevice(l.path, desk, time.Now, registry.Fold); err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() { l.journal.Close() })
}

func (l *leak) does(do func(*journal.Tx) error) {
	l.Helper()
	if err := l.journal.Write(l.Context(), do); err != nil {
		l.Fatal(err)
	}
}

// meet lets the counter look at the hall and push what it has.
func (l *leak) meet() {
	l.Helper()
	link, err := uplink.NewLink(l.Context(), mustEnrol(l, l.central, desk), l.journal, func() {})
	if err != nil {
		l.Fatal(err)
	}
	link.Refresh(l.Context())
	if err := link.Flush(l.Context()); err != nil {
		l.Fatal(err)
	}
}

// holds tells whether the files of a journal have the password in them, as it is or as JSON writes it.
func holds(t testing.TB, path string) bool {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files at %s (%v)", path, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte("SongDay-2026")) {
			return true
		}
	}
	return false
}

func mustBeSound(t testing.TB, j *journal.Journal) {
	t.Helper()
	audit, err := j.Verify(t.Context())
	if err != nil || len(audit.Faults) > 0 {
		t.Errorf("verify: %v, %v", audit.Faults, err)
	}
	rebuilt, err := j.Rebuild(t.Context())
	if err != nil || len(rebuilt.Differ) > 0 {
		t.Errorf("rebuild: %v differ, %v", rebuilt.Differ, err)
	}
	if places, err := j.Places(t.Context(), "SongDay-2026"); err != nil || len(places) > 0 {
		t.Errorf("the text stands in %v, %v", places, err)
	}
}

func TestAPasswordIsErasedEverywhere(t *testing.T) {
	l := newLeak(t)
	file := l.settings.Database == "" // a database server's files are not ours to read
	if file && !holds(t, l.settings.JournalPath()) || !holds(t, l.path) {
		t.Fatal("the password never was in the files")
	}
	typeIn(t, typed+"\n")
	code, says, errs := execute(t, l.settings, "erase-text", "--yes")
	if code != program.Done || !strings.Contains(says, "in 2 events") || !strings.Contains(says, desk) || strings.Contains(says, "SongDay") {
		t.Fatalf("exit code %d, says %q, %q", code, says, errs)
	}
	if file && holds(t, l.settings.JournalPath()) {
		t.Error("central's files still have it")
	}
	l.start()
	l.meet()
	if holds(t, l.path) {
		t.Error("the counter's files still have it")
	}
	mustBeSound(t, l.central.journal)
	mustBeSound(t, l.journal)
	d, err := registry.Find(t.Context(), l.central.journal.Reader(), "d")
	if err != nil || d.Applicant.Owner.Name != sample.Intake().Applicant.Owner.Name || d.Status != dossier.Withdrawn {
		t.Errorf("the dossier lost more than the text: %+v, %v", d, err)
	}
	l.journal.Close()
	l.sitDown() // a journal that seems damaged would be put aside
	if aside, _ := filepath.Glob(l.path + ".damaged*"); len(aside) > 0 {
		t.Errorf("the counter's journal was put aside: %v", aside)
	}
	l.central.forget(t.Context())
	if open := l.central.erasures.ids(); len(open) != 0 {
		t.Errorf("every device has done it, and central still asks for %v", open)
	}
	mustBeSound(t, l.central.journal)
}

// TestAnErasureIsNotSilent changes the witness: then verify tells.
func TestAnErasureIsNotSilent(t *testing.T) {
	l := newLeak(t)
	typeIn(t, typed+"\n")
	if code, _, errs := execute(t, l.settings, "erase-text", "--yes"); code != program.Done {
		t.Fatal(errs)
	}
	l.start()
	err := l.central.journal.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := tx.Exec(`UPDATE events SET private = CAST(replace(CAST(private AS TEXT), 'Khong', 'Xin') AS BLOB) WHERE kind = 'dossier.withdrawn'`)
		return err
	})
	if journaltest.Postgres(t, "any") != "" {
		t.Skip("the change is written for SQLite")
	}
	if err != nil {
		t.Fatal(err)
	}
	if audit, err := l.central.journal.Verify(t.Context()); err != nil || len(audit.Faults) != 1 {
		t.Errorf("faults %v, %v; want the event that was changed under the cover of an erasure", audit.Faults, err)
	}
}

func TestNothingIsErasedByAccident(t *testing.T) {
	l := newLeak(t)
	for _, tt := range []struct{ name, text, flag string }{
		{"too short", "Khong", "--yes"},
		{"nobody confirmed", typed, "--config"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			typeIn(t, tt.text+"\n")
			args := []string{"erase-text"}
			if tt.flag == "--yes" {
				args = append(args, tt.flag)
			}
			if code, _, _ := execute(t, l.settings, args...); code != program.Wrong {
				t.Errorf("exit code %d", code)
			}
		})
	}
	if places := l.central.settings().Database; places == "" && !holds(t, l.settings.JournalPath()) {
		t.Error("it was taken out all the same")
	}
}

func TestABackupIsNamedAndRestoredWithTheTextTakenOut(t *testing.T) {
	l := newLeak(t)
	old, fresh := filepath.Join(t.TempDir(), "old.backup"), filepath.Join(t.TempDir(), "fresh.backup")
	if code, _, errs := execute(t, l.settings, "backup", old); code != program.Done {
		t.Fatal(errs)
	}
	typeIn(t, typed+"\n")
	if _, says, errs := execute(t, l.settings, "erase-text", "--yes"); !strings.Contains(says, old) {
		t.Errorf("says %q, %q; want the backup named", says, errs)
	}
	if code, _, errs := execute(t, l.settings, "backup", fresh); code != program.Done {
		t.Fatal(errs)
	}
	other := settings.Settings{Data: t.TempDir(), Database: journaltest.Postgres(t, "other")}
	if code, says, errs := execute(t, other, "restore", fresh); code != program.Done {
		t.Errorf("exit code %d, says %q, %q", code, says, errs)
	}
}
