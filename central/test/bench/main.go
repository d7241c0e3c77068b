// Command bench measures a running central over HTTP, each rate as a ratio to what the same disk does in the same run:
// numbers given, people called, a day offline caught up with, and what years of history cost. What is right is tested elsewhere.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
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
	parts := flag.String("parts", "postgres,rates,catchup,history", "what to measure")
	shape := fanout{}
	flag.IntVar(&shape.boards, "boards", 200, "boards of fanout")
	flag.IntVar(&shape.devices, "devices", 400, "kiosks and counters of fanout")
	flag.IntVar(&shape.phones, "phones", 2000, "phones of fanout")
	flag.Float64Var(&shape.issues, "issues", 50, "numbers given a second in fanout")
	flag.Float64Var(&shape.calls, "calls", 4, "people called a second in fanout")
	flag.DurationVar(&shape.lasts, "lasts", time.Minute, "how long numbers are given and people called in fanout")
	fan := flag.Bool("fanout", false, "measure how a call reaches boards and phones, and nothing else")
	flag.Parse()
	if *fan {
		if err := runFan(context.Background(), *program, shape); err != nil {
			fmt.Fprintln(os.Stderr, "bench-fanout:", err)
			os.Exit(1)
		}
		return
	}
	runtime.GOMAXPROCS(1) // thirty-two who ask and wait are no work for two cores, of which central shall have what there is
	if err := run(context.Background(), *program, *postgres, *days, strings.Split(*parts, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "bench-central:", err)
		os.Exit(1)
	}
}

func runFan(ctx context.Context, program string, shape fanout) error {
	dir, err := os.MkdirTemp("out", "bench-fanout-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	line, err := bench{program: program, dir: dir}.fan(ctx, shape)
	if err == nil {
		fmt.Println(line)
	}
	return err
}

func run(ctx context.Context, program, postgres string, days int, parts []string) error {
	dir, err := os.MkdirTemp("out", "bench-central-") // not in /tmp, which may be no disk
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := bench{program: program, dir: dir}
	var told []string
	for _, part := range []struct {
		name string
		do   func() (string, error)
	}{
		{"postgres", func() (string, error) { return "", b.postgres(ctx, postgres) }},
		{"rates", func() (string, error) {
			issue, next, err := b.rates(ctx, "SQLite", "")
			return fmt.Sprintf(" issue_over_fsync=%.2f next_over_fsync=%.2f", issue, next), err
		}},
		{"catchup", func() (string, error) {
			seconds, err := b.catchUp(ctx)
			return fmt.Sprintf(" catchup_s=%.1f", seconds), err
		}},
		{"history", func() (string, error) {
			ratio, err := b.history(ctx, days)
			return fmt.Sprintf(" history_ratio=%.2f", ratio), err
		}},
	} {
		if !slices.Contains(parts, part.name) {
			continue
		}
		line, err := part.do()
		if err != nil {
			return err
		}
		told = append(told, line)
	}
	fmt.Println("bench-central:" + strings.Join(told, ""))
	return nil
}

// postgres is rates on PostgreSQL, where there is one; the targets are SQLite's.
func (b bench) postgres(ctx context.Context, database string) error {
	if database == "" {
		return nil
	}
	_, _, err := b.rates(ctx, "PostgreSQL", database)
	return err
}

// bench is a run; its centrals lie in folders of dir.
type bench struct{ program, dir string }

func (b bench) folder(name string) string { return filepath.Join(b.dir, name) }
