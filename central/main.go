// Command central is the server of a centre: it gives numbers, calls the next person, keeps everybody's events,
// and shows the wall board. It has no screen of its own.
package main

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"time"

	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/words"
)

// gcPercent lets more garbage lie between two collections than Go's 100: central keeps a few megabytes and each answer leaves some
// kilobytes, so that at full load a tenth of its time went into tidying up.
const gcPercent = 400

// mostMemory is from where on garbage is collected whatever gcPercent says.
const mostMemory = 256 << 20

func main() { program.Main(commandLine()) }

// run is what central does without a command.
func run(ctx context.Context, call program.Call) error {
	s, err := loadSettings(call.Config)
	if err != nil {
		return program.Mistake(err)
	}
	program.Log(s.LogLevel)
	s.warnOfPapers()
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(mostMemory)
	c, held, err := openWhenThere(ctx, s)
	if c == nil {
		return err
	}
	defer held.Release()
	defer c.Close()
	return c.Run(ctx)
}

// openWhenThere opens central, and waits for a database that cannot be reached; without central and error, ctx has ended first.
func openWhenThere(ctx context.Context, s Settings) (*Central, *journal.Hold, error) {
	told := ""
	for {
		held, err := s.hold(ctx)
		if err == nil {
			var c *Central
			if c, err = Open(s); err == nil {
				return c, held, nil
			}
			held.Release()
		}
		if ctx.Err() != nil {
			return nil, nil, nil
		}
		if !journal.Unreachable(err) {
			return nil, nil, err
		}
		if err.Error() != told {
			told = err.Error()
			slog.Error("central cannot reach its database and tries again", "database", journal.NameOf(s.journalPath()), "err", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(againAfter):
		}
	}
}

// againAfter is how long central waits until it looks for its database again.
const againAfter = 2 * time.Second

// watchDatabase says in the log when the database is out of reach, and when it is there again, until ctx ends.
func (c *Central) watchDatabase(ctx context.Context) {
	name, gone := journal.NameOf(c.settings.journalPath()), false
	for ctx.Err() == nil {
		asking, cancel := context.WithTimeout(ctx, 2*againAfter)
		err := c.journal.Reader().PingContext(asking)
		cancel()
		switch {
		case err != nil && !gone && ctx.Err() == nil:
			slog.Error("central cannot reach its database and tries again", "database", name, "err", err)
		case err == nil && gone:
			slog.Info("central reaches its database again", "database", name)
		}
		gone = err != nil
		select {
		case <-ctx.Done():
		case <-time.After(againAfter):
		}
	}
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
