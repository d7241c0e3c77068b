package uplink

import (
	"context"
	"log/slog"
	"slices"

	"motcua/internal/journal"
)

// keyErased is where a device keeps the ids of the erasures that it has done.
const keyErased = "erased"

// erase takes the texts out of this device's journal that central has taken out of its own, each once.
func (l *Link) erase(ctx context.Context, asked []string) error {
	var done []string
	if _, err := l.journal.Kept(ctx, keyErased, &done); err != nil {
		return err
	}
	open := slices.DeleteFunc(slices.Clone(asked), func(id string) bool { return slices.Contains(done, id) })
	if len(open) == 0 {
		return nil
	}
	traces, err := l.client.Erasures(ctx)
	if err != nil {
		return err
	}
	for _, id := range open {
		trace, known := traces[id]
		if !known {
			continue
		}
		found, err := l.journal.Erase(ctx, id, trace.Blank, journal.Erasure{By: "central"})
		if err != nil {
			return err
		}
		slog.Warn("text erased, as central asked", "erasure", id, "events", found.Events)
		done = append(done, id)
	}
	return l.journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(keyErased, done) })
}
