// Package program is what every program's main does: read the command line, end when asked to, say an error in words.
// What the settings mean and what runs is the programs' business.
package program

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Main runs a program's command line and ends the process with its exit code.
func Main(p Program) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := p.Execute(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
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
