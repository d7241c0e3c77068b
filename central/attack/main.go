// Command attack does to a central what a stolen box, a stranger and a crowd could do, with real processes and real tokens, and tells what
// of it has worked. What is left that works is in SECURITY.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

func main() {
	central := flag.String("central", "out/bin/central", "central's program")
	flag.Parse()
	if err := run(*central); err != nil {
		fmt.Fprintln(os.Stderr, "attack:", err)
		os.Exit(1)
	}
}

// patience is how long all cases may take.
const patience = 5 * time.Minute

func run(program string) error {
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
	h, err := openHall(ctx, program, folder)
	if err != nil {
		return err
	}
	defer h.stop()
	broken := 0
	for _, c := range cases {
		if err := c.do(h); err != nil {
			broken++
			fmt.Printf("attack: BROKEN: %s: %v\n", c.name, err)
		}
	}
	fmt.Printf("attack: cases=%d broken=%d rss_mb=%d rss_after_mb=%d\n", len(cases), broken, h.peak, h.rss())
	if broken > 0 {
		return fmt.Errorf("%d cases have worked", broken)
	}
	return nil
}
