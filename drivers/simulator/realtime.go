package simulator

import "bytes"

// realTime acts on DLE EOT, DLE ENQ and DLE DC4 the moment their last byte is received: off-line, with a full buffer, and
// even where the bytes happen to be part of a picture, as the data sheets warn. It tells whether b is still to be stored: not
// when the command has emptied the buffer that the bytes before it are in.
func (p *Printer) realTime(b byte) (store bool) {
	const longest = 10 // DLE DC4 8
	p.tail = append(p.tail, b)
	if len(p.tail) > longest {
		p.tail = p.tail[1:]
	}
	switch t := p.tail; {
	case ends(t, "\x10\x04", 1) && b >= 1 && b <= 4:
		p.answer(p.realTimeStatus(b))
	case ends(t, "\x10\x05", 1) && (b == 1 || b == 2):
		return !p.recover(b == 2)
	case ends(t, "\x10\x14\x01", 2) && t[len(t)-2] <= 1 && b >= 1 && b <= 8:
		p.engine.drawer++
	case bytes.HasSuffix(t, []byte("\x10\x14\x02\x01\x08")):
		p.power(false)
		p.noticeStatus()
		return false
	case bytes.HasSuffix(t, []byte("\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08")) && p.engine.model.Clears:
		p.clear()
		p.answer(0x37, 0x25, 0x00)
		return false
	}
	return true
}

// ends tells whether t ends with prefix and more bytes.
func ends(t []byte, prefix string, more int) bool {
	return len(t) >= len(prefix)+more && bytes.HasSuffix(t[:len(t)-more], []byte(prefix))
}

// recover is DLE ENQ: it ends a cutter error whose cause is gone. The data sheets let it do nothing for paper or cover.
func (p *Printer) recover(discard bool) (cleared bool) {
	c := &p.condition
	if !c.cutterError || c.jammed {
		return false
	}
	c.cutterError = false
	if discard {
		p.clear()
	}
	p.settle()
	return discard
}

// knifeJams is asked as the knife is to fall.
func (p *Printer) knifeJams() bool {
	if !p.condition.jammed {
		return false
	}
	p.condition.cutterError = true
	p.cutWaits = true
	p.noticeStatus()
	return true
}

// settle goes on with the work after something about the printer has changed.
func (p *Printer) settle() {
	p.noticeStatus()
	if p.cutWaits && !p.condition.offline() {
		p.cutWaits = false
		p.engine.paper.cut()
		p.move()
	}
	p.work()
}
