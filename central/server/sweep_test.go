package server

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/centraltest"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
)

// TestAKilledBackupLeavesNothing: what a backup needs for a while lies in central's folder and is its owner's alone; when the backup is killed the
// next start throws it away, and what was written of the backup too.
func TestAKilledBackupLeavesNothing(t *testing.T) {
	data := t.TempDir()
	made := settingsOf(t, data, 1)
	made.Centre.Codes = "{agency}-{yymmdd}-{serial}"
	config, _, err := centraltest.Write(data, made.Database, made.Centre)
	if err != nil {
		t.Fatal(err)
	}
	s, err := settings.Load(config)
	if err != nil {
		t.Fatal(err)
	}
	mustFill(t, s)
	file := filepath.Join(t.TempDir(), "backup")
	command := beside(t, config, envBackup+"="+file)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	left := func() (found []string) {
		found, _ = filepath.Glob(filepath.Join(data, journal.TemporaryPrefix+"*", "*"))
		if parts, _ := filepath.Glob(file + "*"); len(parts) > 0 {
			found = append(found, parts...)
		}
		return found
	}
	for until := time.Now().Add(time.Minute); !strings.Contains(fmt.Sprint(left()), "check.db"); time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("the backup is not read again: %q", left())
		}
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait()
	wantKilled(t, left())
	mustIssue(t, mustRun(t, s))
	if list := left(); len(list) > 0 {
		t.Errorf("a start leaves %q of a killed backup", list)
	}
}

// TestAStrangersFolderNamesNothing has somebody else of the machine make a folder that looks like an old backup's: central takes no word of it.
func TestAStrangersFolderNamesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	victim := filepath.Join(t.TempDir(), "ledger")
	folder := filepath.Join(os.TempDir(), "central-backup1")
	if err := errors.Join(os.WriteFile(victim, []byte("all of it"), 0o600), os.Mkdir(folder, 0o700), os.WriteFile(filepath.Join(folder, store.BesideFile), []byte(victim), 0o600)); err != nil {
		t.Fatal(err)
	}
	store.Sweep(t.TempDir())
	if _, err := os.Stat(victim); err != nil {
		t.Errorf("a file that a stranger has named: %v", err)
	}
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the old backup's folder is still there: %v", err)
	}
}

// wantKilled looks that a backup was killed in the middle, and who may read what is left of it.
func wantKilled(t *testing.T, left []string) {
	t.Helper()
	if len(left) < 3 || !strings.HasSuffix(left[len(left)-1], ".part") { // beside, check.db, and the part
		t.Fatalf("the kill came too late: %q", left)
	}
	for _, path := range left {
		for _, at := range []string{path, filepath.Dir(path)} {
			info, err := os.Stat(at)
			if err != nil || info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s: %v, %v", at, info.Mode(), err)
			}
		}
	}
}

// mustFill gives a central so much to back up that it takes a while.
func mustFill(t *testing.T, s settings.Settings) {
	t.Helper()
	j, err := store.Open(s)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		err := j.Write(t.Context(), func(tx *journal.Tx) error {
			for range 1000 {
				if _, err := tx.Append(hall.KindPrinter, "", hall.PrinterState{Status: "ready"}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestAFolderThatOthersReadIsRefused with one sentence, and nothing is done in it.
func TestAFolderThatOthersReadIsRefused(t *testing.T) {
	if journaltest.Postgres(t, "open folder") != "" {
		t.Skip("the journal lies in no folder")
	}
	data := filepath.Join(t.TempDir(), "central")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	for mode, want := range map[os.FileMode]bool{0o755: false, 0o751: false, 0o750: true, 0o700: true} {
		if err := os.Chmod(data, mode); err != nil {
			t.Fatal(err)
		}
		j, err := store.Open(settingsOf(t, data, 1))
		if (err == nil) != want {
			t.Errorf("%v: %v", mode, err)
		}
		if err == nil {
			_ = j.Close()
			continue
		}
		if says := i18n.In("en").Tell(err); !strings.Contains(says, "chmod 750 "+data) || strings.Contains(says, "\n") {
			t.Errorf("%v: %s", mode, says)
		}
	}
}
