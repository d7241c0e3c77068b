package simulator

import (
	"cmp"
	"slices"
	"strings"
)

// mark is one thing on a line: a character or a piece of a picture.
type mark struct {
	x       int
	picture *bitmap
	text    string // what a reader reads there, empty for pictures
}

// line is the print buffer: marks wait in it until something feeds the paper.
type line struct {
	marks  []mark
	cursor int // dots from the left margin
	end    int // right edge of what has been set
}

func (l *line) empty() bool { return len(l.marks) == 0 && l.cursor == 0 }

func (l *line) add(m mark, advance int) {
	m.x = l.cursor
	l.marks = append(l.marks, m)
	l.cursor += advance
	l.end = max(l.end, l.cursor)
}

func (l *line) height() int {
	high := 0
	for _, m := range l.marks {
		high = max(high, m.picture.h)
	}
	return high
}

// picture sets all marks with their feet on the last row.
func (l *line) picture() *bitmap {
	out := newBitmap(l.end, l.height())
	for _, m := range l.marks {
		out.draw(m.picture, m.x, out.h-m.picture.h)
	}
	return out
}

// text reads the line from left to right; a hole is as many blanks as cells of width dots go into it.
func (l *line) text(width int) string {
	marks := slices.Clone(l.marks)
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.x, b.x) })
	var out strings.Builder
	end := 0
	for _, m := range marks {
		if m.text == "" {
			continue
		}
		if hole := m.x - end; hole >= width/2 && end > 0 {
			out.WriteString(strings.Repeat(" ", max(1, hole/width)))
		}
		out.WriteString(m.text)
		end = m.x + m.picture.w
	}
	return strings.TrimRight(out.String(), " ")
}
