package server

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"sync"

	"motcua/central/store"
	"motcua/internal/journal"
)

// erasures are those that some device has not done yet. They begin while central is stopped.
type erasures struct {
	journal *journal.Journal

	mu   sync.Mutex
	open map[string]journal.Trace
}

func (e *erasures) read(ctx context.Context) error {
	open := map[string]journal.Trace{}
	_, err := e.journal.Kept(ctx, store.KeyErasures, &open)
	e.mu.Lock()
	e.open = open
	e.mu.Unlock()
	return err
}

func (e *erasures) ids() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Sorted(maps.Keys(e.open))
}

// serve hands a device the traces by which it finds the texts.
func (e *erasures) serve(w http.ResponseWriter, _ *http.Request) {
	e.mu.Lock()
	raw, err := json.Marshal(e.open)
	e.mu.Unlock()
	answer(w, json.RawMessage(raw), err)
}

// finish forgets the traces of erasures that every device has done. What a device had brought meanwhile, from before it did, is looked
// through once more.
func (e *erasures) finish(ctx context.Context) error {
	devices, err := store.HallDevices(ctx, e.journal)
	for _, id := range e.ids() {
		if err != nil {
			return err
		}
		var done []string
		if done, err = e.journal.Erased(ctx, id); err == nil && includes(done, devices) {
			err = e.close(ctx, id)
		}
	}
	return err
}

func includes(all, some []string) bool {
	return !slices.ContainsFunc(some, func(one string) bool { return !slices.Contains(all, one) })
}

func (e *erasures) close(ctx context.Context, id string) error {
	e.mu.Lock()
	trace := e.open[id]
	e.mu.Unlock()
	if _, err := e.journal.Erase(ctx, id, trace.Blank, journal.Erasure{By: store.Origin}); err != nil {
		return err
	}
	err := e.journal.Write(ctx, func(tx *journal.Tx) error {
		traces := map[string]journal.Trace{}
		if _, err := tx.Kept(store.KeyErasures, &traces); err != nil {
			return err
		}
		delete(traces, id)
		return tx.Keep(store.KeyErasures, traces)
	})
	return errors.Join(err, e.read(ctx))
}
