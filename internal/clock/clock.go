// Package clock is the hall's time on a device whose own clock may be wrong: central's, as far as it was heard, and never earlier than what
// was seen before. What the time is used for is the programs' business.
package clock

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"motcua/internal/atomicfile"
)

// File is the clock's name in a device's data folder.
const File = "clock.json"

const (
	// slack is how much two clocks may differ before one is set: more than the way to central takes.
	slack = time.Second
	// every is how often the time seen is written down; a device without central and without a battery resumes there.
	every = time.Minute
)

// Clock is a device's clock, corrected. Its methods may be called from any goroutine.
type Clock struct {
	path   string
	device func() time.Time

	mu      sync.Mutex
	state   state
	written time.Time // the time seen that is on the disk
}

// state is what a clock must not forget.
type state struct {
	Ahead time.Duration `json:"ahead"` // of central's clock before the device's, in nanoseconds
	Seen  time.Time     `json:"seen"`  // the latest time that was told
}

// Open goes on from what the file at path remembers; without one the device's clock is believed.
func Open(path string, device func() time.Time) (*Clock, error) {
	c := &Clock{path: path, device: device}
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return nil, fmt.Errorf("clock: %w", err)
	}
	if err := json.Unmarshal(raw, &c.state); err != nil {
		slog.Warn("what the clock remembered cannot be read", "path", path, "err", err) // a torn file is no reason to stand still
		c.state = state{}
	}
	return c, nil
}

// Now is the hall's time. When the device's clock has run backwards, it goes on from the latest time seen.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.device().Add(c.state.Ahead)
	if behind := c.state.Seen.Sub(now); behind > slack {
		slog.Warn("the device's clock runs behind what was seen before; the hall's time goes on from there", "behind", behind)
		c.state.Ahead += behind
		now = c.state.Seen
		c.write()
	}
	c.see(now)
	return now
}

// Device is the time of the device's own clock.
func (c *Clock) Device() time.Time { return c.device() }

// Hear sets the clock by central's, which was asked and answered at those moments of the device's own clock. Central's word stands even where
// it turns the hall's time back.
func (c *Clock) Hear(central, asked, answered time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ahead := central.Sub(asked.Add(answered.Sub(asked) / 2))
	if off := (ahead - c.state.Ahead).Abs(); off <= slack || off <= answered.Sub(asked) {
		return
	}
	slog.Warn("the device's clock differs from central's", "ahead", ahead, "was", c.state.Ahead)
	c.state.Ahead, c.state.Seen = ahead, central
	c.write()
}

// see remembers a time, and writes it down now and then.
func (c *Clock) see(now time.Time) {
	if now.After(c.state.Seen) {
		c.state.Seen = now
	}
	if c.state.Seen.Sub(c.written) >= every {
		c.write()
	}
}

// write puts the state on the disk. A clock that cannot write goes on; it only knows less after a power cut.
func (c *Clock) write() {
	c.written = c.state.Seen
	raw, err := json.Marshal(c.state)
	if err == nil {
		err = atomicfile.Write(c.path, raw, 0o640)
	}
	if err != nil {
		slog.Warn("the time seen was not written down", "err", err)
	}
}
