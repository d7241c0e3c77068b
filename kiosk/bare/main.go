// Command bare is what Fyne does by itself: an empty window over the whole display with one small rectangle in its middle, which a touch
// paints in another colour. make bench-kiosk touches it as it touches the kiosk, to tell how much of an answer's time the machine and Fyne
// alone take.
package main

import (
	"fmt"
	"image/color"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

func main() {
	os.Setenv("FYNE_DISABLE_DPI_DETECTION", "1")
	os.Setenv("FYNE_SCALE", "1")
	a := app.NewWithID("vn.motcua.bare")
	w := a.NewWindow("bare")
	w.SetPadded(false)
	w.SetContent(container.NewCenter(newPlate()))
	w.Resize(fyne.NewSize(1080, 1920))
	w.SetFullScreen(true)
	a.Lifecycle().SetOnStarted(func() { fmt.Println("bare is there") })
	w.ShowAndRun()
}

// plate shows a finger.
type plate struct {
	widget.BaseWidget
	ground *canvas.Rectangle
}

func newPlate() *plate {
	p := &plate{ground: canvas.NewRectangle(color.White)}
	p.ground.SetMinSize(fyne.NewSquareSize(100))
	p.ExtendBaseWidget(p)
	return p
}

func (p *plate) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.ground) }

func (p *plate) MouseDown(*desktop.MouseEvent) { p.paint(color.Black) }
func (p *plate) MouseUp(*desktop.MouseEvent)   { p.paint(color.White) }

// MouseIn is for Fyne, and so are the next two: a finger that slides off is lifted elsewhere.
func (p *plate) MouseIn(*desktop.MouseEvent)    {}
func (p *plate) MouseMoved(*desktop.MouseEvent) {}
func (p *plate) MouseOut()                      { p.paint(color.White) }

func (p *plate) paint(c color.Color) {
	p.ground.FillColor = c
	p.ground.Refresh()
}
