package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

const (
	bookSheet = "Sổ theo dõi hồ sơ"
	headRow   = 4 // the first of two; entries begin below the column numbers
)

// Workbook is the register as an XLSX file, for those who count and sort it.
func Workbook(o Office, b Book) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := workbook{File: f}
	w.check(f.SetSheetName("Sheet1", bookSheet))
	w.heading(o, b)
	w.columns()
	for n, line := range b.lines() {
		for col, text := range line {
			w.text(col, headRow+3+n, text)
		}
	}
	w.dress(len(b.Entries))
	for n, sum := range b.totals() {
		w.text(1, headRow+4+len(b.Entries)+n, sum)
	}
	if w.err != nil {
		return nil, fmt.Errorf("workbook: %w", w.err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	return out.Bytes(), nil
}

// workbook remembers the first error, so that its cells can be written one after another.
type workbook struct {
	*excelize.File
	err error
}

func (w *workbook) check(err error) {
	if w.err == nil {
		w.err = err
	}
}

// place is a cell's name, A1; columns count from 0, rows from 1.
func (w *workbook) place(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col+1, row)
	w.check(err)
	return name
}

// text writes words and never a formula, whatever somebody's name begins with.
func (w *workbook) text(col, row int, text string) {
	w.check(w.SetCellStr(bookSheet, w.place(col, row), clean(text)))
}

func (w *workbook) merge(fromCol, fromRow, toCol, toRow int) {
	w.check(w.MergeCell(bookSheet, w.place(fromCol, fromRow), w.place(toCol, toRow)))
}

func (w *workbook) heading(o Office, b Book) {
	last := len(registerColumns) - 1
	for row, text := range []string{o.Name, "SỔ THEO DÕI HỒ SƠ", b.span()} {
		w.text(0, row+1, text)
		w.merge(0, row+1, last, row+1)
	}
}

// columns writes the two rows of headings and the row of their numbers.
func (w *workbook) columns() {
	from := 0
	for i, c := range registerColumns {
		w.text(i, headRow+2, fmt.Sprintf("(%d)", i+1))
		name, err := excelize.ColumnNumberToName(i + 1)
		w.check(err)
		w.check(w.SetColWidth(bookSheet, name, name, c.width*0.75))
		if c.group == "" {
			w.text(i, headRow, c.head)
			w.merge(i, headRow, i, headRow+1)
			from = i + 1
			continue
		}
		w.text(i, headRow+1, c.head)
		if i+1 == len(registerColumns) || registerColumns[i+1].group != c.group {
			w.text(from, headRow, c.group)
			w.merge(from, headRow, i, headRow)
		}
	}
}

// dress draws the lines, keeps the headings in sight and on every printed page, and offers the filters.
func (w *workbook) dress(entries int) {
	last, end := len(registerColumns)-1, headRow+2+entries
	w.style(0, 1, last, 3, excelize.Style{Font: &excelize.Font{Bold: true, Size: 13}, Alignment: &excelize.Alignment{Horizontal: "center"}})
	w.style(0, headRow, last, headRow+2, excelize.Style{
		Font: &excelize.Font{Bold: true}, Border: borders, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	})
	w.style(0, headRow+3, last, max(end, headRow+3), excelize.Style{Border: borders, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	w.check(w.SetPanes(bookSheet, &excelize.Panes{
		Freeze: true, YSplit: headRow + 2, TopLeftCell: w.place(0, headRow+3), ActivePane: "bottomLeft",
	}))
	w.check(w.AutoFilter(bookSheet, w.place(0, headRow+2)+":"+w.place(last, max(end, headRow+3)), nil))
	w.check(w.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", bookSheet, headRow, headRow+2), Scope: bookSheet,
	}))
	landscape, a4Paper, wide, tall, fit := "landscape", 9, 1, 0, true
	w.check(w.SetSheetProps(bookSheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	w.check(w.SetPageLayout(bookSheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4Paper, FitToWidth: &wide, FitToHeight: &tall}))
}

var borders = []excelize.Border{
	{Type: "left", Style: 1, Color: "000000"}, {Type: "right", Style: 1, Color: "000000"},
	{Type: "top", Style: 1, Color: "000000"}, {Type: "bottom", Style: 1, Color: "000000"},
}

func (w *workbook) style(fromCol, fromRow, toCol, toRow int, s excelize.Style) {
	id, err := w.NewStyle(&s)
	w.check(err)
	w.check(w.SetCellStyle(bookSheet, w.place(fromCol, fromRow), w.place(toCol, toRow), id))
}
