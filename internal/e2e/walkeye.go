package main

import (
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// eye looks at a display many times a second, which a program started for each look could not.
type eye struct {
	conn   *xgb.Conn
	screen *xproto.ScreenInfo
}

func openEye(d *display) (*eye, error) {
	xgb.Logger.SetOutput(io.Discard) // it writes of every display without a password
	conn, err := xgb.NewConnDisplay(d.name)
	if err != nil {
		return nil, fmt.Errorf("look at display %s: %w", d.name, err)
	}
	return &eye{conn, xproto.Setup(conn).DefaultScreen(conn)}, nil
}

// look returns what the display shows.
func (e *eye) look() (*image.RGBA, error) {
	return e.lookAt(image.Rect(0, 0, int(e.screen.WidthInPixels), int(e.screen.HeightInPixels)))
}

// lookAt returns what the display shows in a rectangle of it.
func (e *eye) lookAt(r image.Rectangle) (*image.RGBA, error) {
	r = r.Intersect(image.Rect(0, 0, int(e.screen.WidthInPixels), int(e.screen.HeightInPixels)))
	picture := image.NewRGBA(r)
	if r.Empty() {
		return picture, nil
	}
	seen, err := xproto.GetImage(e.conn, xproto.ImageFormatZPixmap, xproto.Drawable(e.screen.Root),
		int16(r.Min.X), int16(r.Min.Y), uint16(r.Dx()), uint16(r.Dy()), ^uint32(0)).Reply()
	if err != nil {
		return nil, fmt.Errorf("look at a display: %w", err)
	}
	for i := 0; i+3 < min(len(seen.Data), len(picture.Pix)); i += 4 { // blue, green, red, nothing
		picture.Pix[i], picture.Pix[i+1], picture.Pix[i+2], picture.Pix[i+3] = seen.Data[i+2], seen.Data[i+1], seen.Data[i], 0xff
	}
	return picture, nil
}

func (e *eye) close() { e.conn.Close() }

// savePicture writes a picture down, quickly.
func savePicture(path string, picture image.Image) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	fast := png.Encoder{CompressionLevel: png.BestSpeed}
	return errors.Join(fast.Encode(file, picture), file.Close())
}
