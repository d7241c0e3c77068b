package simulator

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/codabar"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/code39"
	"github.com/boombuler/barcode/code93"
	"github.com/boombuler/barcode/ean"
	"github.com/boombuler/barcode/qr"
	"github.com/boombuler/barcode/twooffive"
)

// qrSettings is the symbol storage of GS ( k: it lasts until ESC @.
type qrSettings struct {
	size  int  // dots a module
	level byte // 48 to 51: L M Q H
	data  []byte
	drawn *bitmap // of data at that level, once it has been printed: one dot a module
}

// qrBlock: 7089 digits are the most that a QR code takes.
func qrBlock(p []byte) (int, error) {
	if len(p) < 2 {
		return 2, nil
	}
	return 2 + word(p), within("length", word(p), 3, 7092)
}

// qrCode is GS ( k with cn 49.
func (e *engine) qrCode(p []byte) error {
	cn, fn, body := p[2], p[3], p[4:]
	if cn != 49 {
		return fmt.Errorf("cn = %d: only QR codes, 49", cn)
	}
	switch fn {
	case 65:
		return e.qrModel(body)
	case 67:
		return setParameter(body, 1, 16, func(n byte) { e.qr.size = int(n) })
	case 69:
		return setParameter(body, 48, 51, func(n byte) { e.qr.level, e.qr.drawn = n, nil })
	case 80:
		return e.qrStore(body)
	case 81:
		if err := setParameter(body, 48, 48, func(byte) {}); err != nil {
			return err
		}
		return e.qrPrint()
	}
	return fmt.Errorf("no function %d", int(fn)+100)
}

func (e *engine) qrModel(p []byte) error {
	if len(p) != 2 || p[0] != 50 || p[1] != 0 {
		return errors.New("n1 n2 = 50 0 are expected: model 2 is the one that readers know")
	}
	return nil
}

func setParameter(p []byte, low, high int, set func(byte)) error {
	if len(p) != 1 {
		return errors.New("one parameter is expected")
	}
	if err := within("n", int(p[0]), low, high); err != nil {
		return err
	}
	set(p[0])
	return nil
}

func (e *engine) qrStore(p []byte) error {
	if len(p) < 2 || p[0] != 48 {
		return errors.New("m = 48 and data are expected")
	}
	e.qr.data, e.qr.drawn = bytes.Clone(p[1:]), nil
	return nil
}

func (e *engine) qrPrint() error {
	if len(e.qr.data) == 0 {
		return errors.New("no symbol data is stored")
	}
	if err := e.startOfLine(); err != nil {
		return err
	}
	if e.qr.drawn == nil {
		symbol, err := qr.Encode(string(e.qr.data), qrLevels[e.qr.level], qr.Auto)
		if err != nil {
			return err
		}
		e.qr.drawn = symbolBitmap(symbol)
	}
	if wide := e.qr.drawn.w * e.qr.size; wide > e.printable() {
		return fmt.Errorf("a symbol %d dots wide is not printed on %d", wide, e.printable())
	}
	e.paper.remark(noteQR, string(e.qr.data))
	return e.graphic(e.qr.drawn.scaled(e.qr.size, e.qr.size))
}

var qrLevels = map[byte]qr.ErrorCorrectionLevel{48: qr.L, 49: qr.M, 50: qr.Q, 51: qr.H}

func symbolBitmap(symbol barcode.Barcode) *bitmap {
	size := symbol.Bounds().Size()
	b := newBitmap(size.X, size.Y)
	for i := range size.X * size.Y {
		x, y := i%size.X, i/size.X
		if r, _, _, _ := symbol.At(x, y).RGBA(); r == 0 {
			b.set(x, y)
		}
	}
	return b
}

// barSettings is how bar codes look: GS h, GS w, GS H, GS f.
type barSettings struct {
	height int  // dots
	module int  // dots of a narrow bar
	text   byte // 0 none, 1 above, 2 below, 3 both
	font   int
}

func (e *engine) barHeight(p []byte) error {
	err := within("height", int(p[0]), 1, 255)
	if err == nil {
		e.bars.height = int(p[0])
	}
	return err
}

func (e *engine) barModule(p []byte) error {
	err := within("width", int(p[0]), 2, 6)
	if err == nil {
		e.bars.module = int(p[0])
	}
	return err
}

