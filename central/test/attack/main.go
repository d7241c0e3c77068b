// Command attack does to a central what a stolen box, a stranger and a crowd could do, with real processes and real tokens, and tells what
// of it has worked. What is left that works is in SECURITY.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	central := flag.String("central", "out/bin/central", "central's program")
	only := flag.String("only", "", "try only the cases whose names hold this text")
	flag.Parse()
	if err := run(*central, *only); err != nil {
		fmt.Fprintln(os.Stderr, "attack:", err)
		os.Exit(1)
	}
}

// patience is how long all cases may take.
const patience = 10 * time.Minute

func run(program, only string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	program, err := filepath.Abs(program)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "attack")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	h, err := openHall(ctx, program, filepath.Join(folder, "hall"), func(settings string) string { return settings })
	if err != nil {
		return err
	}
	defer h.stop()
	tried, broken := 0, 0
	for _, c := range cases {
		if !strings.Contains(c.name, only) {
			continue
		}
		tried++
		if err := c.do(h); err != nil {
			broken++
			fmt.Printf("attack: BROKEN: %s: %v\n", c.name, err)
		}
	}
	after := h.rss()
	fmt.Printf("attack: cases=%d broken=%d rss_mb=%d rss_after_mb=%d\n", tried, broken, h.mostHeld(), after)
	if broken > 0 {
		return fmt.Errorf("%d cases have worked", broken)
	}
	return nil
}
