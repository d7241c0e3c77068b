// Package ledboard shows a number on the LED display above a counter, over RS-485.
// It holds frames and their check values; direction control on the two wires is left to the adapter, which must do it by itself.
package ledboard

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"motcua/drivers"
)

const (
	answer = 500 * time.Millisecond // for a display that answers; those measured by their makers need 20 to 100 ms
	tries  = 3                      // RS-485 in a hall loses a frame now and then
	quiet  = 5 * time.Millisecond   // between frames: 3.5 characters at 9600 baud, by Modbus RTU's rule
)

// ErrSilent says that a display that answers did not.
var ErrSilent = errors.New("no answer from the display")

// Board is one display. It is safe for use by several goroutines, and with At so are all displays on one pair of wires.
type Board struct {
	bus    *bus
	format Format
}

type bus struct {
	turn chan struct{} // held by whoever speaks
	wire drivers.Wire
}

// New returns the display at the format's address; nothing is sent until it is used.
func New(wire drivers.Wire, f Format) (*Board, error) {
	b := &Board{&bus{make(chan struct{}, 1), wire}, f}
	return b, b.check()
}

// At returns another display of the same make on the same pair of wires.
func (b *Board) At(address int) (*Board, error) {
	other := &Board{b.bus, b.format}
	other.format.Address = address
	return other, other.check()
}

func (b *Board) check() error {
	f := b.format
	if f.Width < 1 || f.Width > 32 {
		return fmt.Errorf("display of %d characters: 1 to 32 can be", f.Width)
	}
	if f.Address < 0 || f.Address > 255 {
		return fmt.Errorf("display address %d: 0 to 255 can be", f.Address)
	}
	_, _, err := b.frames("")
	return err
}

// Show puts text on the display, at the right: printable ASCII, at most Width characters. A display that answers is asked three
// times before ErrSilent; after any other error of the wire it wants to be opened anew.
func (b *Board) Show(ctx context.Context, text string) error {
	frame, reply, err := b.frames(text)
	if err != nil {
		return err
	}
	select {
	case b.bus.turn <- struct{}{}:
		defer func() { <-b.bus.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	for range tries {
		err = b.bus.exchange(ctx, frame, reply)
		if !errors.Is(err, ErrSilent) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("show %q on display %d: %w", text, b.format.Address, err)
	}
	return nil
}

// Clear makes the display dark.
func (b *Board) Clear(ctx context.Context) error { return b.Show(ctx, "") }

func (b *Board) frames(text string) (frame, reply []byte, err error) {
	unknown := strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
	if unknown >= 0 || len(text) > b.format.Width {
		return nil, nil, fmt.Errorf("%q is not up to %d characters of ASCII", text, b.format.Width)
	}
	text = fmt.Sprintf("%*s", b.format.Width, text)
	if frame, err = render(b.format.Frame, b.format.Address, text); err != nil {
		return nil, nil, err
	}
	reply, err = render(b.format.Reply, b.format.Address, text)
	return frame, reply, err
}

// exchange sends a frame and waits for the reply, if there is to be one.
func (b *bus) exchange(ctx context.Context, frame, reply []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := b.read(time.Millisecond, nil); err != nil {
		return err // what came late, before we ask, answers an older question
	}
	if err := b.wire.SetWriteDeadline(time.Now().Add(answer)); err != nil {
		return err
	}
	if _, err := b.wire.Write(frame); err != nil {
		return err
	}
	if len(reply) == 0 {
		return nil
	}
	answered, err := b.read(answer, reply)
	switch {
	case err != nil:
		return err
	case !answered:
		return ErrSilent
	}
	time.Sleep(quiet)
	return nil
}

// read takes in what comes until it ends with want, for at most d. What comes before want may be our own frame: many adapters
// hear themselves.
func (b *bus) read(d time.Duration, want []byte) (found bool, err error) {
	if err := b.wire.SetReadDeadline(time.Now().Add(d)); err != nil {
		return false, err
	}
	var got []byte
	buf := make([]byte, 64)
	for {
		n, err := b.wire.Read(buf)
		got = append(got, buf[:n]...)
		switch {
		case want != nil && bytes.HasSuffix(got, want):
			return true, nil
		case errors.Is(err, os.ErrDeadlineExceeded):
			return false, nil
		case err != nil:
			return false, err
		}
	}
}
