// Command kiosk is the touchscreen of a hall: people take their number at it or, bound to a counter, say how they were served.
// It goes on without central and without a printer.
package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"motcua/internal/paper"
	"motcua/internal/program"
	"motcua/internal/uplink"
	"motcua/internal/watchdog"
)

func main() { program.Main("kiosk", run) }

func run(ctx context.Context, path string, args []string) error {
	s, err := loadSettings(path)
	if err != nil {
		return err
	}
	program.Log(s.LogLevel)
	switch {
	case slices.Equal(args, paper.TestCommand):
		return s.Printer.Test(ctx, os.Stdout, s.Language)
	case len(args) == 2 && args[0] == "enrol":
		return uplink.EnrolDevice(ctx, s.Central, s.Data, s.origin(), args[1], os.Stdout)
	case len(args) > 0:
		return fmt.Errorf("%q is no command; there are: enrol CODE, %s", strings.Join(args, " "), paper.TestCommand[0])
	}
	if !watchdog.Watched() {
		return watch(ctx)
	}
	return open(ctx, s)
}

func open(ctx context.Context, s Settings) error {
	app, err := Open(ctx, s)
	if err != nil {
		return err
	}
	defer app.Close()
	return app.Run(ctx)
}
