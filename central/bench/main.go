// Command bench measures a running central over HTTP, each rate as a ratio to what the same disk does in the same run:
// numbers given, people called, a day offline caught up with, and what years of history cost. What is right is tested elsewhere.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// The targets of the closing line, on SQLite.
const (
	clients    = 32
	turns      = 8 // each rate is measured in turns with the disk's, for other programs share the machine
	rounds     = 8 // of calls in a turn
	catchUp    = 100_000
	visitsADay = 500
	shortPast  = 1   // days of history
	longPast   = 750 // working days of three years
)

func main() {
	program := flag.String("central", "out/bin/central", "the program to measure")
	postgres := flag.String("postgres", os.Getenv("TEST_POSTGRES"), "a PostgreSQL server to measure it on too")
	days := flag.Int("days", longPast, "how many working days are a long history")
	flag.Parse()
	if err := run(context.Background(), *program, *postgres, *days); err != nil {
		fmt.Fprintln(os.Stderr, "bench-central:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, program, postgres string, days int) error {
	dir, err := os.MkdirTemp("out", "bench-central-") // not in /tmp, which may be no disk
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := bench{program: program, dir: dir}
	if postgres != "" {
		if _, _, err := b.rates(ctx, "PostgreSQL", postgres); err != nil {
			return err
		}
	}
	issue, next, err := b.rates(ctx, "SQLite", "")
	if err != nil {
		return err
	}
	seconds, err := b.catchUp(ctx)
	if err != nil {
		return err
	}
	history, err := b.history(ctx, days)
	if err != nil {
		return err
	}
	fmt.Printf("bench-central: issue_over_fsync=%.2f next_over_fsync=%.2f catchup_s=%.1f history_ratio=%.2f\n", issue, next, seconds, history)
	return nil
}

// bench is a run; its centrals lie in folders of dir.
type bench struct{ program, dir string }

func (b bench) folder(name string) string { return filepath.Join(b.dir, name) }
