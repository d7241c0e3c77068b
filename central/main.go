// Command central is the server of a centre: it gives numbers, calls the next person, keeps everybody's events,
// and shows the wall board. It has no screen of its own.
package main

import (
	"context"
	"flag"
	"os"

	"motcua/internal/program"
)

func main() {
	flag.Usage = usage
	program.Main("central", run)
}

func run(ctx context.Context, path string, args []string) error {
	s, err := loadSettings(path)
	if err != nil {
		return err
	}
	program.Log(s.LogLevel)
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
