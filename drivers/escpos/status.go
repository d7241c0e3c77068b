package escpos

import "motcua/drivers"

// reply is one answer in the stream that a printer sends back. The kinds are told apart by fixed bits, as the tables in Epson's and
// Citizen's manuals have them.
type reply struct {
	kind replyKind
	data []byte // report: four bytes; block: what stands between header and NUL; the others: one byte
}

type replyKind byte

const (
	realTime replyKind = iota // to DLE EOT n, 0xx1xx10
	queued                    // to GS r n, 0xx0xxxx
	report                    // ASB, four bytes, the first 0xx1xx00
	block                     // a header, data, NUL: to GS ( L 64 and DLE DC4 8
	hold                      // XOFF: the printer's buffer is nearly full
	release                   // XON
)

const (
	xon         = 0x11
	xoff        = 0x13
	blockHeader = 0x37
	blockLimit  = 96 // 80 bytes of keys and what stands around them; more is noise
)

// parser cuts the stream into replies. What fits no table is line noise and is dropped. The zero parser is ready.
type parser struct{ pending []byte }

// feed takes one byte and returns the reply that it completes, if it does.
func (p *parser) feed(b byte) (reply, bool) {
	switch {
	case b == xoff: // flow control may fall between any two bytes
		return reply{hold, []byte{b}}, true
	case b == xon:
		return reply{release, []byte{b}}, true
	case len(p.pending) == 0:
		return p.first(b)
	case p.pending[0] == blockHeader:
		return p.inBlock(b)
	case b&0x90 != 0: // bits 4 and 7 of a report's later bytes are 0
		p.pending = nil
		return p.first(b)
	}
	p.pending = append(p.pending, b)
	if len(p.pending) < 4 {
		return reply{}, false
	}
	return p.complete(report, p.pending)
}

func (p *parser) first(b byte) (reply, bool) {
	switch {
	case b == blockHeader, b&0x93 == 0x10:
		p.pending = []byte{b}
	case b&0x93 == 0x12:
		return reply{realTime, []byte{b}}, true
	case b&0x90 == 0:
		return reply{queued, []byte{b}}, true
	}
	return reply{}, false
}

func (p *parser) inBlock(b byte) (reply, bool) {
	switch {
	case b == 0:
		return p.complete(block, p.pending[1:])
	case len(p.pending) > blockLimit:
		p.pending = nil
		return reply{}, false
	}
	p.pending = append(p.pending, b)
	return reply{}, false
}

func (p *parser) complete(kind replyKind, data []byte) (reply, bool) {
	p.pending = nil
	return reply{kind, data}, true
}

// condition is what a printer says of itself, from DLE EOT or ASB.
type condition struct {
	offline, cover, feeding           bool
	paperLow, paperOut                bool
	cutter, broken, overheated, error bool
}

// status names the one thing that a person should see to first: no paper can be judged under an open cover, no knife without paper.
func (c condition) status() drivers.Status {
	switch {
	case c.cover:
		return drivers.CoverOpen
	case c.paperOut:
		return drivers.PaperOut
	case c.cutter:
		return drivers.CutterError
	case c.broken:
		return drivers.Broken
	case c.overheated:
		return drivers.Overheated
	case c.error:
		return drivers.Broken
	case c.offline, c.feeding:
		return drivers.Offline
	case c.paperLow:
		return drivers.PaperLow
	}
	return drivers.Ready
}

// StatusOf is the status that the four answers to DLE EOT 1, 2, 3 and 4 tell.
func StatusOf(printer, offline, fault, paper byte) drivers.Status {
	return condition{
		offline:    printer&0x08 != 0,
		cover:      offline&0x04 != 0,
		feeding:    offline&0x08 != 0,
		error:      offline&0x40 != 0,
		cutter:     fault&0x08 != 0,
		broken:     fault&0x24 != 0, // mechanical, or beyond recovery
		overheated: fault&0x40 != 0,
		paperLow:   paper&0x0C != 0,
		paperOut:   paper&0x60 != 0 || offline&0x20 != 0,
	}.status()
}

// ReportedStatus is the status that the four bytes of an automatic status report (ASB) tell.
func ReportedStatus(r [4]byte) drivers.Status {
	return condition{
		offline:    r[0]&0x08 != 0,
		cover:      r[0]&0x20 != 0,
		feeding:    r[0]&0x40 != 0,
		cutter:     r[1]&0x08 != 0,
		broken:     r[1]&0x24 != 0,
		overheated: r[1]&0x40 != 0,
		paperLow:   r[2]&0x03 != 0,
		paperOut:   r[2]&0x0C != 0,
	}.status()
}

// keysIn reads a block of the answer to GS ( L 64: two bytes a key. More tells that another block follows once this one is acknowledged.
func keysIn(data []byte) (keys []nvKey, more, ok bool) {
	if len(data) < 2 || data[0] != 0x72 || data[1]&0xFE != 0x40 {
		return nil, false, false
	}
	for rest := data[2:]; len(rest) >= 2; rest = rest[2:] {
		keys = append(keys, nvKey{rest[0], rest[1]})
	}
	return keys, data[1] == 0x41, true
}
