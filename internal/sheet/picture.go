package sheet

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// picture is the ink that draws one page of a document as dots.
type picture struct {
	image  *image.Gray
	scale  float64 // dots a millimetre
	number int     // of the page drawn
	begun  int     // pages begun so far

	font   *sfnt.Font
	face   style
	points float64
	line   float64 // width of lines in millimetres
	buffer sfnt.Buffer
	raster vector.Rasterizer
}

func newPicture(s size, number, width int) *picture {
	scale := float64(width) / s.width
	p := &picture{image: image.NewGray(image.Rect(0, 0, width, int(math.Round(s.height*scale)))), scale: scale, number: number, line: thin}
	draw.Draw(p.image, p.image.Bounds(), image.White, image.Point{}, draw.Src)
	return p
}

func (p *picture) AddPage()                           { p.begun++ }
func (p *picture) SetLineWidth(width float64)         { p.line = width }
func (p *picture) elsewhere() bool                    { return p.begun != p.number }
func (p *picture) dots(x, y float64) (fx, fy float64) { return x * p.scale, y * p.scale }

func (p *picture) SetFont(_, weight string, points float64) {
	p.face, p.points = style(slices.Index(weights[:], weight)), points
	p.font = fonts()[p.face]
}

func (p *picture) Line(x1, y1, x2, y2 float64) {
	x1, y1 = p.dots(x1, y1)
	x2, y2 = p.dots(x2, y2)
	half := math.Max(1, p.line*p.scale) / 2 // a line thinner than a dot would be a grey one
	length := math.Hypot(x2-x1, y2-y1)
	if length == 0 {
		return
	}
	ax, ay := (x2-x1)/length*half, (y2-y1)/length*half
	p.fill(dot{x1 - ay, y1 + ax}, dot{x2 - ay, y2 + ax}, dot{x2 + ay, y2 - ax}, dot{x1 + ay, y1 - ax})
}

// Rect draws a rectangle's edges (D), or all of it (F).
func (p *picture) Rect(x, y, w, h float64, style string) {
	if style == "D" {
		p.Line(x, y, x+w, y)
		p.Line(x, y+h, x+w, y+h)
		p.Line(x, y, x, y+h)
		p.Line(x+w, y, x+w, y+h)
		return
	}
	x1, y1 := p.dots(x, y)
	x2, y2 := p.dots(x+w, y+h)
	p.fill(dot{x1, y1}, dot{x2, y1}, dot{x2, y2}, dot{x1, y2})
}

type dot struct{ x, y float64 }

// fill blackens a shape.
func (p *picture) fill(corners ...dot) {
	if p.elsewhere() {
		return
	}
	from, to := corners[0], corners[0]
	for _, c := range corners {
		from = dot{math.Min(from.x, c.x), math.Min(from.y, c.y)}
		to = dot{math.Max(to.x, c.x), math.Max(to.y, c.y)}
	}
	p.ink(from, to, func(at func(x, y float64) (float32, float32)) {
		p.raster.MoveTo(at(corners[0].x, corners[0].y))
		for _, c := range corners[1:] {
			p.raster.LineTo(at(c.x, c.y))
		}
		p.raster.ClosePath()
	})
}

// ink blackens what outline draws between two corners of the page.
func (p *picture) ink(from, to dot, outline func(at func(x, y float64) (float32, float32))) {
	left, top := math.Floor(from.x), math.Floor(from.y)
	box := image.Rect(int(left), int(top), int(math.Ceil(to.x))+1, int(math.Ceil(to.y))+1)
	p.raster.Reset(box.Dx(), box.Dy())
	outline(func(x, y float64) (float32, float32) { return float32(x - left), float32(y - top) })
	p.raster.Draw(p.image, box, image.NewUniform(color.Black), image.Point{})
}

// Text sets letters with their baseline at y.
func (p *picture) Text(x, y float64, text string) {
	if p.elsewhere() {
		return
	}
	em := p.points * mm * p.scale
	fx, fy := p.dots(x, y)
	width := measure(text, p.face, p.points) * p.scale
	p.ink(dot{fx - em, fy - 1.5*em}, dot{fx + width + em, fy + em}, func(at func(x, y float64) (float32, float32)) {
		for _, r := range text {
			p.letter(r, em, func(dx, dy float64) (float32, float32) { return at(fx+dx, fy+dy) })
			fx += typeface()[p.face][r] * em
		}
	})
}

// letter draws a letter's outline; at tells where a place beside its origin is.
func (p *picture) letter(r rune, em float64, at func(dx, dy float64) (float32, float32)) {
	glyph, err := p.font.GlyphIndex(&p.buffer, r)
	if err != nil {
		return
	}
	segments, err := p.font.LoadGlyph(&p.buffer, glyph, fixed.Int26_6(em*64), nil)
	if err != nil {
		return
	}
	place := func(q fixed.Point26_6) (float32, float32) { return at(float64(q.X)/64, float64(q.Y)/64) }
	for _, s := range segments {
		x, y := place(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			p.raster.ClosePath()
			p.raster.MoveTo(x, y)
		case sfnt.SegmentOpLineTo:
			p.raster.LineTo(x, y)
		case sfnt.SegmentOpQuadTo:
			x2, y2 := place(s.Args[1])
			p.raster.QuadTo(x, y, x2, y2)
		case sfnt.SegmentOpCubeTo:
			x2, y2 := place(s.Args[1])
			x3, y3 := place(s.Args[2])
			p.raster.CubeTo(x, y, x2, y2, x3, y3)
		}
	}
	p.raster.ClosePath()
}
