package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
)

// column is how one column of a table is set.
type column struct {
	share float32
	size  float32
	bold  bool
	align fyne.TextAlign
}

// tableRow is what one line of a table shows.
type tableRow struct {
	cells  []string
	bar    fyne.ThemeColorName // at its left edge; empty for none
	ground fyne.ThemeColorName // empty: the table's own
	ink    fyne.ThemeColorName // empty: Ink
	icon   fyne.Resource       // before the cells
	at     int                 // the column that + and - work on, from 1; 0: none
}

// table is a list of lines, as many as its box is high; the line of the cursor is always among them.
type table struct {
	box    *fyne.Container
	height float32 // of a line
	lines  []*tableLine
}

func newTable(height float32, most int, icons bool, columns ...column) *table {
	t := &table{height: height}
	var parts []ui.Part
	for range most {
		l := newTableLine(icons, columns)
		t.lines = append(t.lines, l)
		parts = append(parts, ui.Fixed(height, l.box))
	}
	t.box = ui.Column(0, parts...)
	return t
}

// draw shows rows; cursor is the marked one, -1 for none.
func (t *table) draw(rows []tableRow, cursor int) {
	room := min(len(t.lines), int(t.box.Size().Height/t.height))
	first := max(0, min(cursor-room/2, len(rows)-room))
	shown := max(0, min(room, len(rows)-first))
	for i, row := range rows[first : first+shown] {
		t.lines[i].draw(row, first+i == cursor)
	}
	showFirst(t.box, shown)
}

// showFirst leaves the first n rows of a list visible, and gives them their places.
func showFirst(list *fyne.Container, n int) {
	changed := false
	for i, row := range list.Objects {
		if row.Visible() == (i < n) {
			continue
		}
		changed = true
		if i < n {
			row.Show()
		} else {
			row.Hide()
		}
	}
	if changed {
		list.Refresh()
	}
}

// tableLine is one line of a table.
type tableLine struct {
	box         *fyne.Container
	ground, bar *canvas.Rectangle
	marks       []*canvas.Rectangle // under each cell
	icon        *canvas.Image
	cells       []*ui.Text
}

func newTableLine(icons bool, columns []column) *tableLine {
	l := &tableLine{ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), icon: ui.Picture(nil)}
	l.ground.CornerRadius, l.ground.StrokeWidth = 8, 2
	parts := []ui.Part{ui.Fixed(6, l.bar)}
	if icons {
		parts = append(parts, ui.Fixed(30, l.icon))
	}
	for _, c := range columns {
		cell, mark := plain("", c.size), canvas.NewRectangle(nil)
		cell.Bold, cell.Align, mark.CornerRadius = c.bold, c.align, 6
		l.cells, l.marks = append(l.cells, cell), append(l.marks, mark)
		parts = append(parts, ui.Share(c.share, container.NewStack(mark, ui.Pad(2, cell))))
	}
	l.box = ui.Pad(1, container.NewStack(l.ground, ui.Pad(3, ui.Row(10, parts...)))) // edges keep clear of the next line's ground
	return l
}

func (l *tableLine) draw(row tableRow, marked bool) {
	edge, ground := row.ground, row.ground
	if ground == "" {
		edge, ground = ui.Card, ui.Card
	}
	if marked {
		edge = ui.Crest
	}
	if c := ui.Color(edge); l.ground.StrokeColor != c {
		l.ground.StrokeColor = c
		l.ground.Refresh()
	}
	fill(l.ground, ground)
	if row.bar == "" {
		row.bar = ground
	}
	fill(l.bar, row.bar)
	if l.icon.Resource != row.icon {
		l.icon.Resource = row.icon
		l.icon.Refresh()
	}
	for i, cell := range l.cells {
		ink, under := row.ink, ground
		if ink == "" {
			ink = ui.Ink
		}
		if marked && row.at == i+1 {
			under = ui.Notice
		}
		fill(l.marks[i], under)
		cell.Paint(ink)
		cell.Say(row.cells[i])
	}
}
