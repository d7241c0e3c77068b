// Command central is the server of a centre: it gives numbers, calls the next person, keeps everybody's events,
// and shows the wall board. It has no screen of its own.
package main

import (
	"context"
	"errors"
	"runtime/debug"

	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/words"
)

// gcPercent lets more garbage lie between two collections than Go's 100: central keeps a few megabytes and each answer leaves some
// kilobytes, so that at full load a tenth of its time went into tidying up.
const gcPercent = 400

func main() { program.Main(commandLine()) }

// run is what central does without a command.
func run(ctx context.Context, call program.Call) error {
	s, err := loadSettings(call.Config)
	if err != nil {
		return program.Mistake(err)
	}
	program.Log(s.LogLevel)
	debug.SetGCPercent(gcPercent)
	held, err := s.hold(ctx)
	if err != nil {
		return err
	}
	defer held.Release()
	c, err := Open(s)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Run(ctx)
}

// hold keeps commands that want the data for themselves away from it while central serves.
func (s Settings) hold(ctx context.Context) (*journal.Hold, error) {
	if err := s.makeData(); err != nil {
		return nil, err
	}
	held, err := journal.HoldServing(ctx, s.journalPath())
	if errors.Is(err, journal.ErrHeld) {
		return nil, &words.Problem{ID: "central.data.taken", Args: words.Args{"Data": journal.NameOf(s.journalPath())}, Err: err}
	}
	return held, err
}
