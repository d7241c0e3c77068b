// Command central is the server of a centre: it gives numbers, calls the next person, keeps everybody's events,
// and shows the wall board. It has no screen of its own.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	path := flag.String("config", "", "settings file (central.example.toml explains every key)")
	flag.Usage = usage
	flag.Parse()
	if err := run(*path, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "central:", err)
		os.Exit(2)
	}
}

func run(path string, args []string) error {
	s, err := loadSettings(path)
	if err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: s.LogLevel})))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) > 0 {
		return command(ctx, s, args, os.Stdout)
	}
	c, err := Open(s)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Run(ctx)
}
