package escpos

import (
	"fmt"
	"image"
	"math"
	"slices"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"motcua/assets"
)

// face is one of the two cell sizes that every thermal printer has.
type face byte

const (
	fontA face = iota
	fontB
)

// cell is the room a letter has, in dots.
type cell struct {
	width, height int
	baseline      int     // rows above it
	em, narrow    float64 // size of the typeface before a letter is fitted, and how much narrower than high it is drawn
	stem          float64 // dots that an upright stroke is thickened to; heat alone loses thin ones
	ink           float64 // share of a dot that must be covered to print it
}

var cells = [...]cell{
	fontA: {width: 12, height: 24, baseline: 19, em: 22, narrow: 0.80, stem: 2, ink: 0.45},
	fontB: {width: 9, height: 17, baseline: 13, em: 15, narrow: 0.82, stem: 1.1, ink: 0.5},
}

// mark stands for what cannot be printed, so that a reader sees that something was there.
const mark = '□'

type glyphKey struct {
	r    rune
	face face
	bold bool
}

// glyphs are drawn once in a program's life: a letter takes 30 µs, a slip has 50 of them.
var glyphs = struct {
	sync.Mutex
	drawn         map[glyphKey]*Bitmap
	regular, bold *sfnt.Font
	buffer        sfnt.Buffer
}{
	drawn:   map[glyphKey]*Bitmap{},
	regular: mustParse(assets.NotoSans),
	bold:    mustParse(assets.NotoSansBold),
}

func mustParse(ttf []byte) *sfnt.Font {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic(fmt.Sprintf("escpos: embedded font: %v", err))
	}
	return f
}

// drawable tells whether the typeface has the letter.
func drawable(r rune) bool {
	glyphs.Lock()
	defer glyphs.Unlock()
	index, err := glyphs.regular.GlyphIndex(&glyphs.buffer, r)
	return err == nil && index != 0
}

// glyph returns the letter fitted into its cell.
func glyph(r rune, f face, bold bool) *Bitmap {
	glyphs.Lock()
	defer glyphs.Unlock()
	key := glyphKey{r, f, bold}
	b, ok := glyphs.drawn[key]
	if !ok {
		b = drawGlyph(key)
		glyphs.drawn[key] = b
	}
	return b
}

func drawGlyph(key glyphKey) *Bitmap {
	c := cells[key.face]
	p := partsOf(key.r, key.face)
	room := c.baseline
	if marks := len(p.above.rows); marks > 0 {
		room -= marks + 1
	}
	height := min(float64(room), heightOf(glyphKey{p.base, key.face, key.bold}))
	b := drawBody(glyphKey{p.body, key.face, key.bold}, height)
	left, right := feet(b, c.baseline)
	strokes := 1
	if key.bold {
		strokes = 2
	}
	top := c.baseline - int(math.Round(height)) - 1 - len(p.above.rows)
	for x := (left+right)/2 - p.above.centre; strokes > 0; strokes-- {
		p.above.draw(b, min(max(x, 0), c.width-p.above.width())+strokes-1, max(0, top))
	}
	if p.dot {
		p.drawDot(b, c, (left+right)/2)
	}
	return b
}

// heightOf is how high a letter stands above the baseline before it is fitted, in dots.
func heightOf(key glyphKey) float64 {
	outline, ok := outlineOf(key, cells[key.face].em)
	if !ok {
		return float64(cells[key.face].baseline)
	}
	return -float64(outline.Bounds().Min.Y) / 64
}

// feet are the edges of the lower half of a letter: the marks stand over its middle without the horn, which hangs out above that half.
func feet(b *Bitmap, baseline int) (left, right int) {
	top, _ := b.Inked()
	left = b.Width
	for y := (top + baseline) / 2; y < baseline; y++ {
		for x := range b.Width {
			if b.black(x, y) {
				left, right = min(left, x), max(right, x)
			}
		}
	}
	return left, right
}

// drawBody draws a letter from the typeface as high as is asked, its horn or its ascender excepted.
func drawBody(key glyphKey, height float64) *Bitmap {
	c := cells[key.face]
	b := NewBitmap(c.width, c.height)
	outline, ok := outlineOf(key, c.em)
	if !ok {
		frame(b, c)
		return b
	}
	sy := min(1, height/heightOf(key))
	if base := partsOf(key.r, key.face).base; base != key.r {
		sy = height / heightOf(glyphKey{base, key.face, key.bold})
	}
	best := -1.0
	for narrow := -4; narrow <= 4; narrow++ {
		for shift := range 8 {
			coverage := rasterise(outline, c, sy, c.narrow+float64(narrow)/50, float64(shift)/8)
			if crisp := crispness(coverage); crisp > best {
				best = crisp
				b = threshold(coverage, c)
			}
		}
	}
	return b
}

