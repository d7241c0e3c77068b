package widgets

import (
	"image"
	"image/color"
	"image/draw"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/sheet"
	"motcua/internal/ui"
)

// PageView is one page of a paper, dot for dot: whole, or as wide as it is easy to read and then as much of it as the box holds.
type PageView struct {
	Box      *fyne.Container
	raster   *canvas.Raster
	document sheet.Document
	number   int // of the page; 0: none
	whole    bool
	Offset   int // of the first line of dots shown
	Last     int // the largest offset, when the page was last drawn
	across   int // of the first column of dots shown, where the page is wider than the box
	farthest int // the largest one, when the page was last drawn

	picture image.Image // of the page, as wide as it was drawn last
	of      int         // which page that is
}

// NewPageView returns a view that shows no page yet.
func NewPageView() *PageView {
	v := &PageView{}
	v.raster = canvas.NewRaster(v.draw)
	v.Box = container.NewStack(v.raster)
	return v
}

// Hear has clicks change between the whole page and what can be read, and the wheel go on reading.
func (v *PageView) Hear(wheel func(by int)) {
	v.Box.Add(NewTapArea(func(fyne.Position) { v.Zoom() }, wheel))
}

// Show changes the page.
func (v *PageView) Show(d sheet.Document, number int) {
	if number == v.number && d.Same(v.document) {
		return
	}
	if !d.Same(v.document) {
		v.Offset, v.across = 0, 0
	}
	v.document, v.number, v.picture = d, number, nil
	v.raster.Refresh()
}

// Zoom shows the whole page, or again enough of it to read.
func (v *PageView) Zoom() {
	v.whole, v.Offset, v.across = !v.whole, 0, 0
	v.raster.Refresh()
}

// Top goes to the beginning of the page.
func (v *PageView) Top() { v.Offset, v.across = 0, 0; v.raster.Refresh() }

// Bottom goes to the end of a page, whose length is not known before it is drawn.
func (v *PageView) Bottom() { v.Offset, v.across = 1<<20, 1<<20; v.raster.Refresh() }

// Scroll goes down the page, or up, and over to the other side of one that is wider than the box; false at its end.
func (v *PageView) Scroll(down bool) bool {
	step := int(v.raster.Size().Height * 3 / 4)
	if !down {
		step = -step
	}
	to := max(0, min(v.Last, v.Offset+step))
	switch {
	case to != v.Offset:
		v.Offset = to
	case down && v.across < v.farthest:
		v.Offset, v.across = 0, v.farthest
	case !down && v.across > 0:
		v.Offset, v.across = v.Last, 0
	default:
		return false
	}
	v.raster.Refresh()
	return true
}

// reading is how wide a page is to be read easily, in parts of the width of A5: letters of 9 points are then 3 mm high on the usual
// screen of 96 dots an inch.
const reading = 860

// draw returns the box's dots.
func (v *PageView) draw(width, height int) image.Image {
	box := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(box, box.Bounds(), image.NewUniform(ui.Color(ui.Card)), image.Point{}, draw.Src)
	if v.number == 0 || width < 2 || height < 2 {
		return box
	}
	if v.whole {
		v.render(min(width, int(float64(height)*v.document.Shape())))
	} else {
		v.render(min(2*width-width/8, int(reading*max(1, v.document.Shape()/0.7)))) // two boxes at most, that overlap
	}
	if v.picture == nil {
		return box
	}
	page := v.picture.Bounds()
	v.Last = max(0, page.Dy()-height)
	v.farthest = max(0, page.Dx()-width)
	v.Offset, v.across = min(v.Offset, v.Last), min(v.across, v.farthest)
	at := image.Pt(max(0, (width-page.Dx())/2), 0)
	frame := image.Rectangle{at, at.Add(page.Size())}
	draw.Draw(box, frame, v.picture, image.Pt(v.across, v.Offset), draw.Src)
	edge(box, frame, v.Offset > 0, v.Offset < v.Last)
	return box
}

// render draws the page anew, when it or its width has changed.
func (v *PageView) render(width int) {
	if v.picture != nil && v.of == v.number && v.picture.Bounds().Dx() == width {
		return
	}
	picture, err := v.document.Picture(v.number, width)
	if err != nil {
		slog.Error("a page could not be drawn", "page", v.number, "err", err)
		picture = nil
	}
	v.picture, v.of = picture, v.number
}

// edge draws the edges of the paper, where they are to be seen.
func edge(box *image.NRGBA, frame image.Rectangle, above, below bool) {
	grey := color.NRGBA{0x80, 0x80, 0x80, 0xFF}
	frame = frame.Intersect(box.Bounds())
	for y := frame.Min.Y; y < frame.Max.Y; y++ {
		box.SetNRGBA(frame.Min.X, y, grey)
		box.SetNRGBA(frame.Max.X-1, y, grey)
	}
	for x := frame.Min.X; x < frame.Max.X; x++ {
		if !above {
			box.SetNRGBA(x, frame.Min.Y, grey)
		}
		if !below {
			box.SetNRGBA(x, frame.Max.Y-1, grey)
		}
	}
}
