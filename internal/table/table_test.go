package table

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// read is a file's rows under the columns named, and what was wrong.
func read(text string, columns ...string) (rows [][]string, lines []int, err error) {
	t, err := Read(strings.NewReader(text))
	if t == nil {
		return nil, nil, err
	}
	for _, r := range t.Rows {
		var cells []string
		for _, c := range columns {
			cells = append(cells, r.Cell(c))
		}
		rows, lines = append(rows, cells), append(lines, r.Line)
	}
	return rows, lines, err
}

func TestAsSpreadsheetsSaveIt(t *testing.T) {
	const plain = "code,name,note\n1,Đăng ký khai sinh,\n\n2,,giữ\n,,\n3,\"Hộ tịch, \"\"gấp\"\"\",x\n"
	want := [][]string{{"1", "Đăng ký khai sinh", ""}, {"2", "", "giữ"}, {"3", `Hộ tịch, "gấp"`, "x"}}
	wantLines := []int{2, 4, 6}
	replaced := func(old, now string) string { return strings.ReplaceAll(plain, old, now) }
	tabs := "code\tname\tnote\n1\tĐăng ký khai sinh\t\n\n2\t\tgiữ\n\t\t\n3\t\"Hộ tịch, \"\"gấp\"\"\"\tx\n"
	in16 := func(order utf16.Endianness, mark utf16.BOMPolicy) string {
		out, err := utf16.UTF16(order, mark).NewEncoder().String(plain)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, text := range map[string]string{
		"LF": plain, "CRLF": replaced("\n", "\r\n"), "CR": replaced("\n", "\r"), "no last line end": strings.TrimRight(plain, "\n"),
		"BOM": "\ufeff" + plain, "NFD": norm.NFD.String(plain), "Ð for Đ": replaced("Đ", "Ð"), "heading in capitals": strings.Replace(plain, "code,name", "Code, NAME ", 1),
		"semicolons":               strings.NewReplacer("tịch, ", "tịch, ", ",", ";").Replace(plain),
		"tabs":                     tabs,
		"UTF-16 LE":                in16(utf16.LittleEndian, utf16.UseBOM),
		"UTF-16 BE":                in16(utf16.BigEndian, utf16.UseBOM),
		"UTF-16 LE without a mark": in16(utf16.LittleEndian, utf16.IgnoreBOM),
		"UTF-16 BE without a mark": in16(utf16.BigEndian, utf16.IgnoreBOM),
		"Windows-1258":             in1258(t, plain),
	} {
		rows, lines, err := read(text, "code", "name", "note")
		if err != nil || !reflect.DeepEqual(rows, want) || !reflect.DeepEqual(lines, wantLines) {
			t.Errorf("%s: %q on lines %v, %v", name, rows, lines, err)
		}
	}
	rows, lines, err := read("sep=;\r\ncode;name\r\n1;a,b\r\n", "code", "name")
	if err != nil || !reflect.DeepEqual(rows, [][]string{{"1", "a,b"}}) || lines[0] != 3 {
		t.Errorf("with Excel's first line: %q on lines %v, %v", rows, lines, err)
	}
}

// in1258 writes a text as old Windows programs do: some tones are letters' own, most are bytes of their own.
func in1258(t testing.TB, text string) string {
	t.Helper()
	var b strings.Builder
	for _, r := range text {
		if c, ok := charmap.Windows1258.EncodeRune(r); ok {
			b.WriteByte(c)
			continue
		}
		parts := []rune(norm.NFD.String(string(r)))
		tone := len(parts) - 1
		for i, p := range parts {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", p) {
				tone = i
			}
		}
		base := norm.NFC.String(string(parts[:tone]) + string(parts[tone+1:]))
		for _, p := range base + string(parts[tone]) {
			c, ok := charmap.Windows1258.EncodeRune(p)
			if !ok {
				t.Fatalf("%c is not in Windows-1258", p)
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

func TestWhatIsNoTable(t *testing.T) {
	cp1252, _ := charmap.Windows1252.NewEncoder().String("code,name\n1,Müller Straße\n")
	for _, tt := range []struct {
		name, text string
		want       error
	}{
		{"nothing", "", ErrEmpty},
		{"a mark alone", "\ufeff", ErrEmpty},
		{"blank lines", "\r\n \n;;;\n", ErrEmpty},
		{"a workbook", "PK\x03\x04\x14\x00\x06\x00", ErrWorkbook},
		{"an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1", ErrWorkbook},
		{"Western letters", cp1252, ErrEncoding},
		{"TCVN3", "code,name\n1,\xa7\xa8ng k\xfd khai sinh\n2,Nguy\xd4n Th\xde H\xb5\n", ErrEncoding},
		{"VNI", "code,name\n1,Nguye\xe3n Th\xf2 A\xf9nh\n2,\xd1\xaeng ky\xf9\n", ErrEncoding},
		{"half a UTF-16", "\xff\xfec\x00o", ErrEmpty},
		{"UTF-16 cut in a letter", "\xff\xfec\x00o\x00d", ErrEncoding},
		{"zeros", "code,name\n1,a\x00b\n", ErrEncoding},
		{"a broken letter", "code,name\n1,Đ\xc4\n", ErrEncoding},
		{"a lost letter", "code,name\n1,\ufffd\n", ErrEncoding},
	} {
		if _, err := Read(strings.NewReader(tt.text)); tt.name != "half a UTF-16" && !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if _, err := Read(strings.NewReader("code,name,Code\n")); err == nil {
		t.Error("two columns have one name")
	}
}

func TestQuotesThatDoNotEnd(t *testing.T) {
	for _, tt := range []struct {
		name, text      string
		rows            int
		line, swallowed int
	}{
		{"to the end of the file", "code,name\n1,a\n2,\"b\n3,c\n4,d\n", 1, 3, 2},
		{"on the last line", "code,name\n1,a\n2,\"b\n", 1, 3, 0},
		{"to the next quoted cell", "code,name\n1,\"a\n2,b\n3,\"c\"\n", 0, 2, 2},
		{"with CR", "code,name\r1,\"a\r2,b\r", 0, 2, 1},
		{"in the heading", "code,\"name\n1,a\n", 0, 1, 1},
		{"something behind it", "code,name\n1,\"a\"b\n2,c\n", 0, 2, 0},
	} {
		rows, _, err := read(tt.text, "code")
		wrong := (*QuoteError)(nil)
		if !errors.As(err, &wrong) || wrong.Line != tt.line || wrong.Swallowed != tt.swallowed || len(rows) != tt.rows {
			t.Errorf("%s: %d rows, %v", tt.name, len(rows), err)
		}
	}
	rows, _, err := read("code,name\n1,màn hình 12\" đẹp\n", "code", "name")
	if err != nil || rows[0][1] != `màn hình 12" đẹp` {
		t.Errorf("a quotation mark inside a cell: %q, %v", rows, err)
	}
}

func TestACellTooMany(t *testing.T) {
	table, err := Read(strings.NewReader("code,name\n1,a,b\n2,a,\n3\n"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false, false} {
		if err := table.Rows[i].Err(); (err != nil) != want {
			t.Errorf("row %d: %v", i+1, err)
		}
	}
	if got := table.Lacks("name", "card", "note"); got != "card" {
		t.Errorf("it lacks %q", got)
	}
}

// TestWhatIsWrittenIsRead writes tables in each way there is, and reads them back.
func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		separator := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "separator")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "end")
		cell := rapid.StringOfN(rapid.SampledFrom([]rune("aĐệ,;\t \"\n1")), 0, 6, -1)
		width := rapid.IntRange(2, 4).Draw(t, "width")
		names := []string{"a", "b", "c", "d"}[:width]
		var want [][]string
		text := strings.Join(names, separator) + end
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			row := make([]string, width)
			filled := false
			for i := range row {
				row[i] = strings.TrimSpace(cell.Draw(t, "cell"))
				filled = filled || row[i] != ""
			}
			if filled {
				want = append(want, row)
			}
			quoted := make([]string, width)
			for i, c := range row {
				quoted[i] = c
				if strings.ContainsAny(c, separator+"\"\n\t;,") || rapid.Bool().Draw(t, "quoted") {
					quoted[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
				}
			}
			text += strings.Join(quoted, separator) + end
		}
		rows, _, err := read(text, names...)
		if err != nil || !reflect.DeepEqual(rows, want) {
			t.Fatalf("%q is read as %q, want %q, %v", text, rows, want, err)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"code,name\n1,a\n", "a\tb\r\"x\"\t\r", "\xff\xfea\x00", "a;b\n\"\n", "sep=;\na;b\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Read(strings.NewReader(string(data)))
		if err != nil {
			_ = fmt.Sprint(err)
			return
		}
		last := 0
		for _, r := range table.Rows {
			if r.Line <= last {
				t.Fatalf("row on line %d behind one on line %d", r.Line, last)
			}
			last = r.Line
			_ = r.Err()
		}
	})
}
