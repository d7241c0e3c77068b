//go:build !race

package sheet_test

import (
	"bytes"
	"image"
	"image/png"
	"os/exec"
	"strconv"
	"testing"

	"motcua/internal/sheet"
	"motcua/internal/sheet/sample"
)

// TestAPictureShowsWhatTheFileHas holds the pictures on the screen to what a reader of PDF makes of the file.
func TestAPictureShowsWhatTheFileHas(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("pdftoppm (poppler-utils) is not here")
	}
	w := sample.Week2026
	for _, tt := range []struct {
		name  string
		set   func() (sheet.Document, error)
		pages int
	}{
		{"receipt, in two copies", func() (sheet.Document, error) {
			return sheet.Receipt(sample.Office, issue(w.At(0, 9, 32)), w.Received())
		}, 4},
		{"fee receipt, wide, with ticked boxes", func() (sheet.Document, error) {
			d := w.Returned()
			return sheet.FeeReceipt(sample.Office, issue(w.At(0, 16, 40)), d, d.Paid()[0])
		}, 2},
		{"register", func() (sheet.Document, error) {
			return sheet.Register(sample.Office, issue(w.At(0, 9, 32)), w.Register(20))
		}, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := tt.set()
			if err != nil {
				t.Fatal(err)
			}
			if d.Pages() != tt.pages {
				t.Fatalf("%d pages", d.Pages())
			}
			for page := 1; page <= tt.pages; page++ {
				mustLookAlike(t, d, page)
			}
			for _, none := range []int{0, tt.pages + 1} {
				if _, err := d.Picture(none, 100); err == nil {
					t.Errorf("there is a page %d", none)
				}
			}
		})
	}
}

// mustLookAlike compares a picture with poppler's in squares of a few dots: edges of letters are smoothed in different ways.
func mustLookAlike(t *testing.T, d sheet.Document, page int) {
	t.Helper()
	const width, square = 900, 6
	got, err := d.Picture(page, width)
	if err != nil {
		t.Fatal(err)
	}
	want := poppled(t, mustSet(t)(d, nil), page, width)
	if b := want.Bounds(); abs(b.Dy()-got.Bounds().Dy()) > 1 {
		t.Fatalf("page %d: %v, poppler's is %v", page, got.Bounds(), b)
	}
	differ, inked := 0, 0
	for y := 0; y+square < got.Bounds().Dy(); y += square {
		for x := 0; x+square < width; x += square {
			a, b := ink(got, x, y, square), ink(want, x, y, square)
			if max(a, b) > 10 {
				inked++
			}
			if abs(a-b) > 60 { // of 255
				differ++
			}
		}
	}
	if differ*100 > inked {
		t.Errorf("page %d: %d of %d inked squares differ", page, differ, inked)
	}
}

func poppled(t *testing.T, pdf []byte, page, width int) image.Image {
	t.Helper()
	n := strconv.Itoa(page)
	cmd := exec.Command("pdftoppm", "-png", "-gray", "-f", n, "-l", n, "-scale-to-x", strconv.Itoa(width), "-scale-to-y", "-1", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// ink is how black a square is on the average, 0 to 255.
func ink(of image.Image, x, y, side int) (sum int) {
	for dy := range side {
		for dx := range side {
			r, _, _, _ := of.At(x+dx, y+dy).RGBA()
			sum += 255 - int(r>>8)
		}
	}
	return sum / side / side
}

func abs(n int) int { return max(n, -n) }

func BenchmarkPicture(b *testing.B) {
	d, err := sheet.Receipt(sample.Office, issue(sample.Week2026.At(0, 9, 32)), sample.Week2026.Received())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.Picture(1, 600); err != nil {
			b.Fatal(err)
		}
	}
}
