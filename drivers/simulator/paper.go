package simulator

import "strings"

// longest is where the staff would tear off a slip that does not end: one metre, in dots.
const longest = 8000

// noteKind tells what a reader finds at a place on the paper.
type noteKind int

const (
	noteText noteKind = iota
	noteQR
	noteBarcode
	noteLogo
)

// note is what stands on the paper at row y, for those who read rather than look.
type note struct {
	y    int
	kind noteKind
	text string
}

// paper is the strip between the last cut and the head. The knife stands a gap above the head, so what was printed last
// is still inside the printer when the knife falls.
type paper struct {
	model    Model
	strip    *bitmap
	moved    int // dots the motor has moved, for the clock
	lastInk  int // row after the last black one
	notes    []note
	spoiled  bool // something went wrong since the last cut: what comes out is not one document whole
	finished func(strip *bitmap, notes []note, whole bool)
}

func (p *paper) load() {
	p.strip, p.notes, p.lastInk = newBitmap(p.model.Paper, p.model.KnifeGap), nil, 0
}

func (p *paper) inked() bool { return p.lastInk > 0 }

func (p *paper) feed(dots int) {
	for dots > 0 {
		step := min(dots, longest-p.strip.h)
		p.strip.bits = append(p.strip.bits, make([]byte, step*p.strip.stride)...)
		p.strip.h += step
		p.moved += step
		dots -= step
		p.tearIfEndless()
	}
}

func (p *paper) tearIfEndless() {
	if p.strip.h >= longest {
		p.tear()
	}
}

// print burns picture below what is on the paper, x dots from the left edge of the print head.
func (p *paper) print(picture *bitmap, x int) {
	for from := 0; from < picture.h; { // band by band, as an endless picture must be torn as well
		to := min(picture.h, from+longest-p.strip.h)
		band := picture.rows(from, to)
		top := p.strip.h
		p.strip.bits = append(p.strip.bits, make([]byte, band.h*p.strip.stride)...)
		p.strip.h += band.h
		p.moved += band.h
		p.strip.draw(band, (p.model.Paper-p.model.Dots)/2+x, top)
		if !band.blank() {
			p.lastInk = p.strip.h
		}
		from = to
		p.tearIfEndless()
	}
}

// remark notes what the next rows will say.
func (p *paper) remark(kind noteKind, text string) {
	p.notes = append(p.notes, note{p.strip.h, kind, text})
}

// cut lets the knife fall; what is still between the knife and the head begins the next slip.
// It tells whether the knife went through print or left print inside.
func (p *paper) cut() (through bool) {
	at := p.strip.h - p.model.KnifeGap
	through = p.lastInk > at
	p.part(at)
	return through
}

// tear takes the whole strip out by hand, as when the roll has run out. A blank one goes into the bin.
func (p *paper) tear() {
	if p.inked() {
		p.spoiled = true
		p.part(p.strip.h)
	}
	p.load()
}

// part divides the strip at a row: above it is a slip, unless nothing is there.
func (p *paper) part(at int) {
	above, below := p.notes, []note(nil)
	for i, n := range p.notes {
		if n.y >= at {
			above, below = p.notes[:i], p.notes[i:]
			break
		}
	}
	slip, inked := p.strip.rows(0, at), p.inked()
	p.strip = p.strip.rows(at, p.strip.h)
	p.lastInk = max(0, p.lastInk-at)
	p.notes = nil
	for _, n := range below {
		p.notes = append(p.notes, note{n.y - at, n.kind, n.text})
	}
	if at > 0 && (inked || p.model.Cutter) {
		p.finished(slip, above, !p.spoiled)
	}
	p.spoiled = false
}

func texts(notes []note, kind noteKind) []string {
	var found []string
	for _, n := range notes {
		if n.kind == kind && strings.TrimSpace(n.text) != "" {
			found = append(found, n.text)
		}
	}
	return found
}
