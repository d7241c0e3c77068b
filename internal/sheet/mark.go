package sheet

import (
	"strings"
	"unicode/utf8"

	"github.com/boombuler/barcode/qr"
)

// marked sets a piece that has a mark at byte i: what is before it, the mark, and then the rest.
func (p *page) marked(x, baseline float64, pc piece, points float64, i int) {
	before := pc
	before.text = pc.text[:i]
	p.piece(x, baseline, before, points)
	x += measure(before.text, pc.style, points)
	mark, size := utf8.DecodeRuneInString(pc.text[i:])
	p.mark(mark, x, baseline, points*mm)
	pc.text = pc.text[i+size:]
	p.piece(x+points*mm, baseline, pc, points)
}

// mark draws a box, a tick, or a ticked box, in a square of em by em that stands on the baseline.
func (p *page) mark(mark rune, x, baseline, em float64) {
	side := em * 0.78
	if strings.ContainsRune("☐☑", mark) {
		p.Rect(x+em*0.05, baseline-side, side, side, "D")
	}
	if mark == '☐' {
		return
	}
	p.SetLineWidth(2 * thin)
	p.Line(x+em*0.2, baseline-side*0.5, x+em*0.4, baseline-side*0.18)
	p.Line(x+em*0.4, baseline-side*0.18, x+em*0.72, baseline-side*0.85)
	p.SetLineWidth(thin)
}

// qr draws a QR code with its upper left corner at x, y, without the quiet zone: the paper around it is white.
// A link too long for a code is left out. Below it stands what it is for.
func (p *page) qr(link string, x, y, side float64) {
	if _, trial := p.ink.(dry); trial || link == "" {
		return // making a code takes longer than laying out the form
	}
	code, err := qr.Encode(link, qr.M, qr.Unicode)
	if err != nil {
		return
	}
	n := code.Bounds().Dx()
	module := side / float64(n)
	for row := range n {
		for col := 0; col < n; col++ {
			from := col
			for col < n && dark(code.At(col, row)) {
				col++
			}
			if col > from {
				p.Rect(x+float64(from)*module, y+float64(row)*module, float64(col-from)*module, module, "F")
			}
		}
	}
	p.single(span{"Quét mã để tra cứu", italic}, x-3, y+side+0.5, side+6, 6, centre)
}

func dark(c interface{ RGBA() (r, g, b, a uint32) }) bool {
	r, _, _, _ := c.RGBA()
	return r == 0
}
