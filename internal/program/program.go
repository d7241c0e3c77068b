// Package program is what every program's main does: read the command line, end when asked to, say an error in words.
// What the settings mean and what runs is the programs' business.
package program

import (
	"context"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"motcua/internal/workday"
)

// Main runs a program's command line and ends the process with its exit code.
func Main(p Program) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := p.Execute(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Log sends the log to standard error, a JSON object a line in the hall's time, and to whoever else wants each line.
func Log(level slog.Level, also ...io.Writer) {
	all := io.MultiWriter(append([]io.Writer{os.Stderr}, also...)...)
	slog.SetDefault(slog.New(slog.NewJSONHandler(all, &slog.HandlerOptions{Level: level, ReplaceAttr: hallTime})))
}

// hallTime writes a line's time as screens and commands show it, with its offset.
func hallTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey && a.Value.Kind() == slog.KindTime {
		return slog.Time(a.Key, a.Value.Time().In(workday.Vietnam))
	}
	return a
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
