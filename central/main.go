// Command central is the server of a centre: it gives numbers, calls the next person, keeps everybody's events,
// and shows the wall board. It has no screen of its own.
package main

import (
	"context"
	"runtime/debug"

	"motcua/central/admin"
	"motcua/central/server"
	"motcua/central/settings"
	"motcua/internal/program"
)

// gcPercent lets more garbage lie between two collections than Go's 100: central keeps a few megabytes and each answer leaves some
// kilobytes, so that at full load a tenth of its time went into tidying up.
const gcPercent = 400

// mostMemory is from where on garbage is collected whatever gcPercent says.
const mostMemory = 256 << 20

func main() { program.Main(admin.CommandLine(serve)) }

// serve is what central does without a command.
func serve(ctx context.Context, call program.Call) error {
	s, err := settings.Load(call.Config)
	if err != nil {
		return program.Mistake(err)
	}
	program.Log(s.LogLevel)
	s.WarnOfPapers()
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(mostMemory)
	c, err := server.OpenWhenThere(ctx, s)
	if c == nil {
		return err
	}
	defer c.Close()
	return c.Run(ctx)
}
