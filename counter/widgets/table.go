package widgets

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
)

// Column is how one column of a table is set.
type Column struct {
	Share float32
	Size  float32
	Bold  bool
	Align fyne.TextAlign
	Least float32 // type; 0: smallestType
}

// TableRow is what one line of a table shows.
type TableRow struct {
	Cells  []string
	Bar    fyne.ThemeColorName // at its left edge; empty for none
	Ground fyne.ThemeColorName // empty: the table's own
	Ink    fyne.ThemeColorName // empty: Ink
	Icon   fyne.Resource       // before the cells
	At     int                 // the column that + and - work on, from 1; 0: none
}

// Table is a list of lines, as many as its box is high. The line of the cursor is among them until the wheel goes elsewhere.
type Table struct {
	Box    *fyne.Container
	List   *fyne.Container
	Height float32 // of a line
	Lines  []*TableLine
	Thumb  *canvas.Rectangle // where in a list that is longer than the box one is
	Spot   *TapArea
	tapped func(row, column int)

	LeftHalf bool // of its column was clicked last

	Rows          []TableRow // drawn last, with their cursor
	cursor, first int
}

// NewTable returns a table of lines of a height, of which most are seen at once; icons keeps room for one before the cells.
func NewTable(height float32, most int, icons bool, columns ...Column) *Table {
	t := &Table{Height: height, Thumb: canvas.NewRectangle(ui.Color(ui.Edge)), cursor: -1}
	var parts []ui.Part
	for range most {
		l := NewTableLine(icons, columns)
		t.Lines = append(t.Lines, l)
		parts = append(parts, ui.Fixed(height, l.Box))
	}
	t.List = ui.Column(0, parts...)
	t.Thumb.CornerRadius = 3
	t.Spot = NewTapArea(nil, t.scroll)
	t.Box = BesideThumb(container.NewStack(t.List, t.Spot), container.NewWithoutLayout(t.Thumb))
	return t
}

// BesideThumb keeps room at the edge of a list for its thumb, and over it for what stands in line with it.
func BesideThumb(list, thumb fyne.CanvasObject) *fyne.Container {
	return ui.Row(2, ui.Share(1, list), ui.Fixed(thumbWide, thumb))
}

// OnTap has a click tell which row and column it met.
func (t *Table) OnTap(tapped func(row, column int)) *Table {
	t.tapped = tapped
	t.Spot.Tap = t.tap
	return t
}

// room returns how many lines the box holds.
func (t *Table) room() int { return min(len(t.Lines), int(t.List.Size().Height/t.Height)) }

// Draw shows rows; cursor is the marked one, -1 for none.
func (t *Table) Draw(rows []TableRow, cursor int) {
	if cursor != t.cursor || len(rows) != len(t.Rows) {
		t.first = cursor - t.room()/2
	}
	t.Rows, t.cursor = rows, cursor
	t.show()
}

// show draws the lines from the first one on.
func (t *Table) show() {
	room := t.room()
	t.first = max(0, min(t.first, len(t.Rows)-room))
	shown := max(0, min(room, len(t.Rows)-t.first))
	for i, row := range t.Rows[t.first : t.first+shown] {
		t.Lines[i].Draw(row, t.first+i == t.cursor)
	}
	ShowFirst(t.List, shown)
	t.drawThumb(room)
}

// thumbWide is how wide the thumb at a list's edge is.
const thumbWide = 6

func (t *Table) drawThumb(room int) {
	SetVisible(t.Thumb, room > 0 && room < len(t.Rows))
	if box := t.List.Size(); t.Thumb.Visible() {
		all := float32(len(t.Rows))
		t.Thumb.Move(fyne.NewPos(0, box.Height*float32(t.first)/all))
		t.Thumb.Resize(fyne.NewSize(thumbWide, box.Height*float32(room)/all))
	}
}

// scroll goes down the list, or up, without its cursor.
func (t *Table) scroll(lines int) {
	t.first += lines
	t.show()
}