func outlineOf(key glyphKey, em float64) (sfnt.Segments, bool) {
	f := glyphs.regular
	if key.bold {
		f = glyphs.bold
	}
	index, err := f.GlyphIndex(&glyphs.buffer, key.r)
	if err != nil || index == 0 {
		return nil, false
	}
	segments, err := f.LoadGlyph(&glyphs.buffer, index, fixed.Int26_6(em*64), nil)
	return slices.Clone(segments), err == nil // the font's buffer is used again for the next letter
}

// frame draws the mark: a box on the baseline.
func frame(b *Bitmap, c cell) {
	top, left, right := c.baseline/3, 1, c.width-3
	for x := left; x <= right; x++ {
		b.Set(x, top)
		b.Set(x, c.baseline-1)
	}
	for y := top; y < c.baseline; y++ {
		b.Set(left, y)
		b.Set(right, y)
	}
}

// rasterise fits the outline into the cell and returns how much of each dot it covers. A letter too wide or too tall for the cell
// is pressed in that direction only, so that all letters keep one height and one baseline.
func rasterise(outline sfnt.Segments, c cell, sy, narrow, shift float64) *image.Alpha {
	box := outline.Bounds()
	left, right := float64(box.Min.X)/64, float64(box.Max.X)/64
	below := float64(box.Max.Y) / 64
	width := float64(c.width) - 1
	sx := min(narrow, (width-shift)/(right-left))
	sd := min(sy, float64(c.height-c.baseline)/max(below, 1))
	offset := float64(int((width-(right-left)*sx)/2)) + shift
	if offset+(right-left)*sx > float64(c.width) {
		offset = 0
	}
	place := func(thicken float64) func(fixed.Point26_6) (x, y float32) {
		return func(p fixed.Point26_6) (x, y float32) {
			dy := float64(p.Y) / 64
			if dy > 0 {
				dy *= sd
			} else {
				dy *= sy
			}
			return float32((float64(p.X)/64-left)*sx + offset + thicken), float32(float64(c.baseline) + dy)
		}
	}
	coverage := fill(outline, c, place(0))
	for i, a := range fill(outline, c, place(max(0, c.stem-stemOfEm*c.em*sx))).Pix {
		coverage.Pix[i] = max(coverage.Pix[i], a)
	}
	return coverage
}

// stemOfEm is how wide Noto Sans draws the upright stroke of an n.
const stemOfEm = 0.09

func fill(outline sfnt.Segments, c cell, at func(fixed.Point26_6) (x, y float32)) *image.Alpha {
	z := vector.NewRasterizer(c.width, c.height)
	for _, s := range outline {
		x0, y0 := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(x0, y0)
		case sfnt.SegmentOpLineTo:
			z.LineTo(x0, y0)
		case sfnt.SegmentOpQuadTo:
			x1, y1 := at(s.Args[1])
			z.QuadTo(x0, y0, x1, y1)
		case sfnt.SegmentOpCubeTo:
			x1, y1 := at(s.Args[1])
			x2, y2 := at(s.Args[2])
			z.CubeTo(x0, y0, x1, y1, x2, y2)
		}
	}
	z.ClosePath()
	coverage := image.NewAlpha(image.Rect(0, 0, c.width, c.height))
	z.Draw(coverage, coverage.Bounds(), image.Opaque, image.Point{})
	return coverage
}

// crispness is high where dots are nearly black or nearly white: there the outline's stems lie on the dots.
func crispness(coverage *image.Alpha) float64 {
	sum := 0.0
	for _, a := range coverage.Pix {
		d := float64(a)/255 - 0.5
		sum += d * d
	}
	return sum
}

func threshold(coverage *image.Alpha, c cell) *Bitmap {
	b := NewBitmap(c.width, c.height)
	for y := range c.height {
		for x := range c.width {
			if float64(coverage.AlphaAt(x, y).A) >= c.ink*255 {
				b.Set(x, y)
			}
		}
	}
	return b
}
