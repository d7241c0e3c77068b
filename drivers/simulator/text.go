package simulator

import (
	"errors"
	"fmt"
	"strings"
)

// character sets one letter in the line buffer. A full line prints itself first.
func (e *engine) character(b byte) error {
	if b == 0x7F {
		return errors.New("7Fh is no character")
	}
	if e.chinese && (e.lead != 0 || b > 0x80) {
		e.ideograph(b)
		return nil
	}
	picture, text := e.resident(b)
	if g, ok := e.glyphs[e.font][b]; ok && e.downloaded {
		picture, text = g.picture(e.font), string(e.read(g.columns))
	}
	if e.reversed {
		picture = picture.inverted()
	}
	if e.emphasised || e.doubled {
		picture = picture.bold()
	}
	picture = picture.scaled(e.wide, e.high)
	e.set(picture, text, picture.w+e.charSpacing*e.wide)
	return nil
}

// ideograph takes the two halves of a Chinese character: what a clone makes of any two letters above 80h until FS . is sent.
// Its font is not ours, so a filled box stands for all of them.
func (e *engine) ideograph(b byte) {
	if e.lead == 0 {
		e.lead = b
		return
	}
	e.lead = 0
	const size = 24
	picture := newBitmap(size, size)
	picture.fill(2, 2, size-4, size-4)
	picture = picture.scaled(e.wide, e.high)
	e.set(picture, "〓", picture.w)
}

func (e *engine) chineseOn([]byte) error { e.chinese = true; return nil }

func (e *engine) chineseOff([]byte) error { e.chinese, e.lead = false, 0; return nil }

// set places a picture at the cursor, on the next line when this one is full, and underlines it if asked.
func (e *engine) set(picture *bitmap, text string, advance int) {
	if e.line.cursor+picture.w > e.printable() && !e.line.empty() {
		e.newLine()
	}
	if e.underline > 0 {
		under := newBitmap(advance, picture.h)
		under.draw(picture, 0, 0)
		under.fill(0, picture.h-e.underline, advance, e.underline)
		picture = under
	}
	e.line.add(mark{picture: picture, text: text}, advance)
}

// resident is the printer's own letter for a byte under the page and the country in force.
func (e *engine) resident(b byte) (*bitmap, string) {
	letter := e.model.Pages[e.page](b)
	if i := strings.IndexByte(countryCodes, b); i >= 0 {
		letter = []rune(countries[e.country])[i]
	}
	if spacing, ok := apart[letter]; ok {
		letter = spacing
	}
	if letter == '\uFFFD' || letter < ' ' {
		letter = '?'
	}
	return residentCell(e.font, letter), string(letter)
}

// apart: no printer composes the marks of page 1258; each stands in a cell of its own.
var apart = map[rune]rune{'\u0300': '`', '\u0301': '´', '\u0303': '~', '\u0309': '’', '\u0323': '.'}

func (e *engine) printMode(p []byte) error {
	n := p[0]
	e.font = int(n & 1)
	e.emphasised = n&0x08 != 0
	e.high = 1 + int(n>>4&1)
	e.wide = 1 + int(n>>5&1)
	e.underline = int(n >> 7)
	return nil
}

func (e *engine) size(p []byte) error {
	if p[0]&0x88 != 0 {
		return fmt.Errorf("size %02Xh: width and height are 0 to 7", p[0])
	}
	e.wide, e.high = int(p[0]>>4)+1, int(p[0]&7)+1
	return nil
}

func (e *engine) emphasise(p []byte) error { e.emphasised = p[0]&1 == 1; return nil }

func (e *engine) double(p []byte) error { e.doubled = p[0]&1 == 1; return nil }

func (e *engine) reverse(p []byte) error { e.reversed = p[0]&1 == 1; return nil }

func (e *engine) smooth([]byte) error { return nil } // a bitmap font shows no difference worth drawing

