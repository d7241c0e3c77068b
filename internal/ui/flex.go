package ui

import (
	"image/color"

	"motcua/internal/ui/render"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Part is one piece of a Column or a Row: so many pixels, or a share of what the others leave.
type Part struct {
	pixels, share float32
	object        fyne.CanvasObject
}

// Fixed is a part of so many pixels.
func Fixed(pixels float32, o fyne.CanvasObject) Part { return Part{pixels: pixels, object: o} }

// Share is a part that gets its share of the room that fixed parts leave.
func Share(n float32, o fyne.CanvasObject) Part { return Part{share: n, object: o} }

// Space is an empty part.
func Space(share float32) Part { return Share(share, canvas.NewRectangle(color.Transparent)) }

// Column lays parts out from top to bottom. Hidden ones take no room.
func Column(gap float32, parts ...Part) *fyne.Container { return flex(gap, parts, always(true)) }

// Row lays parts out from left to right. Hidden ones take no room.
func Row(gap float32, parts ...Part) *fyne.Container { return flex(gap, parts, always(false)) }

// Split is a column where there is more height than width, and a row where not: shares are meant for both, pixels seldom.
func Split(gap float32, parts ...Part) *fyne.Container { return flex(gap, parts, portrait) }

// Fold is a row where there is at least so much width, in pixels, and a column where not.
func Fold(width, gap float32, parts ...Part) *fyne.Container {
	return flex(gap, parts, func(box fyne.Size) bool { return box.Width < width })
}

func always(down bool) func(fyne.Size) bool { return func(fyne.Size) bool { return down } }

func portrait(size fyne.Size) bool { return size.Height > size.Width }

func flex(gap float32, parts []Part, down func(fyne.Size) bool) *fyne.Container {
	objects := make([]fyne.CanvasObject, len(parts))
	for i, p := range parts {
		objects[i] = p.object
	}
	return container.New(&flexLayout{gap, parts, down}, objects...)
}

type flexLayout struct {
	gap   float32
	parts []Part
	down  func(fyne.Size) bool // whether a box is filled from top to bottom
}

func (l *flexLayout) Layout(_ []fyne.CanvasObject, box fyne.Size) {
	down := l.down(box)
	length, width := box.Width, box.Height
	if down {
		length, width = box.Height, box.Width
	}
	pixels, shares := l.needs()
	unit := max(0, length-pixels) / max(shares, 1e-6)
	var at float32
	for _, p := range l.parts {
		if !p.object.Visible() {
			continue
		}
		long := p.pixels + p.share*unit
		if down {
			p.object.Move(fyne.NewPos(0, at))
			p.object.Resize(fyne.NewSize(width, long))
		} else {
			p.object.Move(fyne.NewPos(at, 0))
			p.object.Resize(fyne.NewSize(long, width))
		}
		at += long + l.gap
	}
}

// needs sums the pixels, gaps among them, and the shares of the parts that are seen.
func (l *flexLayout) needs() (pixels, shares float32) {
	pixels = -l.gap
	for _, p := range l.parts {
		if p.object.Visible() {
			pixels += p.pixels + l.gap
			shares += p.share
		}
	}
	return max(0, pixels), shares
}

// MinSize is nothing: a screen fills the window whatever the window is.
func (l *flexLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Pad keeps free room around an object.
func Pad(pixels float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(padLayout(pixels), o)
}

type padLayout float32

func (pad padLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewSquareOffsetPos(float32(pad)))
		o.Resize(fyne.NewSize(max(0, box.Width-2*float32(pad)), max(0, box.Height-2*float32(pad))))
	}
}

func (pad padLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Cap lets an object grow to a size at most, in the middle of its box.
func Cap(most fyne.Size, o fyne.CanvasObject) *fyne.Container {
	return container.New(capLayout(most), o)
}

type capLayout fyne.Size

func (most capLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	size := box.Min(fyne.Size(most))
	for _, o := range objects {
		o.Move(fyne.NewPos((box.Width-size.Width)/2, (box.Height-size.Height)/2))
		o.Resize(size)
	}
}

func (most capLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Panel is a ground of a colour with round corners under an object.
func Panel(ground fyne.ThemeColorName, pad float32, o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(render.NewBackground(Color(ground), corner), Pad(pad, o))
}

// Band is a ground of a colour from edge to edge under an object.
func Band(ground fyne.ThemeColorName, pad float32, o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(render.NewBackground(Color(ground), 0), Pad(pad, o))
}

// Square stacks objects in the largest square that fits, in the middle of its box.
func Square(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(squareLayout{}, objects...)
}

type squareLayout struct{}

func (squareLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	side := min(box.Width, box.Height)
	at := fyne.NewPos((box.Width-side)/2, (box.Height-side)/2)
	for _, o := range objects {
		put(o, at, fyne.NewSquareSize(side))
	}
}

func (squareLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
