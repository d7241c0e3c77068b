// Package edge opens what a device of the hall stands on: its data folder, the clock, the journal and the link to central. What the device does
// with them is its program's.
package edge

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"motcua/internal/clock"
	"motcua/internal/folder"
	"motcua/internal/gate"
	"motcua/internal/journal"
	"motcua/internal/uplink"
)

// Config says which device it is.
type Config struct {
	Data    string       // folder
	File    string       // of the journal in it
	Origin  string       // the device's name in its events
	Central string       // address
	Tables  journal.Fold // made from the events
	Changed func()       // the view of the hall or the line to central changed; on a goroutine of its own
}

// Base is what a device stands on.
type Base struct {
	Clock   *clock.Clock // the hall's time
	Journal *journal.Journal
	Link    *uplink.Link // to central

	held *journal.Hold // the data folder
}

// Open takes the data folder and opens what lies in it.
func Open(ctx context.Context, c Config) (*Base, error) {
	held, err := folder.Take(ctx, c.Data, c.File)
	if err != nil {
		return nil, err
	}
	b, err := openHeld(ctx, c)
	if err != nil {
		held.Release()
		return nil, err
	}
	b.held = held
	return b, nil
}

// openHeld is Open in a data folder that is taken.
func openHeld(ctx context.Context, c Config) (*Base, error) {
	wall, err := clock.Open(filepath.Join(c.Data, clock.File), time.Now)
	if err != nil {
		return nil, err
	}
	c.Tables.Shape = gate.Shape
	j, err := journal.OpenDevice(filepath.Join(c.Data, c.File), c.Origin, wall.Now, c.Tables)
	if err != nil {
		return nil, err
	}
	link, err := uplink.NewLink(ctx, uplink.Enrolled(c.Central, c.Data, c.Origin, wall.Now), j, c.Changed)
	if err != nil {
		return nil, errors.Join(err, j.Close())
	}
	link.Set(wall)
	return &Base{Clock: wall, Journal: j, Link: link}, nil
}

// Close lets the journal and then the folder go.
func (b *Base) Close() error {
	defer b.held.Release()
	return b.Journal.Close()
}
