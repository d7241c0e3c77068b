// Package barcode turns what a scanner sends, over a serial line or as a keyboard, into the codes that were scanned.
// What a code means is left to its reader: a ticket, a dossier, an identity card.
package barcode

import (
	"bytes"
	"context"
	"errors"
	"os"
	"regexp"
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
	Gap    time.Duration // a silence longer than this ends a code without End; 0 is 200 ms
}

// End is what a scanner sends after each code.
type End string

// The ends of a code.
const (
	Auto    End = ""     // CR, LF, TAB, ETX or EOT; nothing where the scanner never sends one of those
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
var signs = map[End]string{Auto: "\r\n\t\x03\x04", AnyLine: "\r\n", CR: "\r", LF: "\n", Tab: "\t", ETX: "\x03", EOT: "\x04"}

// idle is how long Read waits before it looks whether it is to stop.
const idle = 250 * time.Millisecond

// late is by how much a pause may be overdue. A later one says that this program stood still, not that the scanner did.
const late = 100 * time.Millisecond

// Read hands each code scanned on the wire to found, as UTF-8 in NFC, until ctx ends or the scanner is gone.
// A code longer than Max is dropped whole, and so is one torn off in the middle, with its end; bytes that are no UTF-8 become U+FFFD.
func Read(ctx context.Context, wire drivers.Wire, f Framing, found func(code string)) error {
	return read(ctx, wire, f, found, func([]byte) {})
}

// read is Read that shows all bytes that came together, code or none.
func read(ctx context.Context, wire drivers.Wire, f Framing, found func(code string), came func(raw []byte)) error {
	a := assembler{Framing: f.withDefaults()}
	b := burst{came: came}
	buf := make([]byte, 512)
	for ctx.Err() == nil {
		until := time.Now().Add(min(idle, a.Gap))
		if err := wire.SetReadDeadline(until); err != nil {
			return err
		}
		n, err := wire.Read(buf)
		now := time.Now()
		b.add(buf[:n])
		for _, code := range a.feed(buf[:n], now) {
			found(code)
		}
		switch {
		case err == nil:
		case !errors.Is(err, os.ErrDeadlineExceeded):
			return err
		case n == 0 && now.Sub(until) < late:
			if code, ok := a.pause(now); ok {
				found(code)
			}
			b.end()
		}
	}
	return ctx.Err()
}

// mostBurst is how many bytes that came together are shown.
const mostBurst = 64

// burst is the first of the bytes that came together.
type burst struct {
	raw  []byte
	came func(raw []byte)
}

func (b *burst) add(raw []byte) { b.raw = append(b.raw, raw[:min(len(raw), mostBurst-len(b.raw))]...) }

// end shows it.
func (b *burst) end() {
	if len(b.raw) > 0 {
		b.came(b.raw)
		b.raw = nil
	}
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

// symbology is the AIM identifier, such as "]Q1", that a scanner may be set to send before each code. None of ours begins so.
var symbology = regexp.MustCompile(`^\][A-Za-z][0-9A-Za-z]`)

// clean takes off what the scanner put around a code. An empty code is none.
func (f Framing) clean(raw string) (string, bool) {
	if f.End == Auto {
		raw = symbology.ReplaceAllString(strings.TrimLeft(raw, "\x01\x02"), "")
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

// apart is the least time between two codes: nobody scans two papers faster. What comes sooner behind a torn code is its end.
const apart = time.Second

// assembler puts codes together from pieces as they come.
type assembler struct {
	Framing
	pending []byte    // the code begun, and no more of it than shows that it is too long
	last    time.Time // when its last byte came, or that of the code before
	silent  bool      // silence ended the code before, which may have been torn
	tail    bool      // what is pending may be the end of that one
	ends    bool      // the scanner was seen to end its codes
	torn    int       // codes in a row without an end since
}

// feed takes bytes in pieces of any size and returns the codes that ended with them.
func (a *assembler) feed(b []byte, now time.Time) (codes []string) {
	if len(b) == 0 {
		return nil
	}
	if len(a.pending) == 0 {
		a.tail = a.silent && now.Sub(a.last) < apart
	}
	a.pending, a.last = append(a.pending, b...), now
	for {
		raw, rest, ok := a.cut(a.pending)
		if !ok {
			a.shorten()
			return codes
		}
		if code, ok := a.code(raw); ok {
			codes = append(codes, code)
		}
		a.ends = a.ends || len(raw) > 0
		a.pending, a.silent, a.tail, a.torn = rest, false, false, 0
	}
}

// shorten keeps of a code that is too long only that it is, and its last byte, which may be the first half of CR LF.
func (a *assembler) shorten() {
	if last := len(a.pending) - 1; last > a.Max+1 {
		a.pending = append(a.pending[:a.Max], 0, a.pending[last])
	}
}

// patience is how long a code may pause. One whose end is told by a sign is waited for until the next could be scanned.
func (a *assembler) patience() time.Duration {
	if a.End == Silence || a.End == Auto && !a.ends {
		return a.Gap
	}
	return max(a.Gap, apart)
}

// pause says that nothing has come since the last byte, and returns the code that silence ends.
func (a *assembler) pause(now time.Time) (code string, ok bool) {
	if len(a.pending) == 0 || now.Sub(a.last) < a.patience() {
		return "", false
	}
	raw := a.pending
	a.pending, a.silent = nil, true
	switch {
	case a.End == Silence:
	case a.End != Auto:
		return "", false
	case a.ends:
		if a.torn++; a.torn < 2 {
			return "", false
		}
		a.ends, a.torn = false, 0 // twice running it is no accident: the scanner was set anew
	}
	return a.code(raw)
}

// code returns the code among raw bytes.
func (a *assembler) code(raw []byte) (string, bool) {
	if a.tail || len(raw) > a.Max {
		return "", false
	}
	return a.clean(string(raw))
}
