package sheet

import (
	"sync"
	"unicode"
	"unicode/utf8"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// letters draws a piece. Most of it is drawn at once; a mark that composes with no letter (ê̆, ơ̆, č̣ of the languages of the highlands) is
// drawn over or under its letter, as one with it.
func (p *page) letters(x, baseline float64, pc piece, points float64) {
	from, at := 0, x // where what is not drawn yet begins, in the text and on the paper
	var on stack
	for i, r := range pc.text {
		if !unicode.Is(unicode.Mn, r) {
			on = stack{base: r, style: pc.style, x: at + measure(pc.text[from:i], pc.style, points)}
			continue
		}
		p.run(at, baseline, pc.text[from:i])
		at += measure(pc.text[from:i], pc.style, points)
		from = i + utf8.RuneLen(r)
		p.over(&on, r, baseline, points*mm)
	}
	p.run(at, baseline, pc.text[from:])
}

func (p *page) run(x, baseline float64, text string) {
	if text != "" {
		p.Text(x, baseline, text)
	}
}

// stack is a letter and how far its marks reach, in parts of the size, upwards and downwards.
type stack struct {
	base      rune
	style     style
	x         float64
	high, low float64
}

// over draws a mark at a letter, beyond the marks that the letter has.
func (p *page) over(on *stack, mark rune, baseline, em float64) {
	letter := extent(on.style, on.base)
	if mark == stroke {
		p.through(*on, letter, baseline, em)
		return
	}
	ink := extent(on.style, mark)
	x := on.x + ((letter.left+letter.right)-(ink.left+ink.right))/2*em
	y := baseline
	const air = 0.03
	switch norm.NFC.PropertiesString(string(mark)).CCC() {
	case 220: // below
		on.low = max(on.low, letter.bottom)
		y += max(0, on.low+air-ink.top) * em
		on.low = max(on.low, ink.bottom) + air
	default:
		on.high = max(on.high, -letter.top)
		lift := max(0, on.high+air+ink.bottom)
		y -= lift * em
		on.high = lift - ink.top
	}
	p.Text(x, y, string(mark))
}

// through draws the short line through a letter's stem.
func (p *page) through(on stack, letter edges, baseline, em float64) {
	y := baseline + letter.top*0.78*em
	p.Line(on.x+(letter.left-0.04)*em, y, on.x+(letter.left+0.30)*em, y)
}

// edges are how far a letter's ink reaches from its origin, downwards and to the right, in parts of its size.
type edges struct{ left, top, right, bottom float64 }

type inked struct {
	style style
	r     rune
}

var measured sync.Map // inked → edges

func extent(s style, r rune) edges {
	if known, ok := measured.Load(inked{s, r}); ok {
		return known.(edges)
	}
	const em = 1000
	var buffer sfnt.Buffer
	font := fonts()[s]
	glyph, err := font.GlyphIndex(&buffer, r)
	if err != nil {
		return edges{}
	}
	b, _, err := font.GlyphBounds(&buffer, glyph, fixed.I(em), xfont.HintingNone)
	if err != nil {
		return edges{}
	}
	part := func(v fixed.Int26_6) float64 { return float64(v) / 64 / em }
	e := edges{part(b.Min.X), part(b.Min.Y), part(b.Max.X), part(b.Max.Y)}
	measured.Store(inked{s, r}, e)
	return e
}
