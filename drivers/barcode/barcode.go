// Package barcode turns what a scanner sends, over a serial line or as a keyboard, into the codes that were scanned.
// What a code means is left to its reader: a ticket, a dossier, an identity card.
package barcode

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"motcua/drivers"
)

// Framing is how a scanner is set to send: the zero Framing fits most as they come out of the box.
type Framing struct {
	End    End
	Prefix string        // stripped when there: STX, an AIM identifier such as "]Q3"
	Suffix string        // the same
	Max    int           // bytes of one code with prefix and suffix; 0 is 4096. A QR code holds at most 2953
	Gap    time.Duration // a silence longer than this ends a code without End, and drops a torn one; 0 is 200 ms
}

// End is what a scanner sends after each code.
type End string

// The ends of a code.
const (
	AnyLine End = ""     // CR, LF or both
	CR      End = "cr"   // CR only: a code may hold LF
	LF      End = "lf"   // LF only: a code may hold CR
	CRLF    End = "crlf" // the pair only: a code may hold either
	Silence End = "none" // nothing: the code ends when nothing more comes
)

// idle is how long Read waits before it looks whether it is to stop.
const idle = 250 * time.Millisecond

// Read hands each code scanned on the wire to found, as UTF-8 in NFC, until ctx ends or the scanner is gone.
// A code longer than Max, or torn off in the middle, is dropped whole; bytes that are no UTF-8 become U+FFFD.
func Read(ctx context.Context, wire drivers.Wire, f Framing, found func(code string)) error {
	a := assembler{Framing: f.withDefaults()}
	buf := make([]byte, 512)
	for ctx.Err() == nil {
		wait := idle
		if a.open() {
			wait = a.Gap
		}
		if err := wire.SetReadDeadline(time.Now().Add(wait)); err != nil {
			return err
		}
		n, err := wire.Read(buf)
		for _, code := range a.feed(buf[:n]) {
			found(code)
		}
		switch {
		case err == nil:
		case !errors.Is(err, os.ErrDeadlineExceeded):
			return err
		case n == 0:
			if code, ok := a.pause(); ok {
				found(code)
			}
		}
	}
	return ctx.Err()
}

func (f Framing) withDefaults() Framing {
	if f.Max == 0 {
		f.Max = 4096
	}
	if f.Gap == 0 {
		f.Gap = 200 * time.Millisecond
	}
	return f
}

// clean takes off what the scanner put around a code. An empty code is none.
func (f Framing) clean(raw string) (string, bool) {
	raw = strings.TrimSuffix(strings.TrimPrefix(raw, f.Prefix), f.Suffix)
	code := norm.NFC.String(strings.ToValidUTF8(raw, "\uFFFD"))
	return code, code != ""
}

// cut returns the first ended code of b and what comes after its end.
func (f Framing) cut(b []byte) (raw, rest []byte, ok bool) {
	switch f.End {
	case CR:
		return bytes.Cut(b, []byte("\r"))
	case LF:
		return bytes.Cut(b, []byte("\n"))
	case CRLF:
		return bytes.Cut(b, []byte("\r\n"))
	case Silence:
		return b, nil, false
	}
	i := bytes.IndexAny(b, "\r\n")
	if i < 0 {
		return b, nil, false
	}
	return b[:i], b[i+1:], true
}

// assembler puts codes together from pieces as they come.
type assembler struct {
	Framing
	pending []byte // the code begun, and no more of it than shows that it is too long
}

func (a *assembler) open() bool { return len(a.pending) > 0 }

// feed takes bytes in pieces of any size and returns the codes that ended with them.
func (a *assembler) feed(b []byte) (codes []string) {
	a.pending = append(a.pending, b...)
	for {
		raw, rest, ok := a.cut(a.pending)
		if !ok {
			a.shorten()
			return codes
		}
		if code, ok := a.code(raw); ok {
			codes = append(codes, code)
		}
		a.pending = rest
	}
}

// shorten keeps of a code that is too long only that it is, and its last byte, which may be the first half of CR LF.
func (a *assembler) shorten() {
	if last := len(a.pending) - 1; last > a.Max+1 {
		a.pending = append(a.pending[:a.Max], 0, a.pending[last])
	}
}

// pause says that nothing came for Gap.
func (a *assembler) pause() (code string, ok bool) {
	raw := a.pending
	a.pending = nil
	if a.End != Silence {
		return "", false
	}
	return a.code(raw)
}

func (a *assembler) code(raw []byte) (string, bool) {
	if len(raw) > a.Max {
		return "", false
	}
	return a.clean(string(raw))
}
