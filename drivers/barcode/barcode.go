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
	Auto    End = ""     // CR, LF, ETX or EOT; TAB or nothing where the scanner never sends one of those
	AnyLine End = "line" // CR, LF or both
	CR      End = "cr"   // CR only: a code may hold LF
	LF      End = "lf"   // LF only: a code may hold CR
	CRLF    End = "crlf" // the pair only: a code may hold either
	Tab     End = "tab"  // TAB
	ETX     End = "etx"  // 0x03
	EOT     End = "eot"  // 0x04
	Silence End = "none" // nothing: the code ends when nothing more comes
)

// Ends lists them, as settings name them.
var Ends = []End{Auto, AnyLine, CR, LF, CRLF, Tab, ETX, EOT, Silence}

// signs are the bytes of which any ends a code.
var signs = map[End]string{Auto: "\r\n\x03\x04", AnyLine: "\r\n", CR: "\r", LF: "\n", Tab: "\t", ETX: "\x03", EOT: "\x04"}

// idle is how long Read waits before it looks whether it is to stop.
const idle = 250 * time.Millisecond

// Read hands each code scanned on the wire to found, as UTF-8 in NFC, until ctx ends or the scanner is gone.
// A code longer than Max, or torn off in the middle, is dropped whole; bytes that are no UTF-8 become U+FFFD.
func Read(ctx context.Context, wire drivers.Wire, f Framing, found func(code string)) error {
	return read(ctx, wire, f, found, func([]byte) {})
}

// read is Read that shows all bytes that came together, code or none.
func read(ctx context.Context, wire drivers.Wire, f Framing, found func(code string), came func(raw []byte)) error {
	a := assembler{Framing: f.withDefaults()}
	buf := make([]byte, 512)
	var burst []byte
	for ctx.Err() == nil {
		wait := idle
		if a.open() || len(burst) > 0 {
			wait = a.Gap
		}
		if err := wire.SetReadDeadline(time.Now().Add(wait)); err != nil {
			return err
		}
		n, err := wire.Read(buf)
		burst = append(burst, buf[:min(n, max(0, mostBurst-len(burst)))]...)
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
			if len(burst) > 0 {
				came(burst)
				burst = nil
			}
		}
	}
	return ctx.Err()
}

// mostBurst is how many bytes that came together are shown.
const mostBurst = 64

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
	if f.End == Auto {
		raw = strings.TrimRight(strings.TrimLeft(raw, "\x01\x02"), "\t\x03\x04")
	}
	raw = strings.TrimSuffix(strings.TrimPrefix(raw, f.Prefix), f.Suffix)
	code := norm.NFC.String(strings.ToValidUTF8(raw, "\uFFFD"))
	return code, code != ""
}

// cut returns the first ended code of b and what comes after its end.
func (f Framing) cut(b []byte) (raw, rest []byte, ok bool) {
	switch f.End {
	case CRLF:
		return bytes.Cut(b, []byte("\r\n"))
	case Silence:
		return b, nil, false
	}
	i := bytes.IndexAny(b, signs[f.End])
	if i < 0 {
		return b, nil, false
	}
	return b[:i], b[i+1:], true
}

// assembler puts codes together from pieces as they come.
type assembler struct {
	Framing
	pending []byte // the code begun, and no more of it than shows that it is too long
	ends    bool   // the scanner was seen to end its codes
	torn    int    // codes in a row without an end since
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
			a.ends, a.torn = true, 0
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
	if a.End == Auto && len(raw) > 0 {
		a.torn++
		if a.ends && a.torn < 2 { // twice running it is no accident: the scanner was set anew
			return "", false
		}
		return a.code(raw)
	}
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
