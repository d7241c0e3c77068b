package server

import (
	"context"
	"log/slog"

	"motcua/central/store"
	"motcua/internal/journal"
)

// mostShown is how many events that were put aside a page lists.
const mostShown = 10

// putAside is what a page tells of events that central does not believe.
type putAside struct {
	All    int
	Newest []journal.Aside
}

// warnings returns what every page of the staff tells: that the clock is doubted, and that events were put aside.
func (h *staffPages) warnings(ctx context.Context) (clock store.Doubt, aside putAside) {
	clock, err := store.Doubted(ctx, h.journal)
	if err == nil {
		aside.Newest, aside.All, err = h.journal.Quarantine(ctx, mostShown)
	}
	if err != nil {
		slog.Error("staff warnings failed", "err", err)
	}
	return clock, aside
}
