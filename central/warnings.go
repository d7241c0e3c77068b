package main

import (
	"context"
	"log/slog"

	"motcua/internal/journal"
)

// mostShown is how many events that were put aside a page lists.
const mostShown = 10

// putAside is what a page tells of events that central does not believe.
type putAside struct {
	All    int
	Newest []journal.Aside
}

// warnings are what every page of the staff tells: that the clock is doubted, and that events were put aside.
func (c *Central) warnings(ctx context.Context) (clock doubt, aside putAside) {
	clock, err := c.watch.doubted(ctx)
	if err == nil {
		aside.Newest, aside.All, err = c.journal.Quarantine(ctx, mostShown)
	}
	if err != nil {
		slog.Error("what the staff is to be warned of could not be read", "err", err)
	}
	return clock, aside
}

// Is reports whether there is a doubt, for a page.
func (d doubt) Is() bool { return d.is() }
