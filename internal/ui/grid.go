package ui

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// tallestTile keeps a few tiles from becoming doors.
const tallestTile = 380

// Grid lays tiles out in as many columns as make them read best, in the middle of its box: about three times as wide as high,
// and few places left empty.
func Grid(gap float32, tiles ...fyne.CanvasObject) *fyne.Container {
	return container.New(gridLayout(gap), tiles...)
}

type gridLayout float32

func (gap gridLayout) Layout(tiles []fyne.CanvasObject, box fyne.Size) {
	if len(tiles) == 0 {
		return
	}
	columns := gap.columns(len(tiles), box)
	size, rows := gap.tile(len(tiles), columns, box)
	top := (box.Height - float32(rows)*(size.Height+float32(gap)) + float32(gap)) / 2
	for i, tile := range tiles {
		x, y := i%columns, i/columns
		tile.Move(fyne.NewPos(float32(x)*(size.Width+float32(gap)), top+float32(y)*(size.Height+float32(gap))))
		tile.Resize(size)
	}
}

func (gap gridLayout) columns(n int, box fyne.Size) (best int) {
	const shape, empty = 3, 0.3 // the shape to aim at, and what an empty place costs against it
	least := math.Inf(1)
	for columns := 1; columns <= n; columns++ {
		size, rows := gap.tile(n, columns, box)
		cost := math.Abs(math.Log(float64(size.Width/size.Height)/shape)) + empty*float64(rows*columns-n)
		if cost < least {
			best, least = columns, cost
		}
	}
	return best
}

func (gap gridLayout) tile(n, columns int, box fyne.Size) (size fyne.Size, rows int) {
	rows = (n + columns - 1) / columns
	one := func(length float32, n int) float32 { return max(1, (length-float32(n-1)*float32(gap))/float32(n)) }
	return fyne.NewSize(one(box.Width, columns), min(tallestTile, one(box.Height, rows))), rows
}

func (gap gridLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
