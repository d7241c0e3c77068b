package main

import (
	"fmt"
	"io"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xfixes"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// glass is a display as a finger and an eye have it: XTEST touches it, DAMAGE tells when its pixels change.
type glass struct {
	conn    *xgb.Conn
	root    xproto.Window
	changes chan time.Time // one for each change of pixels seen
}

// openGlass joins a display.
func openGlass(d *display) (*glass, error) {
	xgb.Logger.SetOutput(io.Discard) // it writes of every display without a password
	conn, err := xgb.NewConnDisplay(d.name)
	if err != nil {
		return nil, fmt.Errorf("join display %s: %w", d.name, err)
	}
	g := &glass{conn: conn, root: xproto.Setup(conn).DefaultScreen(conn).Root, changes: make(chan time.Time, 1024)}
	for _, extension := range []func(*xgb.Conn) error{xfixes.Init, damage.Init, xtest.Init, g.watch} {
		if err := extension(conn); err != nil {
			conn.Close()
			return nil, fmt.Errorf("join display %s: %w", d.name, err)
		}
	}
	go g.look()
	return g, nil
}

// watch asks to be told of every change below the root window.
func (g *glass) watch(conn *xgb.Conn) error {
	// A server answers requests of an extension only after both have said which version they speak.
	if _, err := xfixes.QueryVersion(conn, 5, 0).Reply(); err != nil {
		return err
	}
	if _, err := damage.QueryVersion(conn, 1, 1).Reply(); err != nil {
		return err
	}
	id, err := damage.NewDamageId(conn)
	if err != nil {
		return err
	}
	return damage.CreateChecked(conn, id, xproto.Drawable(g.root), damage.ReportLevelRawRectangles).Check()
}

func (g *glass) look() {
	for {
		event, err := g.conn.WaitForEvent()
		if event == nil && err == nil {
			close(g.changes)
			return
		}
		if _, changed := event.(damage.NotifyEvent); changed {
			g.changes <- time.Now()
		}
	}
}

// The kinds of input that XTEST makes up are those of the core events.
const (
	pressed  = xproto.ButtonPress
	released = xproto.ButtonRelease
	moved    = xproto.MotionNotify
)

// move brings the finger over a place without touching it.
func (g *glass) move(x, y int) { g.input(moved, 0, x, y) }

// press and release are a finger's coming and going.
func (g *glass) press()   { g.input(pressed, xproto.ButtonIndex1, 0, 0) }
func (g *glass) release() { g.input(released, xproto.ButtonIndex1, 0, 0) }

func (g *glass) input(kind, detail byte, x, y int) {
	_ = xtest.FakeInputChecked(g.conn, kind, detail, 0, g.root, int16(x), int16(y), 0).Check() // what a lost touch does not change is found out
}

// awaitQuiet waits until no pixel has changed for a while.
func (g *glass) awaitQuiet(quiet time.Duration) {
	for {
		select {
		case <-g.changes:
		case <-time.After(quiet):
			return
		}
	}
}

// pixel is the colour at a place.
func (g *glass) pixel(x, y int) (uint32, error) {
	image, err := xproto.GetImage(g.conn, xproto.ImageFormatZPixmap, xproto.Drawable(g.root), int16(x), int16(y), 1, 1, ^uint32(0)).Reply()
	if err != nil {
		return 0, err
	}
	return xgb.Get32(image.Data), nil
}

// awaitColour waits until the pixel at a place has a colour, and gives the moment when that was seen.
func (g *glass) awaitColour(x, y int, is func(uint32) bool) (time.Time, error) {
	late := time.After(patience)
	for {
		select {
		case at := <-g.changes:
			if now, err := g.pixel(x, y); err != nil || is(now) {
				return at, err
			}
		case <-late:
			return time.Time{}, fmt.Errorf("what was waited for never came at %d,%d", x, y)
		}
	}
}

func (g *glass) close() { g.conn.Close() }
