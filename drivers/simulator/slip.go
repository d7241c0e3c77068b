package simulator

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"time"
)

// Slip is a piece of paper that has left the printer.
type Slip struct {
	Number   int       // 1, 2, 3 … since the printer was made
	Text     []string  // printed lines that are not empty, from the top; ▒ is a picture of a letter that nobody taught us
	QR       []string  // content of the printer's own QR codes
	Barcodes []string  // content of bar codes
	Logos    []string  // keys of the pictures printed from NV memory
	Bytes    int       // bytes of the stream the printer worked through since the slip before
	CutAt    time.Time // when the knife had fallen
	// Whole is false when something happened between the slip's two edges: paper or power gone, a wire pulled, bytes lost,
	// or the printing of a torn slip's remainder.
	Whole      bool
	Violations int // of the data sheet, since the slip before

	picture *bitmap
	dpi     int
}

// Blank tells that there is nothing on the paper.
func (s Slip) Blank() bool { return s.picture == nil || s.picture.blank() }

// Image is the slip true to dots: one pixel a dot, black and white, the paper's own margins included.
func (s Slip) Image() *image.Paletted {
	white, black := color.Gray{Y: 255}, color.Gray{Y: 0}
	img := image.NewPaletted(image.Rect(0, 0, s.picture.w, s.picture.h), color.Palette{white, black})
	for i, eight := range s.picture.bits {
		x, y := i%s.picture.stride*8, i/s.picture.stride
		for ; eight != 0; x, eight = x+1, eight<<1 {
			img.Pix[y*img.Stride+x] = eight >> 7
		}
	}
	return img
}

// PNG is the slip as a file of one bit a dot, with the dots an inch of the print head.
func (s Slip) PNG() []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, s.Image()); err != nil {
		panic("png: " + err.Error()) // a buffer takes everything
	}
	return withResolution(out.Bytes(), s.dpi)
}

// withResolution adds a pHYs chunk behind the header: dots a metre both ways.
func withResolution(file []byte, dpi int) []byte {
	const header = 8 + 4 + 4 + 13 + 4 // signature and the IHDR chunk
	metre := uint32(float64(dpi)/0.0254 + 0.5)
	body := binary.BigEndian.AppendUint32([]byte("pHYs"), metre)
	body = append(binary.BigEndian.AppendUint32(body, metre), 1)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	chunk = append(chunk, body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(body))
	return append(append(bytes.Clone(file[:header]), chunk...), file[header:]...)
}
