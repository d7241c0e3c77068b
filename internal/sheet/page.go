package sheet

import (
	"fmt"
	"math"
	"strings"
)

const (
	top    = 10.0 // margins in millimetres
	bottom = 12.0
	thin   = 0.2 // of lines
)

// page is the sheet being set; y is how far down it is. Its methods move y on and begin a new sheet where one is full.
type page struct {
	ink
	paper       paper
	left, right float64
	y           float64

	lengths []int // pages of each part, as an earlier pass counted them
	counted []int // as this one does
	face    style
	size    float64 // 0: none is chosen on this sheet
	repeat  func()  // drawn again at the top of a new sheet, in the middle of a table
	start   float64 // y below what was repeated: where the sheet is still fresh
}

func (p *page) width() float64 { return p.right - p.left }

// part begins a part of the document that is numbered by itself: a copy (liên).
func (p *page) part() {
	p.close()
	p.counted = append(p.counted, 0)
	p.sheet()
}

// sheet begins a new sheet of the part.
func (p *page) sheet() {
	p.counted[len(p.counted)-1]++
	p.AddPage()
	p.SetLineWidth(thin)
	p.size, p.y, p.start = 0, top, top
}

// close sets the foot of the sheet, if there is one.
func (p *page) close() {
	if len(p.counted) == 0 {
		return
	}
	y, number, part := p.paper.size.height-bottom+3, "", len(p.counted)-1
	if p.lengths != nil && p.lengths[part] > 1 {
		number = fmt.Sprintf("Trang %d/%d", p.counted[part], p.lengths[part])
	}
	const points = 7
	width := p.width() - measure(number, plain, points) - 4
	p.single(span{p.paper.foot, italic}, p.left, y, width, points, left)
	p.single(span{number, plain}, p.left, y, p.width(), points, right)
}

// single sets text on one line at y, smaller than points where it would be too wide, and cut where that is not enough.
func (p *page) single(s span, x, y, width, points float64, a align) {
	text := []rune(clean(s.text))
	points = fit(string(text), s.style, points, width)
	for len(text) > 1 && measure(string(text), s.style, points) > width {
		text = append(text[:max(0, len(text)*9/10-1)], '…')
	}
	p.place(line{{span{string(text), s.style}, measure(string(text), s.style, points)}}, points, x, y, width, a, true)
}

// room is the height left on the sheet.
func (p *page) room() float64 { return p.paper.size.height - bottom - p.y }

// need begins a new sheet when less than this height is left.
func (p *page) need(height float64) {
	if p.room() >= height || p.y <= p.start {
		return
	}
	p.close()
	p.sheet()
	if p.repeat != nil {
		p.repeat()
		p.start = p.y
	}
}

func (p *page) gap(height float64) { p.y += height }

func (p *page) use(s style, points float64) {
	if p.face != s || p.size != points {
		p.SetFont(family, weights[s], points)
		p.face, p.size = s, points
	}
}

// draw sets a line whose top is y. Justified lines are stretched to width at their spaces.
func (p *page) draw(x, y float64, l line, points float64, justified bool, width float64) {
	slack := width - l.width()
	if len(l) > 0 && l[0].text == "" { // an indent
		x, l = x+l[0].width, l[1:]
	}
	if spaces := l.spaces(); justified && spaces > 0 && slack/float64(spaces) < points*mm*mostStretch {
		p.stretched(x, y, l, points, slack/float64(spaces))
		return
	}
	for _, piece := range l.joined() {
		p.piece(x, baseline(y, points), piece, points)
		x += piece.width
	}
}

// stretched sets each word of a line by itself, its space this much wider.
func (p *page) stretched(x, y float64, l line, points, more float64) {
	for i, piece := range l {
		if i > 0 && strings.HasPrefix(piece.text, " ") {
			x += more
		}
		p.piece(x, baseline(y, points), piece, points)
		x += piece.width
	}
}

// mostStretch is how much wider a justified line's spaces may be, in parts of its size: before a long code it had better end early.
const mostStretch = 0.5

func baseline(top, points float64) float64 { return top + points*mm*0.93 }

func (p *page) piece(x, baseline float64, piece piece, points float64) {
	if i := strings.IndexAny(piece.text, marks); i >= 0 {
		p.marked(x, baseline, piece, points, i)
		return
	}
	if piece.text == "" {
		return
	}
	p.use(piece.style, points)
	p.letters(x, baseline, piece, points)
}

// align places lines.
type align uint8

