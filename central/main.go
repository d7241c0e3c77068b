// Command central is the server of a centre: it gives numbers, calls the next person, keeps everybody's events,
// and shows the wall board. It has no screen of its own.
package main

import (
	"context"
	"flag"
	"os"
	"runtime/debug"

	"motcua/internal/program"
)

// gcPercent lets more garbage lie between two collections than Go's 100: central keeps a few megabytes and each answer leaves some
// kilobytes, so that at full load a tenth of its time went into tidying up.
const gcPercent = 400

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
	debug.SetGCPercent(gcPercent)
	c, err := Open(s)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Run(ctx)
}
