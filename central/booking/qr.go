package booking

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// qrCode is a QR code as a picture in a page: a path of an SVG, which needs no file of its own.
type qrCode struct {
	Size int // modules in a row, with the quiet zone around
	Path string
}

// quiet is how many modules stay white around a QR code.
const quiet = 4

func newQR(text string) (qrCode, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return qrCode{}, fmt.Errorf("QR code: %w", err)
	}
	size := code.Bounds().Dx()
	var path strings.Builder
	for y := range size {
		for x := range size {
			if code.At(x, y) == color.Black {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return qrCode{Size: size + 2*quiet, Path: path.String()}, nil
}
