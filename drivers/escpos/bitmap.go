package escpos

import "image"

// Bitmap is a picture of black and white dots: rows from the top, each in whole bytes, the leftmost dot in the highest bit.
type Bitmap struct {
	Width, Height int
	Rows          []byte
}

// NewBitmap returns a white picture of the given size in dots.
func NewBitmap(width, height int) *Bitmap {
	return &Bitmap{Width: width, Height: height, Rows: make([]byte, (width+7)/8*height)}
}

// BitmapOf turns a picture into dots: darker than half is black, transparent is white.
func BitmapOf(img image.Image) *Bitmap {
	at := img.Bounds().Min
	b := NewBitmap(img.Bounds().Dx(), img.Bounds().Dy())
	for y := range b.Height {
		for x := range b.Width {
			r, g, bl, a := img.At(at.X+x, at.Y+y).RGBA()
			if luminance := (299*r+587*g+114*bl)/1000 + (0xFFFF - a); luminance < 0x8000 {
				b.Set(x, y)
			}
		}
	}
	return b
}

func (b *Bitmap) stride() int { return (b.Width + 7) / 8 }

// Set blackens one dot.
func (b *Bitmap) Set(x, y int) { b.Rows[y*b.stride()+x/8] |= 0x80 >> (x % 8) }

func (b *Bitmap) black(x, y int) bool { return b.Rows[y*b.stride()+x/8]&(0x80>>(x%8)) != 0 }

// row returns the bytes of one line of dots.
func (b *Bitmap) row(y int) []byte { return b.Rows[y*b.stride() : (y+1)*b.stride()] }

// draw stamps other with its top left dot at x, y, each dot wide × high; what lies outside is left out.
func (b *Bitmap) draw(other *Bitmap, x, y, wide, high int) {
	for oy := range other.Height * high {
		for ox := range other.Width * wide {
			if x+ox < b.Width && y+oy < b.Height && other.black(ox/wide, oy/high) {
				b.Set(x+ox, y+oy)
			}
		}
	}
}

// Inked returns the rows from the first to past the last that holds a black dot.
func (b *Bitmap) Inked() (top, bottom int) {
	top, bottom = b.Height, 0
	for y := range b.Height {
		for _, dots := range b.row(y) {
			if dots != 0 {
				top, bottom = min(top, y), y+1
				break
			}
		}
	}
	return min(top, bottom), bottom
}

// columns returns the dots column by column from the left, bytesHigh each, the topmost dot in the highest bit: the order of ESC &,
// ESC * and FS q. Each dot is wide dots wide, and the picture begins at row top of the columns.
func (b *Bitmap) columns(bytesHigh, top, wide int) []byte {
	out := make([]byte, bytesHigh*b.Width*wide)
	for x := range b.Width * wide {
		column := out[x*bytesHigh : (x+1)*bytesHigh]
		for y := range b.Height {
			if b.black(x/wide, y) {
				column[(top+y)/8] |= 0x80 >> ((top + y) % 8)
			}
		}
	}
	return guarded(out)
}

// guarded blackens one dot wherever a picture holds the beginning of a real-time command: printers obey those even within a picture,
// and answer unasked, or throw their buffers away.
func guarded(dots []byte) []byte {
	for i := 0; i+1 < len(dots); i++ {
		if next := dots[i+1]; dots[i] == dle && (next == 0x04 || next == 0x05 || next == 0x14) {
			dots[i] |= 0x08
		}
	}
	return dots
}
