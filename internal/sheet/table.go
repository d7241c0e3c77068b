package sheet

import (
	"fmt"
	"math"
)

// column is one column of a table. Neighbours with the same group stand under one heading.
type column struct {
	head  string
	group string
	width float64 // in parts of the whole
	align align
}

// cell is one place of a table.
type cell struct {
	spans []span
	align align
	// sign leaves room under the text for two hands: who gives and who takes.
	sign  bool
	names [2]string
}

const (
	padding    = 0.9
	signHeight = 17.0
)

// table sets rows under a heading that comes again on every sheet. A row stays whole where it fits a sheet at all.
type table struct {
	*page
	columns []column
	widths  []float64
	points  float64
	numbers bool // a row of column numbers under the heading, as registers have
}

func (p *page) table(points float64, columns ...column) *table {
	t := &table{page: p, columns: columns, points: points}
	sum := 0.0
	for _, c := range columns {
		sum += c.width
	}
	for _, c := range columns {
		t.widths = append(t.widths, c.width/sum*p.width())
	}
	return t
}

func (t *table) lineHeight() float64 { return t.points * mm * leading }

// set sets the heading and the rows.
func (t *table) set(rows [][]cell) {
	t.need(t.headHeight() + 3*t.lineHeight())
	t.head()
	t.repeat = t.head
	for _, row := range rows {
		t.row(row)
	}
	t.repeat = nil
	t.gap(1)
}

// head draws the heading on one level, or on two where columns stand in a group.
func (t *table) head() {
	groups, heads := t.headHeights()
	x := t.left
	for i := 0; i < len(t.columns); i++ {
		c := t.columns[i]
		if c.group == "" {
			t.heading(c.head, x, t.y, t.widths[i], groups+heads)
			x += t.widths[i]
			continue
		}
		from := x
		for j := i; j < len(t.columns) && t.columns[j].group == c.group; j++ {
			t.heading(t.columns[j].head, x, t.y+groups, t.widths[j], heads)
			x += t.widths[j]
			i = j
		}
		t.heading(c.group, from, t.y, x-from, groups)
	}
	t.y += groups + heads
	if t.numbers {
		t.numberRow()
	}
}

func (t *table) heading(text string, x, y, width, height float64) {
	t.box(x, y, width, height)
	lines := wrap([]span{{text, bold}}, t.points, width-2*padding)
	y += (height - float64(len(lines))*t.lineHeight()) / 2
	for _, l := range lines {
		t.place(l, t.points, x+padding, y, width-2*padding, centre, true)
		y += t.lineHeight()
	}
}

// headHeights are those of the row of groups, 0 without groups, and of the row below it.
func (t *table) headHeights() (groups, heads float64) {
	height := func(text string, width float64) float64 {
		return float64(len(wrap([]span{{text, bold}}, t.points, width-2*padding)))*t.lineHeight() + 2*padding
	}
	alone := 0.0
	for i, c := range t.columns {
		if c.group == "" {
			alone = math.Max(alone, height(c.head, t.widths[i]))
			continue
		}
		heads = math.Max(heads, height(c.head, t.widths[i]))
		groups = math.Max(groups, height(c.group, 2*t.widths[i]))
	}
	return groups, math.Max(heads, alone-groups)
}

func (t *table) headHeight() float64 {
	groups, heads := t.headHeights()
	if t.numbers {
		heads += t.lineHeight() + 2*padding
	}
	return groups + heads
}

func (t *table) numberRow() {
	x, height := t.left, t.lineHeight()+padding
	for i, w := range t.widths {
		t.box(x, t.y, w, height)
		t.single(span{fmt.Sprintf("(%d)", i+1), italic}, x, t.y+padding/2, w, t.points, centre)
		x += w
	}
	t.y += height
}

// row draws one row. One that is taller than a whole sheet goes on on the next.
func (t *table) row(cells []cell) {
	var content [][]line
	most, whole := 1, 0.0
	for i, c := range cells {
		lines := wrap(c.spans, t.points, t.widths[i]-2*padding)
		content = append(content, lines)
		most = max(most, len(lines))
		whole = math.Max(whole, t.height(len(lines), c))
	}
	if whole <= t.paper.size.height-top-bottom-t.headHeight() {
		t.need(whole)
		t.slice(cells, content, whole)
		return
	}
	for most > 0 {
		t.need(4 * t.lineHeight())
		n := max(1, int((t.room()-2*padding)/t.lineHeight()))
		var now [][]line
		for i, lines := range content {
			cut := min(n, len(lines))
			now, content[i] = append(now, lines[:cut]), lines[cut:]
		}
		t.slice(cells, now, t.height(min(n, most), cell{}))
		most -= n
	}
}

// height is what a cell needs for so many lines.
func (t *table) height(lines int, c cell) float64 {
	h := float64(lines)*t.lineHeight() + 2*padding
	if c.sign {
		h += signHeight
	}
	return h
}

// slice draws the lines of a row's cells, all of them as high.
func (t *table) slice(cells []cell, content [][]line, height float64) {
	x := t.left
	for i, lines := range content {
		t.box(x, t.y, t.widths[i], height)
		y := t.y + padding
		for _, l := range lines {
			t.place(l, t.points, x+padding, y, t.widths[i]-2*padding, cells[i].align, true)
			y += t.lineHeight()
		}
		if cells[i].sign {
			t.hands(x, y+padding, t.widths[i], t.y+height-y-padding, cells[i].names)
		}
		x += t.widths[i]
	}
	t.y += height
}

// box draws the edges of a cell as lines, so that neighbours' edges fall together to the last digit.
func (t *table) box(x, y, width, height float64) {
	for _, edge := range [][4]float64{{x, y, x + width, y}, {x, y + height, x + width, y + height}, {x, y, x, y + height}, {x + width, y, x + width, y + height}} {
		t.Line(edge[0], edge[1], edge[2], edge[3])
	}
}

// hands draws the two places to sign under a hand-over, with the names where they are known.
func (t *table) hands(x, y, width, height float64, names [2]string) {
	t.Line(x, y, x+width, y)
	t.Line(x+width/2, y, x+width/2, y+height)
	for i, who := range []string{"Người giao", "Người nhận"} {
		at := x + float64(i)*width/2
		t.single(span{who, plain}, at, y+padding/2, width/2, t.points, centre)
		t.single(span{"(Ký và ghi rõ họ tên)", italic}, at+padding, y+padding/2+t.lineHeight(), width/2-2*padding, t.points, centre)
		t.single(span{names[i], plain}, at+padding, y+height-t.lineHeight(), width/2-2*padding, t.points, centre)
	}
}
