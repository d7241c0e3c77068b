package main

import (
	"image"
	"image/color"
	"image/draw"
	"log/slog"

	"fyne.io/fyne/v2/canvas"

	"motcua/internal/sheet"
	"motcua/internal/ui"
)

// pageView is one page of a paper, dot for dot: whole, or as wide as it is easy to read and then as much of it as the box holds.
type pageView struct {
	raster   *canvas.Raster
	document sheet.Document
	number   int // of the page; 0: none
	whole    bool
	offset   int // of the first line of dots shown
	last     int // the largest offset, when the page was last drawn

	picture image.Image // of the page, as wide as it was drawn last
	of      int         // which page that is
}

func newPageView() *pageView {
	v := &pageView{}
	v.raster = canvas.NewRaster(v.draw)
	return v
}

// show changes the page.
func (v *pageView) show(d sheet.Document, number int) {
	if number == v.number && d.Same(v.document) {
		return
	}
	if !d.Same(v.document) {
		v.offset = 0
	}
	v.document, v.number, v.picture = d, number, nil
	v.raster.Refresh()
}

// zoom shows the whole page, or again enough of it to read.
func (v *pageView) zoom() {
	v.whole, v.offset = !v.whole, 0
	v.raster.Refresh()
}

func (v *pageView) top() { v.offset = 0; v.raster.Refresh() }

// bottom is the end of a page whose length is not known before it is drawn.
func (v *pageView) bottom() { v.offset = 1 << 20; v.raster.Refresh() }

// scroll goes down the page, or up; false at its end.
func (v *pageView) scroll(down bool) bool {
	step := int(v.raster.Size().Height * 3 / 4)
	if !down {
		step = -step
	}
	to := max(0, min(v.last, v.offset+step))
	if to == v.offset {
		return false
	}
	v.offset = to
	v.raster.Refresh()
	return true
}

// reading is how wide a page is to be read easily, in parts of the width of A5: letters of 9 points are then 3 mm high on the usual
// screen of 96 dots an inch.
const reading = 860

// draw gives the box's dots.
func (v *pageView) draw(width, height int) image.Image {
	box := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(box, box.Bounds(), image.NewUniform(ui.Color(ui.Card)), image.Point{}, draw.Src)
	if v.number == 0 || width < 2 || height < 2 {
		return box
	}
	if v.whole {
		v.render(min(width, int(float64(height)*v.document.Shape())))
	} else {
		v.render(min(width, int(reading*max(1, v.document.Shape()/0.7))))
	}
	if v.picture == nil {
		return box
	}
	page := v.picture.Bounds()
	v.last = max(0, page.Dy()-height)
	v.offset = min(v.offset, v.last)
	at := image.Pt((width-page.Dx())/2, 0)
	frame := image.Rectangle{at, at.Add(page.Size())}
	draw.Draw(box, frame, v.picture, image.Pt(0, v.offset), draw.Src)
	edge(box, frame, v.offset > 0, v.offset < v.last)
	return box
}

// render draws the page anew, when it or its width has changed.
func (v *pageView) render(width int) {
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
