package main

import (
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// bin is the folder of the programs under test.
var bin string

func TestMain(m *testing.M) {
	flag.StringVar(&bin, "programs", "", "folder of the programs under test; without one they are built")
	flag.Parse()
	code, err := buildAndRun(m)
	if err != nil {
		panic(err)
	}
	os.Exit(code)
}

func buildAndRun(m *testing.M) (code int, err error) {
	if bin != "" {
		return m.Run(), nil
	}
	if bin, err = os.MkdirTemp("", "motcua-bin-"); err != nil {
		return 1, err
	}
	defer os.RemoveAll(bin)
	build := exec.Command("go", "build", "-tags", "x11,migrated_fynedo,no_animations", "-o", bin+"/", "./central", "./kiosk", "./counter", "./drivers/simulator/printersim")
	build.Dir, build.Stderr = "../..", os.Stderr
	if err := build.Run(); err != nil {
		return 1, err
	}
	return m.Run(), nil
}

// mustOpen opens a hall with the stations that a test needs.
func mustOpen(t testing.TB, stations ...station) *sampleHall {
	t.Helper()
	h, err := newHall(t.Context(), bin, t.TempDir()+"/visit", stations...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.close() })
	return h
}

// TestVisit is make visit: touch, slip, call, service, rating, on real processes.
func TestVisit(t *testing.T) {
	t.Parallel()
	report, err := playedVisit{mustOpen(t, allStations()...)}.play(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(report.String(), "visit ok: ticket A001, ") || report.level != 4 {
		t.Error(report)
	}
	t.Log(report)
}
