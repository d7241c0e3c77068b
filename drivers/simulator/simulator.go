// Package simulator is a thermal printer at the other end of a wire: it takes bytes, answers bytes, and gives out slips as
// pictures and text. Its parser is strict and its own, written from data sheets; making the bytes is the work of escpos.
package simulator

import (
	"sync"
	"time"
)

// Handshake is how the printer tells the other end to wait, by DIP switch on a real one.
type Handshake int

// The handshakes.
const (
	XonXoff  Handshake = iota // sends 13h when its buffer is nearly full and 11h when there is room again
	Hardware                  // a modem line: a wire that can hold its peer back does so
	None
)

// Config is how a printer is set up. The zero Config works off each byte at once and counts no time.
type Config struct {
	Baud      int // bits a second of the wire, ten to a byte; 0 is as fast as the bytes come
	Speed     int // paper speed in mm a second, 150 on most; 0 is at once
	Handshake Handshake
	// OfflineIsBusy is DIP switch 2-1 off: paper out or cover open hold the line as a full buffer does.
	OfflineIsBusy bool
	// OnEvent is told what happens, one event at a time. It may call the printer.
	OnEvent func(Event)
}

// EventKind tells what an Event is about.
type EventKind string

// The kinds of Event.
const (
	SlipOut       EventKind = "slip"
	StatusChanged EventKind = "status"
	Violated      EventKind = "violation"
	DrawerOpened  EventKind = "drawer"
)

// Event is something that happened at the printer.
type Event struct {
	Kind      EventKind
	Slip      Slip      // of SlipOut
	Status    Status    // of StatusChanged
	Violation Violation // of Violated
}

// Violation is a breach of the data sheet by what came down the wire.
type Violation struct {
	Offset  int    // bytes worked off since the printer was made, up to and with the last of the command
	Command string // as the data sheets write it, or its bytes in hex when no printer knows it
	Reason  string
	Broken  bool // a fault broke the command off, and what came next was taken for the rest of it
}

// kept bounds the slips and violations that a long-running printer remembers.
const kept = 256

// Printer is a thermal printer. All its methods may be called from several goroutines.
type Printer struct {
	mu     sync.Mutex
	config Config
	engine engine
	parser parser

	buffer   []byte // receive buffer
	limit    int    // bytes it takes now
	received int    // bytes that came down the wire
	worked   int    // bytes taken out of the receive buffer
	tail     []byte // the last bytes received, for real-time commands
	dropping bool   // bytes are being lost: one violation for the whole stretch
	busy     bool   // paper is moving
	xoff     bool
	wires    map[wire]bool

	condition  condition
	reported   Status  // last told as an event
	automatic  [4]byte // last sent as automatic status
	script     []scripted
	cutWaits   bool // a knife that jammed owes a cut
	unfinished []Slip

	slips       []Slip
	slipCount   int
	slipStart   int // worked when the last slip came out
	violations  []Violation
	violated    int // violations ever
	slipOffence int // violated when the last slip came out
	drawer      int

	changed    chan struct{} // closed and renewed whenever something may be awaited
	events     []Event
	delivering sync.Mutex
}

// wire takes the printer's answers.
type wire interface {
	send([]byte)
	drop() // the cable is pulled
}

// New makes a printer with paper in it, switched on, its NV memory empty.
func New(m Model, c Config) *Printer {
	p := &Printer{config: c, limit: m.Buffer, wires: map[wire]bool{}, changed: make(chan struct{})}
	p.engine = engine{model: m, nv: nvMemory{graphics: map[string]*bitmap{}}, oracle: map[string]rune{},
		sensor: p.paperSensor, answer: p.answer, jammed: p.knifeJams, announce: func() { p.announce(true) }}
	p.engine.paper = paper{model: m, finished: p.slipCut}
	p.parser = parser{engine: &p.engine, violate: p.violate}
	p.engine.paper.load()
	p.engine.initialise()
	p.reported = p.status()
	return p
}

// Teach names a picture of a letter, so that Slip.Text can read it: columns of three bytes from the top, highest bit first, as
// ESC & and ESC * 33 send them. Blank columns on the right do not matter.
func (p *Printer) Teach(letter rune, columns []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.engine.oracle[trimColumns(string(columns))] = letter
}

// Slips returns the slips that came out, oldest first; the last 256 are kept.
func (p *Printer) Slips() []Slip {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Slip(nil), p.slips...)
}

// Violations returns the breaches of the data sheet, oldest first; the first 256 are kept.
func (p *Printer) Violations() []Violation {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Violation(nil), p.violations...)
}

// NVWrites counts the writes to NV memory, which wear it.
func (p *Printer) NVWrites() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.engine.nv.writes
}

// Received counts the bytes that came down the wire.
func (p *Printer) Received() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.received
}

// DrawerPulses counts how often the cash drawer was opened.
func (p *Printer) DrawerPulses() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.engine.drawer
}

func (p *Printer) violate(command, reason string) {
	v := Violation{p.worked, command, reason, p.parser.broken}
	p.violated++
	if len(p.violations) < kept {
		p.violations = append(p.violations, v)
	}
	p.tell(Event{Kind: Violated, Violation: v})
}

// slipCut is called by the paper when a piece of it has been parted.
func (p *Printer) slipCut(picture *bitmap, notes []note, whole bool) {
	p.slipCount++
	s := Slip{Number: p.slipCount, Text: texts(notes, noteText), QR: texts(notes, noteQR), Barcodes: texts(notes, noteBarcode),
		Logos: texts(notes, noteLogo), Bytes: p.worked - p.slipStart, Violations: p.violated - p.slipOffence,
		Whole: whole, picture: picture, dpi: p.engine.model.DPI}
	p.slipStart, p.slipOffence = p.worked, p.violated
	p.unfinished = append(p.unfinished, s)
}

// handOut gives out the slips whose cut has been made: the motor has come to rest.
func (p *Printer) handOut() {
	for _, s := range p.unfinished {
		s.CutAt = time.Now()
		p.slips = append(p.slips, s)
		if len(p.slips) > kept {
			p.slips = p.slips[1:]
		}
		p.tell(Event{Kind: SlipOut, Slip: s})
	}
	p.unfinished = nil
}

func (p *Printer) tell(e Event) {
	if p.config.OnEvent != nil && len(p.events) < 4*kept {
		p.events = append(p.events, e)
	}
}

// release unlocks the printer, wakes those who wait for a change, and tells of the events in order.
func (p *Printer) release() {
	close(p.changed)
	p.changed = make(chan struct{})
	waiting := len(p.events) > 0
	p.mu.Unlock()
	for waiting && p.delivering.TryLock() { // who holds the lock delivers ours as well
		e, more := p.nextEvent()
		for ; more; e, more = p.nextEvent() {
			p.config.OnEvent(e)
		}
		p.delivering.Unlock()
		waiting = p.eventsLeft()
	}
}

func (p *Printer) nextEvent() (Event, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.events) == 0 {
		return Event{}, false
	}
	e := p.events[0]
	p.events = p.events[1:]
	return e, true
}

func (p *Printer) eventsLeft() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.events) > 0
}
