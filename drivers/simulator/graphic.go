package simulator

import "fmt"

// bitImageSize: ESC * m nL nH, then one or three bytes a column.
func bitImageSize(p []byte) (int, error) {
	if len(p) < 3 {
		return 3, nil
	}
	high, _, ok := bitImageMode(p[0])
	if !ok {
		return 0, fmt.Errorf("mode %d is not 0, 1, 32 or 33", p[0])
	}
	if err := within("columns", word(p[1:]), 1, 1023); err != nil {
		return 0, err
	}
	return 3 + word(p[1:])*high, nil
}

// bitImageMode gives bytes a column and dots a column's width; with one byte each dot is three rows high.
func bitImageMode(m byte) (high, wide int, ok bool) {
	switch m {
	case 0:
		return 1, 2, true
	case 1:
		return 1, 1, true
	case 32:
		return 3, 2, true
	case 33:
		return 3, 1, true
	}
	return 0, 0, false
}

// bitImage sets a picture 24 rows high in the line buffer, beside the letters.
func (e *engine) bitImage(p []byte) error {
	high, wide, _ := bitImageMode(p[0])
	picture := columnBitmap(word(p[1:]), high*8, p[3:]).scaled(wide, 24/(8*high))
	text := e.readInline(picture)
	room := max(0, e.printable()-e.line.cursor)
	var err error
	if picture.w > room {
		err = fmt.Errorf("%d dots do not fit in the %d left of the line", picture.w, room)
		picture = picture.leftmost(room)
	}
	e.line.add(mark{picture: picture, text: text}, picture.w)
	return err
}

// rasterSize: GS v 0 m xL xH yL yH and x times y bytes; 128 bytes by 4095 rows is what the data sheets allow.
func rasterSize(p []byte) (int, error) {
	if len(p) < 5 {
		return 5, nil
	}
	if _, err := choice(p[0], 0, 1, 2, 3); err != nil {
		return 0, err
	}
	if err := within("bytes a row", word(p[1:]), 1, 128); err != nil {
		return 0, err
	}
	if err := within("rows", word(p[3:]), 1, 4095); err != nil {
		return 0, err
	}
	return 5 + word(p[1:])*word(p[3:]), nil
}

func (e *engine) raster(p []byte) error {
	m, _ := choice(p[0], 0, 1, 2, 3)
	picture := rasterBitmap(word(p[1:])*8, word(p[3:]), p[5:])
	if text := e.readPicture(picture); text != "" {
		e.paper.remark(noteText, text)
	}
	return e.graphic(picture.scaled(1+int(m&1), 1+int(m>>1)))
}
