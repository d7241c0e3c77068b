//go:build !race

package sim

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/cryptotest"
	"testing/synctest"
	"time"

	"motcua/central/store"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
)

// The simulation is a morning in a hall whose every chance is drawn from one seed: 3 kiosks, 20 counters and a central, all of them the
// real code on real SQLite, on a wire that loses, doubles, delays and reorders, with power cuts, full disks and clocks that jump, with
// appointments, with devices that are revoked and enrolled anew, and with a kiosk and a counter that lie.
var (
	simSeeds = flag.Int("sim.seeds", 20, "how many mornings are simulated")
	simSeed  = flag.Uint64("sim.seed", 0, "simulate this one alone, and say all that happens")
	simKept  = flag.String("sim.events", "", "keep what central believes at the end of the morning of -sim.seed in this file, a line an event")
)

// plantedWithin is how many mornings each planted bug is looked for.
const plantedWithin = 20

func TestSimulation(t *testing.T) {
	template := mustMakeTemplate(t)
	if *simSeed > 0 {
		for _, violation := range simulate(t, template, *simSeed, nil, func(line string) { fmt.Println(line) }).violations {
			t.Error(violation)
		}
		return
	}
	violations := 0
	for seed := range uint64(*simSeeds) {
		for _, violation := range simulate(t, template, seed+1, nil, nil).violations {
			t.Errorf("%s; again: make sim SEED=%d", violation, seed+1)
			violations++
		}
	}
	found := 0
	for _, bug := range planted {
		if findPlanted(t, template, bug) {
			found++
		}
	}
	fmt.Printf("sim: seeds=%d violations=%d planted_found=%v\n", *simSeeds, violations, found == len(planted))
}

// findPlanted looks for a planted bug by what the simulation says of it.
func findPlanted(t *testing.T, template string, b bug) bool {
	t.Helper()
	for seed := range uint64(plantedWithin) {
		for _, violation := range simulate(t, template, seed+1, &b, nil).violations {
			if strings.Contains(violation, b.says) {
				fmt.Printf("sim: planted: %s: seed %d: %s\n", b.name, seed+1, violation)
				return true
			}
		}
	}
	t.Errorf("%s, and the simulation does not find it", b.name)
	return false
}

// TestSimulationReplays holds that a seed is the whole truth about a morning.
func TestSimulationReplays(t *testing.T) {
	template := mustMakeTemplate(t)
	var told [2]strings.Builder
	var sums [2]string
	for i := range told {
		w := simulate(t, template, 7, nil, func(line string) { told[i].WriteString(line + "\n") })
		sums[i] = w.sum
	}
	if told[0].String() != told[1].String() || sums[0] != sums[1] {
		t.Errorf("one seed makes two mornings:\n%s", firstDifference(told[0].String(), told[1].String()))
	}
	if told[0].Len() == 0 {
		t.Error("nothing happened")
	}
}

func firstDifference(a, b string) string {
	one, other := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(one), len(other)) {
		if one[i] != other[i] {
			return one[i] + "\n" + other[i]
		}
	}
	return "one is longer"
}

// mustMakeTemplate makes an empty journal of each kind, whose making takes longer than a morning, and silences the log: that things fail
// is the rule here.
func mustMakeTemplate(t testing.TB) (folder string) {
	t.Helper()
	if journaltest.Postgres(t, "sim") != "" {
		t.Skip("what is simulated lies in SQLite")
	}
	was := slog.Default()
	slog.SetDefault(slog.New(slog.DiscardHandler))
	t.Cleanup(func() { slog.SetDefault(was) })
	folder = simFolder(t)
	for kind, fold := range folds {
		j, err := journal.Open(filepath.Join(folder, kind+".db"), kind, func() time.Time { return time.UnixMilli(1) }, fold)
		if err != nil {
			t.Fatal(err)
		}
		if kind == "central" {
			err = errors.Join(store.MakeSeals(j), j.Write(t.Context(), simEnrol), j.Write(t.Context(), simHire))
		} else {
			err = j.Write(t.Context(), unborn)
		}
		if err := errors.Join(err, j.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// unborn takes a journal's life from it, so that each copy begins its own when it is opened.
func unborn(tx *journal.Tx) error {
	_, err := tx.Exec(`DELETE FROM kept WHERE key = 'incarnation'`)
	return err
}

// simulate plays one morning. Within the bubble no time passes but what the morning itself lets pass.
func simulate(t *testing.T, template string, seed uint64, planted *bug, say func(string)) (w *world) {
	cryptotest.SetGlobalRandom(t, seed) // of the salts beside private bodies too
	synctest.Test(t, func(t *testing.T) {
		w = newWorld(t, template, seed, planted, say)
		defer w.close()
		w.play()
		w.mend()
		w.check()
		w.sum = w.fingerprint()
		w.keepEvents(*simKept)
	})
	return w
}

// fingerprint is of all that central holds, in its order.
func (w *world) fingerprint() string {
	h := sha256.New()
	for _, e := range w.events(w.central.journal) {
		// not the hash: what is private has a salt of its own each time
		fmt.Fprintf(h, "%d %s %d %d %d %s %s %s\n", e.Position, e.Origin, e.Incarnation, e.Seq, e.At.UnixMilli(), e.Kind, e.Subject, e.Body)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// keepEvents writes what central believes to a file, if one is named: a corpus for tests of what is made of it.
func (w *world) keepEvents(path string) {
	if path == "" {
		return
	}
	var lines bytes.Buffer
	for _, e := range w.believed() {
		w.must(json.NewEncoder(&lines).Encode(e))
	}
	w.must(os.WriteFile(path, lines.Bytes(), 0o600))
}

// simFolder is on a disk in memory where there is one: what is simulated is not the disk's patience.
func simFolder(t testing.TB) string {
	t.Helper()
	if _, err := os.Stat("/dev/shm"); err != nil {
		return t.TempDir()
	}
	folder, err := os.MkdirTemp("/dev/shm", "motcua-sim")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}
