package store

import (
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"sync"

	"motcua/central/settings"
	"motcua/internal/booking"
	"motcua/internal/centre"
	"motcua/internal/config"
	"motcua/internal/journal"
	"motcua/internal/steering"
)

// Present is the settings that hold now: central.toml's, and over them what was changed since central's first start. It is for many at once.
type Present struct {
	file settings.Settings

	mu      sync.Mutex
	journal *journal.Journal // nil: the file's settings hold
	of      <-chan struct{}  // closed by the next event, which may change them
	count   int              // of changes that held has
	held    settings.Settings
}

// NewPresent returns the present settings of a journal; without one, the file's.
func NewPresent(file settings.Settings, j *journal.Journal) *Present {
	return &Present{file: file, journal: j, count: -1, held: file}
}

// follow has the settings of a journal that is open now.
func (p *Present) follow(j *journal.Journal) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.journal = j
}

// Centre returns what the centre is made of now.
func (p *Present) Centre() centre.Centre { return p.Settings().Centre }

// Booking returns the rules for bookings on the web as they are now.
func (p *Present) Booking() booking.Rules { return p.Settings().Booking }

// Settings returns the settings as they are now. What cannot be read is logged, and those before hold on.
func (p *Present) Settings() settings.Settings {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.journal == nil {
		return p.file
	}
	changed := p.journal.Changed()
	if changed == p.of {
		return p.held
	}
	if err := p.read(); err != nil {
		slog.Error("present settings not read", "err", err)
		return p.held
	}
	p.of = changed
	return p.held
}

func (p *Present) read() error {
	ctx := context.Background()
	count, err := steering.Count(ctx, p.journal.Reader())
	if err != nil || count == p.count {
		return err
	}
	values, err := steering.Read(ctx, p.journal.Reader())
	if err != nil {
		return err
	}
	held, err := p.file.With(texts(values))
	if err == nil {
		p.held, p.count = held, count
	}
	return err
}

func texts(values map[string]steering.Value) map[string]json.RawMessage {
	parts := map[string]json.RawMessage{}
	for part, v := range values {
		parts[part] = v.JSON
	}
	return parts
}

// Seed writes into the journal what the settings file says of parts that were never set: all of them at central's first start.
// From then on the journal's hold. It returns the parts of the file that are others than those that hold.
func Seed(ctx context.Context, j *journal.Journal, file settings.Settings) (others []string, err error) {
	parts, err := file.Parts()
	if err != nil {
		return nil, err
	}
	err = j.Write(ctx, func(tx *journal.Tx) error {
		others = nil
		values, err := steering.Read(ctx, tx)
		if err != nil {
			return err
		}
		var drafts []steering.Draft
		for _, part := range slices.Sorted(maps.Keys(parts)) {
			if is, set := values[part]; !set {
				drafts = append(drafts, steering.Draft{Part: part, JSON: parts[part]})
			} else if string(is.JSON) != string(parts[part]) {
				others = append(others, part)
			}
		}
		_, err = steering.Write(ctx, tx, steering.FromFile, "", drafts)
		return err
	})
	return others, err
}

// FaultsError says which values of a change cannot be.
type FaultsError []config.Fault

func (e FaultsError) Error() string { return "settings: " + e[0].Key + ": " + e[0].Want.Error() }

// Change changes parts of the settings, all of the drafts or none: a FaultsError where they do not fit together, a *steering.OvertakenError where
// somebody else was faster. It returns how many parts are others than before.
func Change(ctx context.Context, j *journal.Journal, file settings.Settings, way steering.Way, officer string, drafts []steering.Draft) (changed int, err error) {
	err = j.Write(ctx, func(tx *journal.Tx) error {
		values, err := steering.Read(ctx, tx)
		if err != nil {
			return err
		}
		parts := texts(values)
		for _, d := range drafts {
			parts[d.Part] = d.JSON
		}
		then, err := file.With(parts)
		if err != nil {
			return err
		}
		if faults := then.Check(); len(faults) > 0 {
			return FaultsError(faults)
		}
		changed, err = steering.Write(ctx, tx, way, officer, drafts)
		return err
	})
	return changed, err
}
