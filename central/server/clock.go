package server

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"motcua/central/store"
	"motcua/internal/journal"
)

// watch looks after central's clock. While it is doubted nothing is forgotten, until a person accepts it or the devices' own clocks agree.
type watch struct {
	journal *journal.Journal
	now     func() time.Time

	mu     sync.Mutex
	last   time.Time // by now, when it was looked at last
	mono   time.Time // the same by what no setting of a clock moves
	clocks map[string]clockHeard
}

// clockHeard is a device's own clock.
type clockHeard struct {
	at  time.Time     // here
	off time.Duration // from ours
}

func newWatch(j *journal.Journal, now func() time.Time) *watch {
	return &watch{journal: j, now: now, clocks: map[string]clockHeard{}}
}

// begin looks at the clock before anything is done by it.
func (w *watch) begin(ctx context.Context) error {
	newest, err := w.newest(ctx)
	if err != nil {
		return err
	}
	here := w.now()
	if built := builtAt(); built.After(newest) && here.Before(built) {
		newest = built
	}
	w.look(here)
	if d := store.DoubtOf(newest, here); d.Is() {
		return w.doubts(ctx, d)
	}
	known, err := store.Doubted(ctx, w.journal)
	w.journal.Mistrust(known.Is())
	return err
}

// newest returns when central itself has written something last.
func (w *watch) newest(ctx context.Context) (at time.Time, err error) {
	var milli int64
	name, _ := w.journal.Name()
	err = w.journal.Reader().QueryRowContext(ctx, `SELECT at FROM events WHERE origin = $1 ORDER BY position DESC LIMIT 1`, name).Scan(&milli)
	if errors.Is(err, sql.ErrNoRows) {
		return at, nil
	}
	if err != nil {
		return at, fmt.Errorf("clock: %w", err)
	}
	return time.UnixMilli(milli).UTC(), nil
}

// builtAt returns when the program was written; zero where its build does not tell.
func builtAt() (at time.Time) {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.time" {
				at, _ = time.Parse(time.RFC3339, s.Value)
			}
		}
	}
	return at
}

func (w *watch) doubts(ctx context.Context, d store.Doubt) error {
	known, err := store.Doubted(ctx, w.journal)
	w.journal.Mistrust(true)
	if err != nil || known.Is() && !d.Grave() {
		return err
	}
	slog.Error("clock doubted, retention paused; if the clock is right: central clock accept", "here", d.Here, "newest", d.Newest)
	return w.journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(store.KeyDoubt, d) })
}

// look remembers the time, and tells by how much the clock was moved since it was looked at last.
func (w *watch) look(here time.Time) (moved time.Duration, was time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	mono := time.Now()
	was = w.last
	if !was.IsZero() {
		moved = here.Round(0).Sub(was.Round(0)) - mono.Sub(w.mono)
	}
	w.last, w.mono = here, mono
	return moved, was
}

// Run looks at the clock again and again.
func (w *watch) Run(ctx context.Context) {
	again := time.NewTicker(time.Minute)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-again.C:
			if err := w.again(ctx); err != nil && ctx.Err() == nil {
				slog.Error("clock check failed", "err", err)
			}
		}
	}
}

// again doubts a clock that was moved, and believes one again that a person has accepted, or the devices agree with.
func (w *watch) again(ctx context.Context) error {
	here := w.now()
	if moved, was := w.look(here); moved.Abs() > store.ClockLeap {
		return w.doubts(ctx, store.Doubt{Newest: was, Here: here})
	}
	d, err := store.Doubted(ctx, w.journal)
	if err != nil {
		return err
	}
	if d.Is() && w.agreed(here) {
		slog.Info("clock believed again, the devices agree", "here", here)
		err = store.AcceptClock(ctx, w.journal)
		d = store.Doubt{}
	}
	w.journal.Mistrust(d.Is())
	return err
}

// hear takes a device's own clock, which was read somewhere else than here.
func (w *watch) hear(device string, theirs time.Time) {
	here := w.now()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clocks[device] = clockHeard{here, theirs.Sub(here)}
}

// Devices agree with a clock when so many say about the same, and few say anything else.
const (
	enoughClocks = 2
	sameClock    = 10 * time.Minute
	clockLasts   = 10 * time.Minute
)

func (w *watch) agreed(here time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	same, other := 0, 0
	for _, c := range w.clocks {
		switch {
		case here.Sub(c.at).Abs() > clockLasts:
		case c.off.Abs() <= sameClock:
			same++
		default:
			other++
		}
	}
	return same >= enoughClocks && same > 2*other
}
