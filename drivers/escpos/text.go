package escpos

import "slices"

// resident tells whether the printer has the letter itself.
func (e *Encoder) resident(r rune) bool {
	if r >= ' ' && r <= '~' {
		return true
	}
	_, ok := tcvn[r]
	return ok && e.profile.Pages != Pages{}
}

// needs adds to n what a line prints in its font.
func (e *Encoder) needs(n *need, l line) {
	for _, r := range l.text {
		r = printed(r)
		if r <= '~' {
			n.add(r, false)
		} else if !e.resident(r) {
			n.add(r, true)
		}
	}
}

// printed turns the space that holds words together, its work done, into a plain one.
func printed(r rune) rune {
	if r == spaceThatHolds {
		return ' '
	}
	return r
}

// download defines, before the slip, the letters it needs as far as the tables hold them.
func (e *Encoder) download(blocks [][]line) {
	if e.profile.Letters != Downloaded {
		return
	}
	var needs [2]need
	for _, lines := range blocks {
		for _, l := range lines {
			e.needs(&needs[e.profile.modeOf(l.style).face], l)
		}
	}
	for f := range needs {
		e.define(face(f), &needs[f])
	}
}

// define brings one font's table to what n needs. ESC & and ESC ? speak of the font that is selected.
func (e *Encoder) define(f face, n *need) {
	change := e.state.slots[f].fit(n, e.slip)
	if len(change.restored)+len(change.defined) == 0 {
		return
	}
	if e.state.mode == (mode{}) || e.state.mode.face != f {
		e.setMode(mode{face: f, wide: 1, high: 1})
	}
	for _, code := range change.restored {
		e.cmd(esc, '?', code)
	}
	for codes := change.defined; len(codes) > 0; {
		run := 1
		for run < len(codes) && run < runLimit && codes[run] == codes[0]+byte(run) {
			run++
		}
		e.defineRun(f, codes[:run])
		codes = codes[run:]
	}
}

// runLimit keeps one ESC & to the length of other commands: nothing can be asked while one is under way.
const runLimit = commandLimit / 37

// defineRun downloads letters under codes that follow one another. All columns are sent, blank ones too: some clones take a narrower
// letter for a narrower cell.
func (e *Encoder) defineRun(f face, codes []byte) {
	e.out = append(e.out, esc, '&', 3, codes[0], codes[len(codes)-1])
	for _, code := range codes {
		e.out = append(e.out, byte(cells[f].width))
		e.out = append(e.out, glyph(e.state.slots[f].letter[code], f, false).columns(3, 0, 1)...)
	}
	e.bound()
}

// repeated is how many letters are said again at a time: 0.2 seconds at 9600 baud.
const repeated = 4

// repeat says some downloaded letters again, all of them in turn. A printer that lost its power for a moment which nobody saw would
// otherwise print ASCII in their places for ever.
func (e *Encoder) repeat() []byte {
	e.out, e.bounds = e.out[:0], e.bounds[:0]
	e.state.forgetSettings()
	for range repeated {
		if f, code, ok := e.nextLetter(); ok {
			e.setMode(mode{face: f, wide: 1, high: 1})
			e.defineRun(f, []byte{code})
		}
	}
	return e.out
}

func (e *Encoder) nextLetter() (face, byte, bool) {
	for range 2 * 128 {
		e.again = (e.again + 1) % (2 * 128)
		f, code := face(e.again/128), byte(e.again%128)
		if e.state.slots[f].letter[code] != 0 {
			return f, code, true
		}
	}
	return 0, 0, false
}

// line prints one line of text.
func (e *Encoder) line(l line) {
	m := e.profile.modeOf(l.style)
	drawn := slices.ContainsFunc(l.text, func(r rune) bool { return !e.resident(printed(r)) })
	e.setAlign(l.style.Align)
	switch {
	case e.profile.Letters == Downloaded:
		var n need // a crowded slip's later lines may have to take codes back from its earlier ones
		e.needs(&n, l)
		e.define(m.face, &n)
	case drawn && (e.profile.Letters == Raster || m.high > 1):
		e.band(l.text, m) // ESC * reaches over one line of 24 dots: taller letters want a picture
		return
	}
	if len(l.text) > 0 {
		e.setMode(m)
	}
	for _, r := range l.text {
		e.letter(printed(r), m)
	}
	e.out = append(e.out, lf)
	e.bound()
}

func (e *Encoder) letter(r rune, m mode) {
	if r <= '~' {
		e.out = append(e.out, byte(r))
		return
	}
	if at, ok := tcvn[r]; ok && e.profile.Pages != (Pages{}) {
		page := e.profile.Pages.Lower
		if at.upper {
			page = e.profile.Pages.Upper
		}
		e.setPage(page)
		e.out = append(e.out, at.code)
		return
	}
	if e.profile.Letters == Downloaded {
		e.useGlyphs()
		e.out = append(e.out, e.state.slots[m.face].code[r])
		return
	}
	e.inline(r, m)
}

// inline prints a letter as a picture of 24 rows within the line; letters of unequal height stand on one lower edge.
func (e *Encoder) inline(r rune, m mode) {
	g := glyph(r, m.face, m.bold)
	width := g.Width * m.wide
	e.cmd(append([]byte{esc, '*', 33, byte(width), byte(width >> 8)}, g.columns(3, 24-g.Height, m.wide)...)...)
}