// CutOff returns what the marked row says in those columns of which not all is seen.
func (t *Table) CutOff() string {
	line := t.cursor - t.first
	if t.cursor < 0 || line < 0 || line >= len(t.Lines) || t.cursor >= len(t.Rows) {
		return ""
	}
	var texts []string
	for i, cell := range t.Lines[line].Cells {
		if cell.IsCut() {
			texts = append(texts, t.Rows[t.cursor].Cells[i])
		}
	}
	return Join(" · ", texts...)
}

// tap reports the row and column at a place.
func (t *Table) tap(at fyne.Position) {
	line := int(at.Y / t.Height)
	if row := t.first + line; line < t.room() && row < len(t.Rows) {
		column := t.Lines[line].columnAt(at.X)
		box := t.Lines[line].boxes[column]
		t.LeftHalf = at.X < box.Position().X+box.Size().Width/2
		t.tapped(row, column)
	}
}

// ShowFirst leaves the first n rows of a list visible, and gives them their places.
func ShowFirst(list *fyne.Container, n int) {
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

// TableLine is one line of a table.
type TableLine struct {
	Box         *fyne.Container
	ground, bar *canvas.Rectangle
	marks       []*canvas.Rectangle // under each cell
	icon        *canvas.Image
	Cells       []*ui.Text
	boxes       []*fyne.Container // of the cells
}

// columnAt returns the column at a place across the line, from 0.
func (l *TableLine) columnAt(x float32) (column int) {
	for i, box := range l.boxes {
		if x >= box.Position().X {
			column = i
		}
	}
	return column
}

// NewTableLine returns one line with the columns of a table, such as its heading.
func NewTableLine(icons bool, columns []Column) *TableLine {
	l := &TableLine{ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), icon: ui.Picture(nil)}
	l.ground.CornerRadius, l.ground.StrokeWidth = 8, 2
	parts := []ui.Part{ui.Fixed(6, l.bar)}
	if icons {
		parts = append(parts, ui.Fixed(30, l.icon))
	}
	for _, c := range columns {
		cell, mark := NewText("", c.Size), canvas.NewRectangle(nil)
		cell.Bold, cell.Align, mark.CornerRadius = c.Bold, c.Align, 6
		cell.Least, cell.Cut = max(c.Least, SmallestType), true
		l.Cells, l.marks = append(l.Cells, cell), append(l.marks, mark)
		l.boxes = append(l.boxes, container.NewStack(mark, ui.Pad(2, cell)))
		parts = append(parts, ui.Share(c.Share, l.boxes[len(l.boxes)-1]))
	}
	l.Box = ui.Pad(1, container.NewStack(l.ground, ui.Pad(3, ui.Row(10, parts...)))) // edges keep clear of the next line's ground
	return l
}

// Draw shows a row; marked: the cursor is on it.
func (l *TableLine) Draw(row TableRow, marked bool) {
	edge, ground := row.Ground, row.Ground
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
	SetFill(l.ground, ground)
	if row.Bar == "" {
		row.Bar = ground
	}
	SetFill(l.bar, row.Bar)
	if l.icon.Resource != row.Icon {
		l.icon.Resource = row.Icon
		l.icon.Refresh()
	}
	for i, cell := range l.Cells {
		ink, under := row.Ink, ground
		if ink == "" {
			ink = ui.Ink
		}
		if marked && row.At == i+1 {
			under = ui.Notice
		}
		SetFill(l.marks[i], under)
		cell.Paint(ink)
		cell.Say(row.Cells[i])
	}
}

// AddVisible adds a target, if it is seen.
func AddVisible(targets []ui.Target, name string, o fyne.CanvasObject) []ui.Target {
	if !o.Visible() {
		return targets
	}
	return append(targets, ui.Target{Name: name, Object: o})
}

// Targets returns the lines of a table that is seen, from "NAME.1" on.
func (t *Table) Targets(name string) (targets []ui.Target) {
	if !t.Box.Visible() {
		return nil
	}
	for i, l := range t.Lines {
		if l.Box.Visible() && t.first+i < len(t.Rows) {
			targets = append(targets, ui.Target{Name: fmt.Sprintf("%s.%d", name, t.first+i+1), Object: l.Box})
		}
	}
	return targets
}
