package escpos_test

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"motcua/drivers"
	"motcua/drivers/escpos"
)

// readDots reads a slip of one style off its picture, line by line from the print head's left edge: each cell of a line must be, dot for
// dot, one of our letters or white, but for the few dots that guarded blackens. A line with another dot out of place is not read at all.
func readDots(slip image.Image, left int, style drivers.Style) string {
	letters, cell := typeface(style)
	var text strings.Builder
	for y := slip.Bounds().Min.Y; y+cell.Y <= slip.Bounds().Max.Y; y++ {
		if line := readLine(slip, image.Pt(left, y), cell, letters); line != "" {
			text.WriteString(line)
			y += cell.Y - 1
		}
	}
	return text.String()
}

// typeface draws our letters at the size of a style, each as the rows of its dots.
func typeface(style drivers.Style) (letters map[string]rune, cell image.Point) {
	wide, high := max(1, style.Wide), max(1, style.High)
	letters = map[string]rune{}
	for _, r := range escpos.Vietnamese {
		b := escpos.Letter(r, style.Small, style.Bold)
		cell = image.Pt(b.Width*wide, b.Height*high)
		letters[dots(cell, func(x, y int) bool { return b.Black(x/wide, y/high) })] = r
	}
	return letters, cell
}

// readLine reads the cells from a point to the right end of the paper; nothing when one of them is no letter of ours.
func readLine(slip image.Image, at, cell image.Point, letters map[string]rune) (line string) {
	for ; at.X+cell.X <= slip.Bounds().Max.X; at.X += cell.X {
		seen := dots(cell, func(x, y int) bool { return inked(slip, at.X+x, at.Y+y) })
		if r, ok := letterOf(seen, letters); ok {
			line += string(r)
		} else if strings.Contains(seen, "#") {
			return ""
		}
	}
	return line
}

// letterOf finds the letter all of whose dots are there, and the fewest others.
func letterOf(seen string, letters map[string]rune) (letter rune, found bool) {
	if r, ok := letters[seen]; ok || !strings.Contains(seen, "#") {
		return r, ok
	}
	const guarded = 5 // a stem that stands where two bytes of each row make a command
	fewest := guarded + 1
	for dots, r := range letters {
		if n := others(seen, dots); n < fewest {
			letter, fewest = r, n
		}
	}
	return letter, fewest <= guarded
}

// others counts the dots of a cell that a letter has not; a cell that lacks one of the letter's has more than enough.
func others(seen, letter string) (n int) {
	for i := range seen {
		if letter[i] == '#' && seen[i] != '#' {
			return len(seen)
		}
		if letter[i] != seen[i] {
			n++
		}
	}
	return n
}

// dots writes a cell as text.
func dots(cell image.Point, at func(x, y int) bool) string {
	var rows strings.Builder
	for y := range cell.Y {
		for x := range cell.X {
			if at(x, y) {
				rows.WriteByte('#')
			} else {
				rows.WriteByte('.')
			}
		}
	}
	return rows.String()
}

func inked(img image.Image, x, y int) bool {
	return color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y < 128
}

func TestReadDotsReadsNoBlot(t *testing.T) {
	slip := image.NewGray(image.Rect(0, 0, 48, 24))
	for i := range slip.Pix {
		slip.Pix[i] = 255
	}
	b := escpos.Letter('ẫ', false, false)
	for y := range b.Height {
		for x := range b.Width {
			if b.Black(x, y) {
				slip.Set(x, y, color.Black)
			}
		}
	}
	if got := readDots(slip, 0, drivers.Style{}); got != "ẫ" {
		t.Errorf("reads %q", got)
	}
	slip.Set(30, 12, color.Black)
	if got := readDots(slip, 0, drivers.Style{}); got != "" {
		t.Errorf("with a blot reads %q", got)
	}
}
