package simulator

import (
	"image"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"motcua/assets"
)

// typeface is one of the printer's resident fonts: the cell, where letters stand in it, and how large they are drawn.
type typeface struct {
	w, h     int
	baseline int     // rows above the feet of the letters
	em       float32 // size in dots; narrower than high, as a printer's letters are
	narrow   float32
}

var typefaces = [2]typeface{
	{w: 12, h: 24, baseline: 19, em: 22.5, narrow: 0.76},
	{w: 9, h: 17, baseline: 13, em: 15.5, narrow: 0.8},
}

type residentKey struct {
	font   int
	letter rune
}

// resident holds the letters drawn so far. All printers of a program share it: a font is the same in each.
var resident = struct {
	sync.Mutex
	outlines *sfnt.Font
	buffer   sfnt.Buffer
	cells    map[residentKey]*bitmap
}{outlines: mustParse(assets.NotoSans), cells: map[residentKey]*bitmap{}}

func mustParse(ttf []byte) *sfnt.Font {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic("embedded font: " + err.Error())
	}
	return f
}

// residentCell draws letter in one of the printer's own fonts; a letter the font lacks is its empty box.
func residentCell(fontNumber int, letter rune) *bitmap {
	resident.Lock()
	defer resident.Unlock()
	key := residentKey{fontNumber, letter}
	if cell, ok := resident.cells[key]; ok {
		return cell
	}
	cell := typefaces[fontNumber].cell(letter)
	resident.cells[key] = cell
	return cell
}

// cell draws one letter in its box: shrunk to the width of the cell, and to its height where marks are stacked.
func (t typeface) cell(letter rune) *bitmap {
	const units = 1000 // the outline is loaded at this many dots an em, so that nothing is lost to rounding
	glyph, _ := resident.outlines.GlyphIndex(&resident.buffer, letter)
	box, advance, err := resident.outlines.GlyphBounds(&resident.buffer, glyph, fixed.I(units), font.HintingNone)
	segments, err2 := resident.outlines.LoadGlyph(&resident.buffer, glyph, fixed.I(units), nil)
	if err != nil || err2 != nil || len(segments) == 0 {
		return newBitmap(t.w, t.h)
	}
	high := t.em / units
	if top := -float32(box.Min.Y) / 64; top*high > float32(t.baseline) {
		high = float32(t.baseline) / top
	}
	low := high // what hangs below the line has its own room
	if foot := float32(box.Max.Y) / 64; foot*low > float32(t.h-t.baseline) {
		low = float32(t.h-t.baseline) / foot
	}
	wide := t.em * t.narrow / units
	if ink := float32(box.Max.X-box.Min.X) / 64; ink*wide > float32(t.w-1) {
		wide = float32(t.w-1) / ink
	}
	left := (float32(t.w) - float32(advance)/64*wide) / 2
	if advance == 0 || left < -float32(box.Min.X)/64*wide {
		left = (float32(t.w) - float32(box.Max.X+box.Min.X)/64*wide) / 2
	}
	return t.burn(segments, func(p fixed.Point26_6) (float32, float32) {
		x, y := float32(p.X)/64, float32(p.Y)/64
		if y > 0 {
			return left + x*wide, float32(t.baseline) + y*low
		}
		return left + x*wide, float32(t.baseline) + y*high
	})
}

func (t typeface) burn(segments sfnt.Segments, place func(fixed.Point26_6) (float32, float32)) *bitmap {
	r := vector.NewRasterizer(t.w, t.h)
	for _, s := range segments {
		x0, y0 := place(s.Args[0])
		x1, y1 := place(s.Args[1])
		x2, y2 := place(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			r.MoveTo(x0, y0)
		case sfnt.SegmentOpLineTo:
			r.LineTo(x0, y0)
		case sfnt.SegmentOpQuadTo:
			r.QuadTo(x0, y0, x1, y1)
		case sfnt.SegmentOpCubeTo:
			r.CubeTo(x0, y0, x1, y1, x2, y2)
		}
	}
	shade := image.NewAlpha(image.Rect(0, 0, t.w, t.h))
	r.Draw(shade, shade.Bounds(), image.Opaque, image.Point{})
	return threshold(shade, 0x60) // heat spreads in the paper: a dot half touched is black
}

func threshold(shade *image.Alpha, level uint8) *bitmap {
	b := newBitmap(shade.Rect.Dx(), shade.Rect.Dy())
	for i, a := range shade.Pix {
		if a >= level {
			b.set(i%shade.Stride, i/shade.Stride)
		}
	}
	return b
}
