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
	least float32 // type; 0: smallestType
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

// table is a list of lines, as many as its box is high. The line of the cursor is among them until the wheel goes elsewhere.
type table struct {
	box    *fyne.Container
	list   *fyne.Container
	height float32 // of a line
	lines  []*tableLine
	thumb  *canvas.Rectangle // where in a list that is longer than the box one is
	spot   *spot
	tapped func(row, column int)

	leftHalf bool // of its column was clicked last

	rows          []tableRow // drawn last, with their cursor
	cursor, first int
}

func newTable(height float32, most int, icons bool, columns ...column) *table {
	t := &table{height: height, thumb: canvas.NewRectangle(ui.Color(ui.Edge)), cursor: -1}
	var parts []ui.Part
	for range most {
		l := newTableLine(icons, columns)
		t.lines = append(t.lines, l)
		parts = append(parts, ui.Fixed(height, l.box))
	}
	t.list = ui.Column(0, parts...)
	t.thumb.CornerRadius = 3
	t.spot = newSpot(nil, t.scroll)
	t.box = besideThumb(container.NewStack(t.list, t.spot), container.NewWithoutLayout(t.thumb))
	return t
}

// besideThumb keeps room at the edge of a list for its thumb, and over it for what stands in line with it.
func besideThumb(list, thumb fyne.CanvasObject) *fyne.Container {
	return ui.Row(2, ui.Share(1, list), ui.Fixed(thumbWide, thumb))
}

// onTap has a click tell which row and column it met.
func (t *table) onTap(tapped func(row, column int)) *table {
	t.tapped = tapped
	t.spot.tap = t.tap
	return t
}

// room is how many lines the box holds.
func (t *table) room() int { return min(len(t.lines), int(t.list.Size().Height/t.height)) }

// draw shows rows; cursor is the marked one, -1 for none.
func (t *table) draw(rows []tableRow, cursor int) {
	if cursor != t.cursor || len(rows) != len(t.rows) {
		t.first = cursor - t.room()/2
	}
	t.rows, t.cursor = rows, cursor
	t.show()
}

// show draws the lines from the first one on.
func (t *table) show() {
	room := t.room()
	t.first = max(0, min(t.first, len(t.rows)-room))
	shown := max(0, min(room, len(t.rows)-t.first))
	for i, row := range t.rows[t.first : t.first+shown] {
		t.lines[i].draw(row, t.first+i == t.cursor)
	}
	showFirst(t.list, shown)
	t.drawThumb(room)
}

// thumbWide is how wide the thumb at a list's edge is.
const thumbWide = 6

func (t *table) drawThumb(room int) {
	shown(t.thumb, room > 0 && room < len(t.rows))
	if box := t.list.Size(); t.thumb.Visible() {
		all := float32(len(t.rows))
		t.thumb.Move(fyne.NewPos(0, box.Height*float32(t.first)/all))
		t.thumb.Resize(fyne.NewSize(thumbWide, box.Height*float32(room)/all))
	}
}

// scroll goes down the list, or up, without its cursor.
func (t *table) scroll(lines int) {
	t.first += lines
	t.show()
}

// cutOff is what the marked row says in those columns of which not all is seen.
func (t *table) cutOff() string {
	line := t.cursor - t.first
	if t.cursor < 0 || line < 0 || line >= len(t.lines) || t.cursor >= len(t.rows) {
		return ""
	}
	var texts []string
	for i, cell := range t.lines[line].cells {
		if cell.IsCut() {
			texts = append(texts, t.rows[t.cursor].cells[i])
		}
	}
	return joined(" · ", texts...)
}

// tap tells which row and column lie at a place.
func (t *table) tap(at fyne.Position) {
	line := int(at.Y / t.height)
	if row := t.first + line; line < t.room() && row < len(t.rows) {
		column := t.lines[line].columnAt(at.X)
		box := t.lines[line].boxes[column]
		t.leftHalf = at.X < box.Position().X+box.Size().Width/2
		t.tapped(row, column)
	}
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
	boxes       []*fyne.Container // of the cells
}

// columnAt is the column at a place across the line, from 0.
func (l *tableLine) columnAt(x float32) (column int) {
	for i, box := range l.boxes {
		if x >= box.Position().X {
			column = i
		}
	}
	return column
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
		cell.Least, cell.Cut = max(c.least, smallestType), true
		l.cells, l.marks = append(l.cells, cell), append(l.marks, mark)
		l.boxes = append(l.boxes, container.NewStack(mark, ui.Pad(2, cell)))
		parts = append(parts, ui.Share(c.share, l.boxes[len(l.boxes)-1]))
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
