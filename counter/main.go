// Command counter is an officer's window on the line: who is called, who waits, and a key for each thing to do with them.
// It keeps working without central: what is done is written in its own journal first.
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
)

func main() { program.Main("counter", run) }

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
	c, err := Open(s)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Run(ctx)
}
