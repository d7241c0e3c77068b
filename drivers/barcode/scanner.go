package barcode

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"time"

	"motcua/drivers/serialport"
)

// Scanner is the [scanner] of a program's settings: one on a wire. One that types like a keyboard needs no settings.
type Scanner struct {
	Device string `toml:"device"`
	Baud   int    `toml:"baud"`
	End    End    `toml:"end"`    // Auto fits most
	Prefix string `toml:"prefix"` // which the scanner was set to send, and nobody wants
	Suffix string `toml:"suffix"`

	Opened func() `toml:"-"` // called when its wire is open, at first and after a loss; nil: nobody asks
}

// rescan is how long a scanner that is gone rests before it is opened again.
const rescan = 2 * time.Second

// There tells whether there is to be a scanner on a wire.
func (s Scanner) There() bool { return s.Device != "" }

// Run hands each code scanned to found, on this goroutine, until ctx ends. Losing the scanner is ordinary. came is shown, masked, what
// bytes the scanner sent together, code or none.
func (s Scanner) Run(ctx context.Context, found func(code string), came func(masked string)) {
	if !s.There() {
		return
	}
	there := true
	for ctx.Err() == nil {
		err := s.read(ctx, func() { there = true; s.opened() }, found, came)
		if ctx.Err() == nil && there {
			slog.Warn("the scanner is gone", "err", err, "missing", errors.Is(err, fs.ErrNotExist))
		}
		there = false
		select {
		case <-ctx.Done():
		case <-time.After(rescan):
		}
	}
}

func (s Scanner) opened() {
	slog.Info("the scanner is there")
	if s.Opened != nil {
		s.Opened()
	}
}

func (s Scanner) read(ctx context.Context, opened func(), found func(code string), came func(masked string)) error {
	wire, err := serialport.Open(serialport.Settings{Device: s.Device, Baud: s.Baud})
	if err != nil {
		return err
	}
	defer wire.Close()
	opened()
	codes := 0
	framing := Framing{End: s.End, Prefix: s.Prefix, Suffix: s.Suffix}
	return read(ctx, wire, framing, func(code string) { codes++; found(code) }, func(raw []byte) {
		if codes == 0 {
			slog.Warn("the scanner sends what is no code; see end, prefix and baud of [scanner]", "bytes", Masked(raw))
		}
		codes = 0
		came(Masked(raw))
	})
}
