package simulator

import (
	"fmt"
	"time"
)

// receive takes one byte off the wire. Real-time commands act now; the byte itself waits its turn in the receive buffer.
func (p *Printer) receive(b byte) {
	p.received++
	if !p.condition.off {
		if p.realTime(b) {
			p.store(b)
		}
		p.work()
	}
	p.runScript()
}

// store puts a byte into the receive buffer. A full one ignores it, as the data sheet says, and the print shows it.
func (p *Printer) store(b byte) {
	if len(p.buffer) < p.limit {
		p.buffer = append(p.buffer, b)
		p.dropping = false
		return
	}
	p.engine.paper.spoiled = true
	if !p.dropping {
		p.violate("receive buffer", fmt.Sprintf("full with %d bytes: what comes now is ignored", len(p.buffer)))
	}
	p.dropping = true
}

// work carries out what has been received until something stops the printer.
func (p *Printer) work() {
	for len(p.buffer) > 0 && !p.stopped() {
		b := p.buffer[0]
		p.buffer = p.buffer[1:]
		p.worked++
		p.parser.take(b)
		p.move()
	}
	p.regulate()
	p.noticeDrawer()
}

func (p *Printer) stopped() bool { return p.busy || p.condition.held || p.condition.offline() }

// move lets the clock run for the paper that the last byte moved.
func (p *Printer) move() {
	dots := p.engine.paper.moved
	p.engine.paper.moved = 0
	if p.config.Speed == 0 {
		p.handOut()
		return
	}
	if dots == 0 && len(p.unfinished) == 0 {
		return
	}
	const dotsPerMM, knife = 8, 250 * time.Millisecond
	took := time.Duration(dots) * time.Second / time.Duration(dotsPerMM*p.config.Speed)
	if len(p.unfinished) > 0 {
		took += knife
	}
	p.busy = true
	time.AfterFunc(took, p.rest)
}

// rest is the motor coming to a stop.
func (p *Printer) rest() {
	p.mu.Lock()
	defer p.release()
	p.busy = false
	p.handOut()
	p.work()
}

// regulate tells the other end to wait or to go on. TM-T88III p.23: busy when 128 bytes are left, ready again at 256;
// with the buffer of 45 bytes, 16 and 26.
func (p *Printer) regulate() {
	low, high := p.marks()
	free := p.engine.model.Buffer - len(p.buffer)
	wait := p.condition.held || p.config.OfflineIsBusy && p.condition.offline()
	switch {
	case !p.xoff && (wait || free <= low):
		p.xoff = true
		p.signal(0x13)
	case p.xoff && !wait && free >= high:
		p.xoff = false
		p.signal(0x11)
	}
}

func (p *Printer) marks() (low, high int) {
	if p.engine.model.Buffer < 256 {
		return 16, 26
	}
	return 128, 256
}

func (p *Printer) signal(b byte) {
	if p.config.Handshake == XonXoff && !p.condition.off {
		p.send([]byte{b})
	}
}

func (p *Printer) noticeDrawer() {
	for ; p.drawer < p.engine.drawer; p.drawer++ {
		p.tell(Event{Kind: DrawerOpened})
	}
}

// clear empties the receive buffer and the print buffer.
func (p *Printer) clear() {
	p.buffer = nil
	p.parser.forget()
	p.engine.line = line{}
	p.cutWaits = false
	p.engine.paper.spoiled = p.engine.paper.inked() // what is on paper will not be finished
}
