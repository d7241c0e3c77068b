package simulator

import "bytes"

// bitmap is a picture of one bit a dot, rows from the top, the leftmost dot in the highest bit: the order of GS v 0.
type bitmap struct {
	w, h, stride int
	bits         []byte
}

func newBitmap(w, h int) *bitmap {
	stride := (w + 7) / 8
	return &bitmap{w: w, h: h, stride: stride, bits: make([]byte, stride*h)}
}

// rasterBitmap reads rows as GS v 0 and GS ( L send them.
func rasterBitmap(w, h int, rows []byte) *bitmap {
	b := newBitmap(w, h)
	copy(b.bits, rows)
	return b
}

// columnBitmap reads columns as ESC *, ESC & and FS q send them: each from the top, highest bit first.
func columnBitmap(w, h int, columns []byte) *bitmap {
	b := newBitmap(w, h)
	bytesHigh := (h + 7) / 8
	for i := range w * h {
		x, y := i%w, i/w
		if columns[x*bytesHigh+y/8]&(0x80>>(y%8)) != 0 {
			b.set(x, y)
		}
	}
	return b
}

func (b *bitmap) at(x, y int) bool {
	if x < 0 || y < 0 || x >= b.w || y >= b.h {
		return false
	}
	return b.bits[y*b.stride+x/8]&(0x80>>(x%8)) != 0
}

func (b *bitmap) set(x, y int) {
	if x >= 0 && y >= 0 && x < b.w && y < b.h {
		b.bits[y*b.stride+x/8] |= 0x80 >> (x % 8)
	}
}

func (b *bitmap) fill(x, y, w, h int) {
	for j := y; j < y+h; j++ {
		for i := x; i < x+w; i++ {
			b.set(i, j)
		}
	}
}

// draw burns src over b with its corner at x, y. Heat only adds: nothing is ever whitened.
func (b *bitmap) draw(src *bitmap, x, y int) {
	for j := range src.h {
		row := src.bits[j*src.stride : (j+1)*src.stride]
		for i, eight := range row {
			for bit := 0; eight != 0; bit++ {
				if eight&0x80 != 0 {
					b.set(x+i*8+bit, y+j)
				}
				eight <<= 1
			}
		}
	}
}

// mapped returns a picture of w by h dots, each taken from where source says.
func (b *bitmap) mapped(w, h int, source func(x, y int) (int, int)) *bitmap {
	out := newBitmap(w, h)
	for y := range h {
		for x := range w {
			if b.at(source(x, y)) {
				out.set(x, y)
			}
		}
	}
	return out
}

func (b *bitmap) scaled(wide, high int) *bitmap {
	if wide == 1 && high == 1 {
		return b
	}
	return b.mapped(b.w*wide, b.h*high, func(x, y int) (int, int) { return x / wide, y / high })
}

// leftmost is what is left of the picture on a line of w dots.
func (b *bitmap) leftmost(w int) *bitmap {
	return b.mapped(w, b.h, func(x, y int) (int, int) { return x, y })
}

func (b *bitmap) upsideDown() *bitmap {
	return b.mapped(b.w, b.h, func(x, y int) (int, int) { return b.w - 1 - x, b.h - 1 - y })
}

func (b *bitmap) inverted() *bitmap {
	out := newBitmap(b.w, b.h)
	for i := range b.w * b.h {
		if x, y := i%b.w, i/b.w; !b.at(x, y) {
			out.set(x, y)
		}
	}
	return out
}

// bold is the picture struck twice, the second time one dot to the right.
func (b *bitmap) bold() *bitmap {
	out := newBitmap(b.w, b.h)
	out.draw(b, 0, 0)
	out.draw(b, 1, 0)
	return out
}

func (b *bitmap) rows(from, to int) *bitmap {
	return &bitmap{w: b.w, h: to - from, stride: b.stride, bits: bytes.Clone(b.bits[from*b.stride : to*b.stride])}
}

func (b *bitmap) blank() bool { return len(bytes.Trim(b.bits, "\x00")) == 0 }
