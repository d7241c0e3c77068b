// Package program is what every program's main does: read the flags, end when asked to, say an error in one line.
// What the settings mean and what runs is the programs' business.
package program

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Version is the release that a package was made of; empty in a program built by hand.
var Version string

// Run is a program's own part: path is the settings file or empty, args are the words behind the flags. ctx ends on an interrupt.
type Run func(ctx context.Context, path string, args []string) error

// Main runs a program and ends the process: with 2 after an error.
func Main(name string, run Run) {
	path := flag.String("config", "", "settings file ("+name+".example.toml explains every key)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *path, flag.Args())
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		os.Exit(2)
	}
}

// Log sends the log to standard error, a JSON object a line, and to whoever else wants each line.
func Log(level slog.Level, also ...io.Writer) {
	all := io.MultiWriter(append([]io.Writer{os.Stderr}, also...)...)
	slog.SetDefault(slog.New(slog.NewJSONHandler(all, &slog.HandlerOptions{Level: level})))
}

// Daily does something now, and then every day until ctx ends.
func Daily(ctx context.Context, do func(context.Context)) {
	day := time.NewTicker(24 * time.Hour)
	defer day.Stop()
	for {
		do(ctx)
		select {
		case <-ctx.Done():
			return
		case <-day.C:
		}
	}
}
