package escpos

import (
	"errors"
	"fmt"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/qr"

	"motcua/drivers"
)

// qrBytes is how many bytes a QR code of each version holds at error correction M (ISO/IEC 18004, table 7), version 1 first.
var qrBytes = [...]int{14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711}

const (
	qrLimit      = 700
	quietModules = 4 // of white on each side: the standard's, which no printer adds by itself
)

// qrModules is how many modules wide the code of n bytes will be, the white on both sides included.
func qrModules(n int) int {
	for i, holds := range qrBytes {
		if n <= holds {
			return 21 + 4*i + 2*quietModules
		}
	}
	return 21 + 4*len(qrBytes) + 2*quietModules
}

// qr prints a centred QR code, each module 3 to 6 dots (0.4 to 0.75 mm): smaller ones a worn phone cannot read.
func (e *Encoder) qr(content string) error {
	if content == "" || len(content) > qrLimit {
		return fmt.Errorf("%d bytes: 1 to %d", len(content), qrLimit)
	}
	e.setAlign(drivers.Centre)
	size := max(3, min(6, e.profile.Dots/qrModules(len(content))))
	e.feedDots(quietModules * size)
	defer e.feedDots(quietModules * size)
	if !e.profile.QR {
		return e.drawQR(content, size)
	}
	if e.state.qrSize != byte(size) {
		e.qrCommand('C', byte(size)) // fn 167
		e.qrCommand('E', '1')        // fn 169: M restores 15 %
		e.state.qrSize = byte(size)
	}
	e.qrCommand('P', append([]byte{'0'}, content...)...) // fn 180
	e.qrCommand('Q', '0')                                // fn 181
	return nil
}

// qrCommand sends one function of GS ( k for QR codes.
func (e *Encoder) qrCommand(function byte, data ...byte) {
	n := len(data) + 2
	e.cmd(append([]byte{gs, '(', 'k', byte(n), byte(n >> 8), '1', function}, data...)...)
}

func (e *Encoder) drawQR(content string, size int) error {
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		return err
	}
	scale := 1
	if size%2 == 0 {
		scale = 2 // the printer doubles the dots: a quarter of the bytes
	}
	e.symbol(code, size/scale, size/scale, scale)
	return nil
}

// symbol prints what the bar-code library has drawn, each module wide × high.
func (e *Encoder) symbol(code barcode.Barcode, wide, high, scale int) {
	modules := BitmapOf(code)
	picture := NewBitmap(modules.Width*wide, modules.Height*high)
	picture.draw(modules, 0, 0, wide, high)
	e.raster(picture, 0, picture.Height, scale)
}

const (
	barHeight = 64 // dots, 8 mm
	barWidth  = 2  // dots a module: the finest that all printers have
	barLimit  = 40
)

var errASCII = errors.New("bar codes hold printable ASCII only")

// barcode prints a centred CODE128.
func (e *Encoder) barcode(content string) error {
	if content == "" || len(content) > barLimit {
		return fmt.Errorf("%d characters: 1 to %d", len(content), barLimit)
	}
	for _, c := range []byte(content) {
		if c < ' ' || c > '~' {
			return errASCII
		}
	}
	data := code128Data(content)
	if width := code128Modules(data) * barWidth; width > e.profile.Dots {
		return fmt.Errorf("%d characters are %d dots wide, the paper %d", len(content), width, e.profile.Dots)
	}
	e.setAlign(drivers.Centre)
	if !e.profile.Code128 {
		code, err := code128.Encode(content)
		if err != nil {
			return err
		}
		e.symbol(code, barWidth/2, barHeight/2, 2)
		return nil
	}
	if !e.state.barcode {
		e.cmd(gs, 'h', barHeight)
		e.cmd(gs, 'w', barWidth)
		e.state.barcode = true
	}
	e.cmd(append([]byte{gs, 'k', 73, byte(len(data))}, data...)...)
	return nil
}

// code128Data names the code sets as GS k 73 wants them: pairs of digits in set C where four or more stand together, the rest in B.
func code128Data(content string) []byte {
	var out []byte
	set := byte(0)
	use := func(s byte) {
		if set != s {
			out = append(out, '{', s)
			set = s
		}
	}
	for content != "" {
		if n := digits(content) &^ 1; n >= 4 {
			use('C')
			for i := 0; i < n; i += 2 {
				out = append(out, (content[i]-'0')*10+content[i+1]-'0')
			}
			content = content[n:]
			continue
		}
		use('B')
		if content[0] == '{' {
			out = append(out, '{')
		}
		out = append(out, content[0])
		content = content[1:]
	}
	return out
}

// code128Modules is how wide the symbol will be: eleven modules a character, a check and a stop of thirteen. The start is the first of
// data's escapes; the white that readers want on both sides is the paper's margin.
func code128Modules(data []byte) int {
	escapes := 0 // of two bytes that are one character
	for i := 0; i+1 < len(data); i++ {
		if data[i] == '{' {
			escapes++
			i++
		}
	}
	return 11*(len(data)-escapes+1) + 13
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
