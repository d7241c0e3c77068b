// Command counter is an officer's window on the line: who is called, who waits, and a key for each thing to do with them.
// It keeps working without central: what is done is written in its own journal first.
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
	path := flag.String("config", "", "settings file (counter.example.toml explains every key)")
	flag.Parse()
	if err := run(*path, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "counter:", err)
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
	c, err := Open(s)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Run(ctx)
}