func (e *engine) spaceCharacters(p []byte) error { e.charSpacing = int(p[0]); return nil }

func (e *engine) turnOver(p []byte) error {
	err := e.startOfLine()
	if err == nil {
		e.upsideDown = p[0]&1 == 1
	}
	return err
}

func (e *engine) underlining(p []byte) error {
	n, err := choice(p[0], 0, 1, 2)
	if err == nil {
		e.underline = int(n)
	}
	return err
}

func (e *engine) selectFont(p []byte) error {
	n, err := choice(p[0], 0, 1)
	if err == nil {
		e.font = int(n)
	}
	return err
}

func (e *engine) selectCountry(p []byte) error {
	err := within("country", int(p[0]), 0, len(countries)-1)
	if err == nil {
		e.country = p[0]
	}
	return err
}

// selectPage keeps the page in force when the model lacks the one asked for, as a printer does: the text shows it.
func (e *engine) selectPage(p []byte) error {
	if _, ok := e.model.Pages[p[0]]; !ok {
		return fmt.Errorf("no code page %d: page %d stays", p[0], e.page)
	}
	e.page = p[0]
	return nil
}

func (e *engine) justify(p []byte) error {
	if err := e.startOfLine(); err != nil {
		return err
	}
	n, err := choice(p[0], 0, 1, 2)
	if err == nil {
		e.align = int(n)
	}
	return err
}

func (e *engine) spaceLines(p []byte) error { e.lineSpacing = int(p[0]); return nil }

func (e *engine) defaultLines([]byte) error { e.lineSpacing = defaultSpacing; return nil }

func (e *engine) lineFeed([]byte) error { e.newLine(); return nil }

func (e *engine) carriageReturn([]byte) error { return nil } // automatic line feed is off on a serial line

func (e *engine) feedDots(p []byte) error { e.feedLine(int(p[0])); return nil }

func (e *engine) feedLines(p []byte) error {
	e.feedLine(int(p[0]) * e.lineSpacing)
	return nil
}

func (e *engine) setTabs(p []byte) error {
	stops := make([]int, 0, len(p))
	for _, column := range p[:len(p)-1] {
		if len(stops) > 0 && int(column) <= stops[len(stops)-1] {
			return fmt.Errorf("tab %d stands left of the one before", column)
		}
		stops = append(stops, int(column))
	}
	e.tabs = stops
	return nil
}

func (e *engine) tab([]byte) error {
	cell := typefaces[e.font].w*e.wide + e.charSpacing
	for _, column := range e.tabs {
		if x := column * cell; x > e.line.cursor && x <= e.printable() {
			e.moveTo(x)
			return nil
		}
	}
	return errors.New("no tab stop is left on the line")
}

func (e *engine) moveTo(x int) {
	e.line.cursor = x
	e.line.end = max(e.line.end, x)
}

func (e *engine) moveAbsolute(p []byte) error {
	x := word(p)
	if x > e.printable() {
		return fmt.Errorf("position %d is right of the line's %d dots", x, e.printable())
	}
	e.moveTo(x)
	return nil
}

func (e *engine) moveRelative(p []byte) error {
	x := e.line.cursor + int(int16(word(p)))
	if x < 0 || x > e.printable() {
		return fmt.Errorf("position %d is outside the line's %d dots", x, e.printable())
	}
	e.moveTo(x)
	return nil
}

func (e *engine) setMargin(p []byte) error {
	if err := e.startOfLine(); err != nil {
		return err
	}
	if word(p) >= e.model.Dots {
		return fmt.Errorf("a margin of %d dots leaves nothing of %d", word(p), e.model.Dots)
	}
	e.margin = word(p)
	return nil
}

func (e *engine) setArea(p []byte) error {
	if err := e.startOfLine(); err != nil {
		return err
	}
	if err := within("width", word(p), 1, e.model.Dots); err != nil {
		return err
	}
	e.area = word(p)
	return nil
}