func (e *engine) barText(p []byte) error {
	n, err := choice(p[0], 0, 1, 2, 3)
	if err == nil {
		e.bars.text = n
	}
	return err
}

func (e *engine) barFont(p []byte) error {
	n, err := choice(p[0], 0, 1)
	if err == nil {
		e.bars.font = int(n)
	}
	return err
}

// barSize: GS k m d… NUL for m 0 to 6, GS k m n d… for m 65 to 79.
func barSize(p []byte) (int, error) {
	switch {
	case len(p) == 0:
		return 1, nil
	case p[0] <= 6 && len(p) > 1 && p[len(p)-1] == 0:
		return len(p), nil
	case p[0] <= 6 && len(p) < 256:
		return len(p) + 1, nil
	case p[0] < 65 || p[0] > 79:
		return 0, fmt.Errorf("m = %d with %d bytes", p[0], len(p)-1)
	case len(p) < 2:
		return 2, nil
	}
	return 2 + int(p[1]), within("n", int(p[1]), 1, 255)
}

func (e *engine) barCode(p []byte) error {
	m, data := p[0], p[1:]
	if m <= 6 {
		m, data = m+65, data[:len(data)-1]
	} else {
		data = data[1:]
	}
	symbol, content, err := barSymbol(m, string(data))
	if err != nil {
		return err
	}
	return e.printBars(symbolBitmap(symbol), content)
}

func barSymbol(m byte, data string) (symbol barcode.Barcode, content string, err error) {
	switch m {
	case 65, 67, 68:
		if m == 65 {
			data = "0" + data // UPC-A is the EAN-13 of the United States
		}
		symbol, err = ean.Encode(data)
	case 69:
		symbol, err = code39.Encode(strings.Trim(data, "*"), false, false)
	case 70:
		symbol, err = twooffive.Encode(data, true)
	case 71:
		symbol, err = codabar.Encode(data)
	case 72:
		symbol, err = code93.Encode(data, true, true)
	case 73:
		if data, err = code128Content(data); err == nil {
			symbol, err = code128.Encode(data)
		}
	default:
		return nil, "", fmt.Errorf("m = %d: this printer draws 65, 67 to 73", m)
	}
	return symbol, data, err
}

// code128Content reads the code sets of GS k 73: {A or {B then characters, {C then pairs of digits as one byte, {{ a brace.
func code128Content(data string) (string, error) {
	if len(data) < 2 || data[0] != '{' || !strings.Contains("ABC", data[1:2]) {
		return "", errors.New("CODE128 begins with {A, {B or {C")
	}
	var out strings.Builder
	set := byte(0)
	for i := 0; i < len(data); i++ {
		switch {
		case data[i] == '{' && i+1 < len(data):
			i++
			if data[i] == '{' {
				out.WriteByte('{')
			} else if strings.IndexByte("ABC", data[i]) >= 0 {
				set = data[i]
			} else {
				return "", fmt.Errorf("no code {%c", data[i])
			}
		case set == 'C' && data[i] < 100:
			fmt.Fprintf(&out, "%02d", data[i])
		case set != 'C' && data[i] != '{' && data[i] < 0x80:
			out.WriteByte(data[i])
		default:
			return "", fmt.Errorf("byte %02Xh in code set %c", data[i], set)
		}
	}
	return out.String(), nil
}

func (e *engine) printBars(symbol *bitmap, content string) error {
	if err := e.startOfLine(); err != nil {
		return err
	}
	bars := symbol.rows(0, 1).scaled(e.bars.module, e.bars.height)
	if bars.w > e.printable() {
		return fmt.Errorf("a bar code %d dots wide is not printed on %d", bars.w, e.printable())
	}
	words := e.caption(content)
	if e.bars.text&1 != 0 {
		e.paper.print(words, e.placed(words.w))
	}
	e.paper.remark(noteBarcode, content)
	e.paper.print(bars, e.placed(bars.w))
	if e.bars.text&2 != 0 {
		e.paper.print(words, e.placed(words.w))
	}
	return nil
}

// caption is the line that people read above or below the bars.
func (e *engine) caption(content string) *bitmap {
	t := typefaces[e.bars.font]
	words := newBitmap(min(len(content)*t.w, e.printable()), t.h)
	for i := range len(content) {
		words.draw(residentCell(e.bars.font, rune(content[i])), i*t.w, 0)
	}
	return words
}
