package simulator

import (
	"errors"
	"fmt"
)

// settings is what ESC @ and a loss of power put back.
type settings struct {
	page        byte
	country     byte
	font        int // 0 is font A, 1 is font B
	wide, high  int
	emphasised  bool
	doubled     bool
	underline   int // dots
	reversed    bool
	upsideDown  bool
	align       int // 0 left, 1 centre, 2 right
	lineSpacing int
	charSpacing int
	tabs        []int // in characters
	margin      int
	area        int // width of the printable area
	bars        barSettings
	qr          qrSettings
	stored      *bitmap // graphic of fn 112, waiting for fn 50
	downloaded  bool    // ESC %
	chinese     bool    // FS &
	lead        byte    // first half of a Chinese character
	asb         byte    // GS a
}

const defaultSpacing = 30 // dots, 3.75 mm

func defaults(m Model) settings {
	return settings{wide: 1, high: 1, lineSpacing: defaultSpacing, tabs: everyEighth(), area: m.Dots,
		chinese: m.Chinese,
		bars:    barSettings{height: 162, module: 3}, qr: qrSettings{size: 3, level: 48}}
}

func everyEighth() []int {
	tabs := make([]int, 0, 32)
	for column := 8; column <= 255; column += 8 {
		tabs = append(tabs, column)
	}
	return tabs
}

// engine is the printer behind its receive buffer: it carries commands out, one after the other.
type engine struct {
	model Model
	settings
	glyphs   [2]map[byte]glyph // ESC &, one set a font
	nv       nvMemory
	line     line
	paper    paper
	oracle   map[string]rune
	drawer   int         // pulses sent to the cash drawer
	keys     []string    // listed but not yet acknowledged, block by block
	sensor   func() byte // paper sensors as GS r 1 sends them
	answer   func(...byte)
	jammed   func() bool // asked as the knife falls
	announce func()      // sends the automatic status
}

// initialise is ESC @: the print buffer, the settings and the downloaded characters go; NV memory stays.
func (e *engine) initialise() {
	e.settings = defaults(e.model)
	e.glyphs = [2]map[byte]glyph{{}, {}}
	e.line = line{}
	e.keys = nil
}

// newLine prints the line buffer and feeds by the line spacing, or by more when the letters are taller.
func (e *engine) newLine() { e.feedLine(e.lineSpacing) }

func (e *engine) feedLine(dots int) {
	l := e.line
	e.line = line{}
	if len(l.marks) == 0 {
		e.advance(dots)
		return
	}
	picture := l.picture()
	if e.upsideDown {
		picture = picture.upsideDown()
	}
	e.paper.remark(noteText, l.text(typefaces[e.font].w))
	e.paper.print(picture, e.placed(picture.w))
	e.advance(max(0, dots-picture.h))
}

// advance feeds blank paper. On a printer without a knife a slip ends when the clerk can tear it off.
func (e *engine) advance(dots int) {
	e.paper.feed(dots)
	if !e.model.Cutter && e.paper.inked() && e.paper.strip.h-e.paper.lastInk >= e.model.KnifeGap {
		e.paper.cut()
	}
}

// placed is the column where something w dots wide begins under the alignment in force.
func (e *engine) placed(w int) int {
	room := max(0, e.printable()-w)
	return e.margin + room*e.align/2
}

func (e *engine) printable() int { return min(e.area, e.model.Dots-e.margin) }

// graphic prints a picture that stands alone on its rows.
func (e *engine) graphic(picture *bitmap) error {
	if !e.line.empty() {
		return errMidLine
	}
	if e.upsideDown {
		picture = picture.upsideDown()
	}
	var err error
	if picture.w > e.printable() {
		err = fmt.Errorf("%d dots are wider than the %d of the line: the rest is lost", picture.w, e.printable())
		picture = picture.leftmost(e.printable())
	}
	e.paper.print(picture, e.placed(picture.w))
	return err
}

var errMidLine = errors.New("the line buffer is not empty")

// startOfLine refuses a command that counts only at the beginning of a line.
func (e *engine) startOfLine() error {
	if e.line.empty() {
		return nil
	}
	return errMidLine
}

func within(name string, n, low, high int) error {
	if n < low || n > high {
		return fmt.Errorf("%s = %d is not in %d to %d", name, n, low, high)
	}
	return nil
}

// choice maps the forms of a parameter, 0 and '0' alike, onto one number.
func choice(n byte, values ...byte) (byte, error) {
	for _, v := range values {
		if n == v || n == v+'0' {
			return v, nil
		}
	}
	return 0, fmt.Errorf("parameter %d is not one of %v or their digits", n, values)
}

func word(p []byte) int { return int(p[0]) | int(p[1])<<8 }
