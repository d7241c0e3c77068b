// Command kiosk is the touchscreen of a hall: people take their number at it or, bound to a counter, say how they were served.
// It goes on without central and without a printer.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"motcua/internal/paper"
)

func main() {
	path := flag.String("config", "", "settings file (kiosk.example.toml explains every key)")
	flag.Parse()
	if err := run(*path, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "kiosk:", err)
		os.Exit(2)
	}
}

func run(path, command string) error {
	s, err := loadSettings(path)
	if err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: s.LogLevel})))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if command == paper.TestCommand {
		return s.Printer.Test(ctx, os.Stdout, s.Language)
	}
	app, err := Open(ctx, s)
	if err != nil {
		return err
	}
	defer app.Close()
	return app.Run(ctx)
}
