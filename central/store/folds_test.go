package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/province"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/sayings"
	"motcua/internal/steering"
	"motcua/internal/trust"
	"motcua/kiosk/dispenser"
)

var update = flag.Bool("update", false, "keep the digest of each fold whose Version was raised, or of all when the events are others")

// versioned are the folds of central and of its devices, by name. Those of a province meet events of its centres.
var versioned = []struct {
	name string
	fold journal.Fold
	from string // goes before the origin of each event
}{
	{"dispenser", dispenser.Fold, ""},
	{"hall", hall.Fold, ""},
	{"paper", paper.Fold, ""},
	{"province", province.Fold, "ha-nam/"},
	{"registry", registry.Fold, ""},
	{"roster", roster.Fold(Origin), ""},
	{"sayings", sayings.Fold, ""},
	{"steering", steering.Fold(Origin), ""},
	{"trust", trust.Fold(Origin), ""},
}

// TestAChangedFoldHasAnotherVersion folds the events of testdata/events.jsonl and compares the rows with those of the golden file. A fold that makes
// other rows under the same Version would leave the tables of every journal that is open today as they are.
func TestAChangedFoldHasAnotherVersion(t *testing.T) {
	raw, golden := mustReadCorpus(t), filepath.Join("testdata", "folds.golden")
	events := mustParse(t, raw)
	corpus, known := readGolden(golden)
	now := fmt.Sprintf("events %x", sha256.Sum256(raw))
	lines := []string{now}
	for _, v := range versioned {
		line := fmt.Sprintf("%s %d %x", v.name, v.fold.Version, mustFold(t, v.fold, events, v.from))
		was := known[v.name]
		switch {
		case line == was:
		case *update && (corpus != now || !strings.HasPrefix(was, fmt.Sprintf("%s %d ", v.name, v.fold.Version))):
		case corpus != now:
			t.Errorf("testdata/events.jsonl has changed: go test ./central/store -update")
		case strings.HasPrefix(was, fmt.Sprintf("%s %d ", v.name, v.fold.Version)):
			t.Errorf("the fold %s makes other rows of the same events than its version %d did: raise its Version, and then go test ./central/store -update", v.name, v.fold.Version)
			line = was
		default:
			t.Errorf("the fold %s has version %d: go test ./central/store -update", v.name, v.fold.Version)
		}
		lines = append(lines, line)
	}
	if !*update {
		return
	}
	if err := os.WriteFile(golden, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestTheEventsHaveEveryKind: a fold is held to its version by every kind of event that it may meet.
func TestTheEventsHaveEveryKind(t *testing.T) {
	has := map[string]bool{}
	for _, e := range mustParse(t, mustReadCorpus(t)) {
		has[e.Kind] = true
	}
	documented, err := os.ReadFile(filepath.Join("..", "..", "docs", "events.md"))
	if err != nil {
		t.Fatal(err)
	}
	kinds := 0
	for line := range strings.Lines(string(documented)) {
		kind, ok := strings.CutPrefix(line, "| `")
		if !ok {
			continue
		}
		kind, _, _ = strings.Cut(kind, "`")
		kinds++
		if !has[kind] {
			t.Errorf("testdata/events.jsonl has no %s", kind)
		}
	}
	if kinds < 40 {
		t.Errorf("%d kinds are documented", kinds)
	}
}

func mustReadCorpus(t *testing.T) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "events.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func mustParse(t *testing.T, raw []byte) (events []journal.Event) {
	t.Helper()
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e journal.Event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		e.Position = int64(len(events) + 1)
		events = append(events, e)
	}
	return events
}

// readGolden returns the line of the events, and those of the folds by their names.
func readGolden(path string) (corpus string, known map[string]string) {
	raw, _ := os.ReadFile(path) // none: everything is new
	known = map[string]string{}
	for i, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		if i == 0 {
			corpus = line
			continue
		}
		name, _, _ := strings.Cut(line, " ")
		known[name] = line
	}
	return corpus, known
}

// mustFold returns a digest of the rows that a fold makes of events.
func mustFold(t *testing.T, f journal.Fold, events []journal.Event, from string) []byte {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(t.TempDir(), "folded.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(f.Schema); err != nil {
		t.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	for _, e := range events {
		e.Origin = from + e.Origin
		if err := f.Apply(tx, e); err != nil {
			t.Fatalf("event %d, %s: %v", e.Position, e.Kind, err)
		}
	}
	rows := mustDump(t, tx, `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
	sum := sha256.New()
	for _, table := range rows {
		table = strings.Trim(table, "[]")
		list := mustDump(t, tx, `SELECT * FROM `+table)
		slices.Sort(list)
		fmt.Fprintln(sum, table, len(list))
		for _, row := range list {
			fmt.Fprintln(sum, row)
		}
	}
	return sum.Sum(nil)
}

// mustDump returns the rows of a query as text.
func mustDump(t *testing.T, tx *sql.Tx, query string) (list []string) {
	t.Helper()
	rows, err := tx.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			if blob, ok := v.([]byte); ok {
				values[i] = string(blob)
			}
		}
		list = append(list, fmt.Sprint(values))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}
