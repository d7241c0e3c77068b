package simulator

import "fmt"

// glyph is a letter of ESC &: columns of three bytes, blank on the right where there are none.
type glyph struct{ columns string }

func (g glyph) picture(font int) *bitmap {
	t := typefaces[font]
	cell := newBitmap(t.w, t.h)
	cell.draw(columnBitmap(len(g.columns)/3, 24, []byte(g.columns)), 0, 0)
	return cell
}

// glyphSize walks through ESC & y c1 c2 [x d…]…: how much comes next is known only as each x comes in.
func glyphSize(p []byte) (int, error) {
	if len(p) < 3 {
		return 3, nil
	}
	if p[0] != 3 || p[1] < 32 || p[2] > 126 || p[1] > p[2] {
		return 0, fmt.Errorf("y c1 c2 = %d %d %d: 3, and 32 to 126 in order", p[0], p[1], p[2])
	}
	at := 3
	for range int(p[2]) - int(p[1]) + 1 {
		if len(p) <= at {
			return at + 1, nil
		}
		if p[at] > 12 {
			return 0, fmt.Errorf("a letter %d dots wide: 12 at most", p[at])
		}
		at += 1 + 3*int(p[at])
	}
	return at, nil
}

func (e *engine) defineGlyphs(p []byte) error {
	at := 3
	for code := p[1]; code <= p[2]; code++ {
		wide := int(p[at])
		if err := within("letter's width", wide, 0, typefaces[e.font].w); err != nil {
			return err
		}
		e.glyphs[e.font][code] = glyph{string(p[at+1 : at+1+3*wide])}
		at += 1 + 3*wide
	}
	return nil
}

func (e *engine) useGlyphs(p []byte) error { e.downloaded = p[0]&1 == 1; return nil }

func (e *engine) dropGlyph(p []byte) error {
	if err := within("code", int(p[0]), 32, 126); err != nil {
		return err
	}
	delete(e.glyphs[e.font], p[0])
	return nil
}
