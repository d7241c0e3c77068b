package simulator

import "strings"

// unread stands for a picture of a letter that nobody has taught the printer.
const unread = '▒'

// trimColumns cuts the blank columns on the right off.
func trimColumns(columns string) string {
	ink := len(strings.TrimRight(columns, "\x00"))
	return columns[:min(len(columns), (ink+2)/3*3)]
}

// read tells which letter these columns of three bytes show.
func (e *engine) read(columns string) rune {
	columns = trimColumns(columns)
	if columns == "" {
		return ' '
	}
	if letter, ok := e.oracle[columns]; ok {
		return letter
	}
	return unread
}

// readInline reads a picture of ESC *. One as narrow as two letters is taken for letters, known or not.
func (e *engine) readInline(p *bitmap) string {
	if text := e.readPicture(p); text != "" || p.blank() {
		return text
	}
	if letters := (p.w + 11) / 12; letters <= 2 {
		return strings.Repeat(string(unread), letters)
	}
	return ""
}

// readPicture reads a picture that is nothing but known letters side by side in their cells, all enlarged alike, the blank rows
// above and below perhaps not sent. Any other picture reads as nothing.
func (e *engine) readPicture(p *bitmap) string {
	const largest = 8
	if len(e.oracle) == 0 || p.h > 24*largest || p.blank() {
		return ""
	}
	for i := range largest * largest {
		wide, high := 1+i%largest, 1+i/largest
		if small := p.reduced(wide, high); small != nil && small.h <= 24 {
			if text := e.readRow(small); text != "" {
				return text
			}
		}
	}
	return ""
}

func (e *engine) readRow(p *bitmap) string {
	for top := range 24 - p.h + 1 {
		columns := p.columns(top)
		for _, t := range typefaces {
			if text, ok := e.readCells(columns, 3*t.w); ok {
				return text
			}
		}
	}
	return ""
}

func (e *engine) readCells(columns string, size int) (text string, all bool) {
	var out strings.Builder
	for from := 0; from < len(columns); from += size {
		letter := e.read(columns[from:min(len(columns), from+size)])
		if letter == unread {
			return "", false
		}
		out.WriteRune(letter)
	}
	return strings.TrimRight(out.String(), " "), true
}

// columns is the picture as ESC * 33 would send it, top blank rows above it in its 24.
func (b *bitmap) columns(top int) string {
	out := make([]byte, 3*b.w)
	for i := range b.w * b.h {
		if x, y := i%b.w, i/b.w; b.at(x, y) {
			out[3*x+(top+y)/8] |= 0x80 >> ((top + y) % 8)
		}
	}
	return string(out)
}

// reduced is the picture that was enlarged to b, or nil if b is not an enlargement by that much.
func (b *bitmap) reduced(wide, high int) *bitmap {
	if b.h%high != 0 {
		return nil
	}
	for i := range b.w * b.h {
		if x, y := i%b.w, i/b.w; b.at(x, y) != b.at(x-x%wide, y-y%high) {
			return nil
		}
	}
	return b.mapped((b.w+wide-1)/wide, b.h/high, func(x, y int) (int, int) { return x * wide, y * high })
}
