//go:build !race

package escpos

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const inContext = "Nguyễn Thị Ngọc Ánh PHIẾU SỐ THỨ TỰ 50.000 ₫ □"

func TestContactSheet(t *testing.T) {
	var sheet []*Bitmap
	for _, f := range []face{fontA, fontB} {
		for _, bold := range []bool{false, true} {
			sheet = append(sheet, contactRows(f, bold)...)
		}
	}
	compareGolden(t, "letters.png", stacked(sheet))
}

// contactRows sets all letters, then words, 34 on a line.
func contactRows(f face, bold bool) []*Bitmap {
	var rows []*Bitmap
	letters := []rune(vietnamese + inContext)
	for len(letters) > 0 {
		n := min(34, len(letters))
		row := NewBitmap(34*12, cells[f].height+6)
		for i, r := range letters[:n] {
			row.draw(glyph(r, f, bold), i*cells[f].width, 3, 1, 1)
		}
		rows, letters = append(rows, row), letters[n:]
	}
	return rows
}

func stacked(rows []*Bitmap) *Bitmap {
	height := 0
	for _, r := range rows {
		height += r.Height
	}
	sheet := NewBitmap(rows[0].Width, height)
	y := 0
	for _, r := range rows {
		sheet.draw(r, 0, y, 1, 1)
		y += r.Height
	}
	return sheet
}

// compareGolden compares a picture with testdata/name, which -update writes.
func compareGolden(t *testing.T, name string, b *Bitmap) {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, b.Width, b.Height), color.Palette{color.White, color.Black})
	for y := range b.Height {
		for x := range b.Width {
			if b.black(x, y) {
				img.SetColorIndex(x, y, 1)
			}
		}
	}
	path := filepath.Join("testdata", name)
	if *update {
		var out bytes.Buffer
		if err := png.Encode(&out, img); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := png.Decode(bytes.NewReader(golden))
	if err != nil {
		t.Fatal(err)
	}
	if got := BitmapOf(want); !bytes.Equal(got.Rows, b.Rows) {
		t.Errorf("%s differs; look at it, then run with -update", name)
	}
}

func TestAlphabet(t *testing.T) {
	if n := len([]rune(vietnamese)); n != 134 || len(tcvn) != 134 {
		t.Fatalf("%d letters, %d on the pages", n, len(tcvn))
	}
	seen := map[string]rune{}
	for _, r := range vietnamese {
		if _, ok := tcvn[r]; !ok {
			t.Errorf("%c is on neither page", r)
		}
		for f := range cells {
			key := string(rune('0'+f)) + string(glyph(r, face(f), false).Rows)
			if other, ok := seen[key]; ok {
				t.Errorf("%c and %c look the same in font %c", other, r, 'A'+f)
			}
			seen[key] = r
		}
	}
}
