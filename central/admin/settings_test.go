package admin_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/central/admin"
	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/steering"
)

// TestSettingsGoOutAndComeBack writes a centre's settings to a file, changes a line of it, and imports that line: it is shown, asked for, on record and
// holds; a file with a mistake changes nothing.
func TestSettingsGoOutAndComeBack(t *testing.T) {
	s, opened := mustOpenExample(t)
	if _, err := store.Seed(t.Context(), opened, s); err != nil {
		t.Fatal(err)
	}
	do := func(call program.Call, name string, args ...string) (string, error) {
		var says bytes.Buffer
		job := admin.Job{Call: call, Settings: store.NewPresent(s, opened).Settings(), Journal: opened, Now: time.Now, Says: &says}
		err := job.Do(t.Context(), name, args...)
		return says.String(), err
	}
	plain := program.Call{Say: i18n.In("en")}
	file := filepath.Join(t.TempDir(), "hall.toml")
	if said, err := do(plain, "settings export", file); err != nil || !strings.Contains(said, file) {
		t.Fatal(said, err)
	}
	if said, err := do(plain.With("yes"), "settings import", file); err != nil || !strings.Contains(said, "already") {
		t.Errorf("what was exported is another: %s %v", said, err)
	}

	mustPut(t, file, "[centre]\npriority_after = 4\n[[centre.rooms]]\nname = { vi = \"Nhà vệ sinh\" }\nwhere = { vi = \"tầng 1\" }\n")
	if _, err := do(plain, "settings import", file); err == nil || store.NewPresent(s, opened).Centre().PriorityAfter != 2 {
		t.Errorf("changed without being asked: %v", err)
	}
	said, err := do(plain.With("yes"), "settings import", file)
	if err != nil || !strings.Contains(said, "centre.priority_after: 2 → 4") || !strings.Contains(said, "centre.rooms") {
		t.Errorf("%s %v", said, err)
	}
	if c := store.NewPresent(s, opened).Centre(); c.PriorityAfter != 4 || len(c.Rooms) != 1 || len(c.Services) != 6 {
		t.Errorf("what holds is %d after, %d rooms, %d services", c.PriorityAfter, len(c.Rooms), len(c.Services))
	}
	log, err := steering.Log(t.Context(), opened.Reader(), steering.Filter{Most: 9, From: time.Now().Add(-time.Hour)})
	if err != nil || len(log) == 0 || log[0].Way != steering.ByImport {
		t.Errorf("%+v, %v", log, err)
	}

	mustPut(t, file, "[centre]\npriority_after = 40\n")
	if _, err := do(plain.With("yes"), "settings import", file); err == nil || !strings.Contains(i18n.In("en").Tell(err), "hall.toml:2: centre.priority_after") {
		t.Errorf("a mistake is told as %v", err)
	}
}

// TestAChangeIsHeldToTheWhole changes a part to what the others do not fit, and to what is of another kind.
func TestAChangeIsHeldToTheWhole(t *testing.T) {
	s, opened := mustOpenExample(t)
	_, err := store.Change(t.Context(), opened, s, steering.ByPage, "hoa", []steering.Draft{{Part: "centre.counters", JSON: []byte(`[{"id":"01","services":["bay"]}]`)}})
	if faults := (store.FaultsError)(nil); !errors.As(err, &faults) || faults[0].Key != "centre.counters[0].services" {
		t.Errorf("a counter of a service that is not there: %v", err)
	}
	if _, err := store.Change(t.Context(), opened, s, steering.ByPage, "hoa", []steering.Draft{{Part: "centre.counters", JSON: []byte(`{"id":5}`)}}); err == nil {
		t.Error("a value of another kind was taken")
	}
}

func mustPut(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// mustOpenExample opens a new journal with the example's settings.
func mustOpenExample(t *testing.T) (s settings.Settings, opened *journal.Journal) {
	t.Helper()
	s, err := settings.Load("")
	if err != nil {
		t.Fatal(err)
	}
	s.Data = filepath.Join(t.TempDir(), "central")
	if opened, err = store.Open(s); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.Close() })
	return s, opened
}