const (
	left align = iota
	centre
	right
	justify
)

// lines sets lines in a column, from sheet to sheet.
func (p *page) lines(ls []line, points, x, width float64, a align) {
	for i, l := range ls {
		p.need(points * mm * leading)
		p.place(l, points, x, p.y, width, a, i == len(ls)-1)
		p.y += points * mm * leading
	}
}

func (p *page) place(l line, points, x, y, width float64, a align, last bool) {
	slack := math.Max(0, width-l.width())
	switch a {
	case centre:
		x += slack / 2
	case right:
		x += slack
	}
	p.draw(x, y, l, points, a == justify && !last, width)
}

// text sets a paragraph in the body's size.
func (p *page) text(a align, spans ...span) {
	p.lines(wrap(spans, p.paper.points, p.width()), p.paper.points, p.left, p.width(), a)
	p.gap(between)
}

// letter sets a paragraph of a letter, its first line indented.
func (p *page) letter(spans ...span) {
	p.lines(wrapFrom(8, spans, p.paper.points, p.width()), p.paper.points, p.left, p.width(), justify)
	p.gap(2 * between)
}

// between is the gap below a paragraph.
const between = 0.5

// title sets a heading that never breaks its words over the edge.
func (p *page) title(points float64, text string) {
	for _, part := range strings.Split(text, "\n") {
		p.lines(wrap([]span{{part, bold}}, points, p.width()), points, p.left, p.width(), centre)
	}
}

// leastNote is the smallest type of notes.
const leastNote = 7.5

// small sets a note.
func (p *page) small(a align, spans ...span) {
	points := math.Max(p.paper.points-2, math.Min(p.paper.points, leastNote))
	p.lines(wrap(spans, points, p.width()), points, p.left, p.width(), a)
}

// field sets "Label: value"; without a value, dots to write on.
func (p *page) field(label, value string) { p.fieldOf(label, span{value, plain}) }

// strong is a field whose value is bold.
func (p *page) strong(label, value string) { p.fieldOf(label, span{value, bold}) }

func (p *page) fieldOf(label string, value span) {
	p.lines(p.labelled(label, value, p.width()), p.paper.points, p.left, p.width(), left)
	p.gap(between)
}

func (p *page) labelled(label string, value span, width float64) []line {
	if label != "" {
		label += ": "
	}
	if strings.TrimSpace(value.text) == "" {
		value = span{dots(width-measure(clean(label), plain, p.paper.points)-1, p.paper.points), plain}
	}
	return wrap([]span{{label, plain}, value}, p.paper.points, width)
}

// pair sets two fields side by side.
func (p *page) pair(label, value, label2, value2 string) {
	points, half := p.paper.points, p.width()/2
	one, other := p.labelled(label, span{value, plain}, half-2), p.labelled(label2, span{value2, plain}, half)
	for i := range max(len(one), len(other)) {
		p.need(points * mm * leading)
		if i < len(one) {
			p.place(one[i], points, p.left, p.y, half, left, true)
		}
		if i < len(other) {
			p.place(other[i], points, p.left+half, p.y, half, left, true)
		}
		p.gap(points * mm * leading)
	}
	p.gap(between)
}

// dots to write on.
func dots(width, points float64) string {
	n := int(width / measure(".", plain, points))
	return strings.Repeat(".", max(0, n))
}

// fit is the largest size up to points in which text takes one line of a width.
func fit(text string, s style, points, width float64) float64 {
	for points > 5 && measure(text, s, points) > width {
		points -= 0.25
	}
	return points
}

// signature is one hand under a form.
type signature struct {
	title, note, name string
}

// signatures sets hands side by side with a gap between them, never on two sheets.
func (p *page) signatures(gap float64, hands ...signature) {
	const space = 12 // to sign and stamp in
	points := p.paper.points
	width := (p.width() - gap*float64(len(hands)-1)) / float64(len(hands))
	line := points * mm * leading
	p.need(space + 3*line)
	titles, notes := points, points-1
	for _, h := range hands { // all hands in one size
		titles, notes = min(titles, fit(h.title, bold, titles, width)), min(notes, fit(h.note, italic, notes, width))
	}
	for i, h := range hands {
		x := p.left + float64(i)*(width+gap)
		p.single(span{h.title, bold}, x, p.y, width, titles, centre)
		p.single(span{h.note, italic}, x, p.y+line, width, notes, centre)
		p.single(span{h.name, bold}, x, p.y+2*line+space, width, points, centre)
	}
	p.gap(3*line + space)
}
