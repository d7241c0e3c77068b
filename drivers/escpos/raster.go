package escpos

import "slices"

// lineFeed is the height of a line of single letters in dots, as printers have it after ESC @; taller letters take their own height.
const lineFeed = 30

// band prints a line of letters as a picture of its inked rows; what is white above and below is fed.
func (e *Encoder) band(text []rune, m mode) {
	c := cells[m.face]
	picture := NewBitmap(min(e.profile.Dots, len(text)*c.width*m.wide), c.height*m.high)
	for i, r := range text {
		if r = printed(r); r != ' ' {
			picture.draw(glyph(r, m.face, m.bold), i*c.width*m.wide, 0, m.wide, m.high)
		}
	}
	top, bottom := picture.Inked()
	e.feedDots(top)
	e.raster(picture, top, bottom, 1)
	e.feedDots(max(lineFeed, picture.Height) - bottom)
}

// feedDots feeds less than a line, ESC J; the line buffer must be empty.
func (e *Encoder) feedDots(n int) {
	for ; n > 0; n -= 255 {
		e.cmd(esc, 'J', byte(min(n, 255)))
	}
}

// raster prints the rows from top to bottom by GS v 0, each dot scale (1 or 2) dots wide and high.
func (e *Encoder) raster(b *Bitmap, top, bottom, scale int) {
	stride := b.stride()
	for rows := max(1, commandLimit/stride); top < bottom; top += rows {
		n := min(rows, bottom-top)
		enlarged := byte(0)
		if scale == 2 {
			enlarged = 3
		}
		e.out = append(e.out, gs, 'v', '0', enlarged, byte(stride), byte(stride>>8), byte(n), byte(n>>8))
		e.out = append(e.out, guarded(slices.Clone(b.Rows[top*stride:(top+n)*stride]))...)
		e.bound()
	}
}
