package escpos

import "motcua/drivers"

// shadow is what the printer has been told, so that nothing is said twice. After a power cycle it is wrong: Encoder.Reset.
type shadow struct {
	align   byte
	mode    mode // the zero mode is unknown
	page    byte // of ESC t; 0 is unknown
	glyphs  bool // ESC % 1
	qrSize  byte // module size and error correction have been set; 0 is unknown
	barcode bool // height and width have been set
	slots   [2]slots
}

// mode is how letters look.
type mode struct {
	face       face
	bold       bool
	wide, high int
}

const unknownAlign = 0xFF

func newShadow() shadow {
	return shadow{align: unknownAlign, slots: [2]slots{newSlots(), newSlots()}}
}

// forgetSettings keeps the downloaded letters only.
func (s *shadow) forgetSettings() { *s = shadow{align: unknownAlign, slots: s.slots} }

func (p Profile) modeOf(s drivers.Style) mode {
	m := mode{bold: s.Bold, wide: max(1, s.Wide), high: max(1, s.High)}
	if s.Small && p.ColumnsB > 0 {
		m.face = fontB
	}
	return m
}

// setAlign must come at the start of a line: ESC a is ignored within one.
func (e *Encoder) setAlign(a drivers.Align) {
	n := byte(0)
	switch a {
	case drivers.Centre:
		n = 1
	case drivers.Right:
		n = 2
	}
	if e.state.align != n {
		e.cmd(esc, 'a', n)
		e.state.align = n
	}
}

// setMode says all of a style with ESC !, which knows single and double sizes, and adds GS ! for the larger ones.
func (e *Encoder) setMode(m mode) {
	if e.state.mode == m {
		return
	}
	e.state.mode = m
	large := m.wide > 2 || m.high > 2
	n := byte(m.face)
	if m.bold {
		n |= 0x08
	}
	if m.high == 2 && !large {
		n |= 0x10
	}
	if m.wide == 2 && !large {
		n |= 0x20
	}
	e.cmd(esc, '!', n)
	if large {
		e.cmd(gs, '!', byte((m.wide-1)<<4|(m.high-1)))
	}
}

func (e *Encoder) setPage(n byte) {
	if e.state.page != n {
		e.cmd(esc, 't', n)
		e.state.page = n
	}
}

func (e *Encoder) useGlyphs() {
	if !e.state.glyphs {
		e.cmd(esc, '%', 1)
		e.state.glyphs = true
	}
}
