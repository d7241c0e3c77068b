package simulator

// condition is how the printer stands.
type condition struct {
	paperOut, paperLow, coverOpen bool
	jammed                        bool // something is in the way of the knife
	cutterError                   bool // the knife met it
	off                           bool // no power
	unplugged                     bool // no cable
	held                          bool // the line is held by XOFF
	silent, garbled, slow         bool
}

func (c condition) offline() bool { return c.paperOut || c.coverOpen || c.cutterError || c.off }

// Status is what a person standing before the printer sees.
type Status struct {
	PaperOut    bool `json:"paper_out"`
	PaperLow    bool `json:"paper_low"`
	CoverOpen   bool `json:"cover_open"`
	CutterError bool `json:"cutter_error"`
	Off         bool `json:"off"`
	Unplugged   bool `json:"unplugged"`
}

// Status tells how the printer stands now.
func (p *Printer) Status() Status {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.status()
}

func (p *Printer) status() Status {
	c := p.condition
	return Status{c.paperOut, c.paperLow, c.coverOpen, c.cutterError, c.off, c.unplugged}
}

func (p *Printer) noticeStatus() {
	if now := p.status(); now != p.reported {
		p.reported = now
		p.tell(Event{Kind: StatusChanged, Status: now})
	}
	p.announce(false)
}

// bits adds up the values whose condition holds.
func bits(base byte, set ...bit) byte {
	for _, s := range set {
		if s.on {
			base |= s.value
		}
	}
	return base
}

type bit struct {
	on    bool
	value byte
}

// nearEnd is what the sensor of the roll's end says; a printer without one says nothing until the paper is out.
func (p *Printer) nearEnd() bool {
	return p.engine.model.NearEnd && (p.condition.paperLow || p.condition.paperOut)
}

// realTimeStatus answers DLE EOT n, 1 to 4: always 0xx1xx10.
func (p *Printer) realTimeStatus(n byte) byte {
	c := p.condition
	switch n {
	case 1:
		return bits(0x12, bit{c.offline(), 0x08})
	case 2:
		return bits(0x12, bit{c.coverOpen, 0x04}, bit{c.paperOut, 0x20}, bit{c.cutterError, 0x40})
	case 3:
		return bits(0x12, bit{c.cutterError, 0x08})
	}
	return bits(0x12, bit{p.nearEnd(), 0x0C}, bit{c.paperOut, 0x60})
}

// paperSensor answers GS r 1.
func (p *Printer) paperSensor() byte {
	return bits(0, bit{p.nearEnd(), 0x03}, bit{p.condition.paperOut, 0x0C})
}

// automaticStatus is the four bytes of GS a; the first is 0xx1xx00.
func (p *Printer) automaticStatus() [4]byte {
	c := p.condition
	return [4]byte{
		bits(0x10, bit{c.offline(), 0x08}, bit{c.coverOpen, 0x20}),
		bits(0, bit{c.cutterError, 0x08}),
		p.paperSensor(),
		0x0F,
	}
}

// announce sends the automatic status when it is switched on and has changed, or was just asked for.
func (p *Printer) announce(asked bool) {
	now := p.automaticStatus()
	if p.engine.asb != 0 && (asked || now != p.automatic) {
		p.answer(now[:]...)
	}
	p.automatic = now
}

// answer sends bytes to whoever is at the other end, unless a fault keeps or spoils them.
func (p *Printer) answer(b ...byte) {
	switch {
	case p.condition.off || p.condition.silent:
	case p.condition.garbled:
		p.send([]byte{0xFF, 0x81, 0xE3})
	default:
		p.send(b)
	}
}

func (p *Printer) send(b []byte) {
	for w := range p.wires {
		w.send(b)
	}
}
