//go:build !race

package sheet_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/internal/sheet"
	"motcua/internal/sheet/sample"
)

func TestTheWorkbookHasTheRegistersEntries(t *testing.T) {
	b := sample.Week2026.Register(25)
	b.Entries[3].Applicant.Owner.Name = `=HYPERLINK("http://example.vn","Nguyễn")`
	out, err := sheet.Workbook(sample.Office, b)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Sổ theo dõi hồ sơ")
	if err != nil {
		t.Fatal(err)
	}
	if last := rows[len(rows)-4:]; last[0][1] != "Cộng: 25 hồ sơ (trực tuyến: 0; trực tiếp, bưu chính: 25)." {
		t.Errorf("below the entries stands %q", last)
	}
	if len(rows) != 6+25+1+4 {
		t.Fatalf("%d rows", len(rows))
	}
	if rows[3][7] != "Nhận và trả kết quả" || rows[4][8] != "Hẹn trả kết quả" || rows[5][12] != "(13)" {
		t.Errorf("headings %q %q %q", rows[3], rows[4], rows[5])
	}
	for n, d := range b.Entries {
		if row := rows[6+n]; row[1] != d.Code || row[4] != d.Applicant.Owner.Name {
			t.Errorf("entry %d: %q", n+1, row)
		}
	}
	if formula, err := f.GetCellFormula("Sổ theo dõi hồ sơ", "E10"); err != nil || formula != "" {
		t.Errorf("a name became the formula %q, %v", formula, err)
	}
}

func TestAnEmptyWorkbook(t *testing.T) {
	if _, err := sheet.Workbook(sheet.Office{}, sheet.Book{}); err != nil {
		t.Error(err)
	}
}
