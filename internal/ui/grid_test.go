package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestGridChoosesItsColumns(t *testing.T) {
	portrait, landscape := fyne.NewSize(1000, 1260), fyne.NewSize(1352, 808)
	for _, c := range []struct {
		name    string
		tiles   int
		box     fyne.Size
		columns int
	}{
		{"a commune's one service, upright", 1, portrait, 1},
		{"six services, upright", 6, portrait, 1},
		{"twelve services, upright", 12, portrait, 2},
		{"one service, lying", 1, landscape, 1},
		{"six services, lying", 6, landscape, 2},
		{"twelve services, lying", 12, landscape, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := gridLayout(28).columns(c.tiles, c.box); got != c.columns {
				t.Errorf("%d columns; want %d", got, c.columns)
			}
		})
	}
}
