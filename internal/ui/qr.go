package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"motcua/internal/ui/render"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// QR is a code for a phone, dark on light whatever the mode: cameras read no other. Content is at most 700 bytes.
func QR(content string) fyne.CanvasObject {
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err == nil {
		code, err = barcode.Scale(code, dots*code.Bounds().Dx(), dots*code.Bounds().Dy())
	}
	if err != nil {
		return canvas.NewRectangle(white) // settings are checked where they are read: there is nothing a citizen could do
	}
	picture := canvas.NewImageFromImage(code)
	picture.FillMode = canvas.ImageFillContain
	const quiet = 28 // at least four modules of a code this large
	return Square(render.NewBackground(white, corner), Pad(quiet, picture))
}

var white = rgb(0xFFFFFF)

// dots is how many pixels a side of a module has before it is fitted into its box: enough to stay sharp.
const dots = 16
