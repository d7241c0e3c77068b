package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Section is items to read, numbered from First, under a title where there is one.
type Section struct {
	Title string
	First int
	Items []string
}

// NewList sets items under each other, numbered from first, all in the same type: as large as the box allows up to a size in pixels.
func NewList(first int, items []string, size float32) *fyne.Container {
	return NewSections(size, Section{First: first, Items: items})
}

// NewSections sets sections under each other, all in the same type: as large as the box allows up to a size in pixels.
func NewSections(size float32, sections ...Section) *fyne.Container {
	l := &listLayout{size: size}
	list := container.New(l)
	add := func(mark string, text *Text, heads bool) {
		row := listRow{mark: Title(mark, size, Crest), text: text, heads: heads}
		row.mark.Align, row.text.Align = fyne.TextAlignLeading, fyne.TextAlignLeading
		row.mark.Rise, row.text.Rise = 0, 0
		row.mark.ruled, row.text.ruled = true, true
		l.rows = append(l.rows, row)
		list.Add(row.mark)
		list.Add(row.text)
	}
	for _, s := range sections {
		if s.Title != "" {
			add("", Title(s.Title, size, Ink), true)
		}
		for i, item := range s.Items {
			add(fmt.Sprintf("%d.", s.First+i), NewText(item, size), false)
		}
	}
	return list
}

type listLayout struct {
	size float32
	rows []listRow
}

// listRow is an item behind its number, or a title, which begins where the numbers do.
type listRow struct {
	mark, text *Text
	heads      bool
}

// between is the room between two items, in parts of their type; a title is so much larger, and has so much more room over it.
const (
	between = 0.45
	heading = 1.12
	over    = 0.3
)

// Layout finds the type in which all items have their place.
func (l *listLayout) Layout(_ []fyne.CanvasObject, box fyne.Size) {
	size, least := max(l.size, readType()), min(l.size, leastType())
	for ; size > least; size = smaller(size, least, readType()) {
		if l.tall(size, box) <= box.Height {
			break
		}
	}
	l.tall(size, box)
	var y float32
	for i, row := range l.rows {
		if row.heads && i > 0 {
			y += size * over
		}
		indent := l.indent(row, size)
		high, _ := row.text.Tall(fyne.NewSize(box.Width-indent, box.Height))
		high = max(0, min(high, box.Height-y))
		put(row.mark, fyne.NewPos(0, y), fyne.NewSize(indent, high))
		put(row.text, fyne.NewPos(indent, y), fyne.NewSize(box.Width-indent, high))
		y += high + size*between
	}
}

// indent returns where a row's words begin: all items' behind the widest number.
func (l *listLayout) indent(of listRow, size float32) (indent float32) {
	if of.heads {
		return 0
	}
	for _, row := range l.rows {
		if !row.heads {
			indent = max(indent, row.mark.measure(row.mark.words+" ", size*worn().scale()).Width)
		}
	}
	return indent
}

// tall returns how high all items stand in a type.
func (l *listLayout) tall(size float32, box fyne.Size) (sum float32) {
	for i, row := range l.rows {
		row.text.Type, row.mark.Type = size, size
		if row.heads {
			row.text.Type = size * heading
			if i > 0 {
				sum += size * over
			}
		}
		high, _ := row.text.Tall(fyne.NewSize(box.Width-l.indent(row, size), 1e6))
		sum += high + size*between
	}
	return sum - size*between
}

func (l *listLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
