package main

import (
	"fyne.io/fyne/v2"

	"motcua/internal/ui"
	"motcua/internal/words"
)

// newPager leads around through pages, counted from 0; where there is one only, it is hidden and can be touched nowhere.
func newPager(say words.Speaker, page, pages int, onPage func(page int)) (row *fyne.Container, targets []*ui.Button) {
	back := ui.NewButton("page.back", ui.Tile, 40, ui.Face{Icon: ui.Icon("back", ui.Ink), Title: say.Say("kiosk.page.back")},
		func() { onPage((page + pages - 1) % pages) })
	next := ui.NewButton("page.next", ui.Tile, 40, ui.Face{Icon: ui.Icon("forward", ui.Ink), Title: say.Say("kiosk.page.next")},
		func() { onPage((page + 1) % pages) })
	where := ui.NewText(say.Say("kiosk.page", words.Args{"Page": page + 1, "Pages": pages}), 36)
	row = ui.Row(gap, ui.Share(1, back), ui.Share(0.5, where), ui.Share(1, next))
	if pages < 2 {
		row.Hide()
		return row, nil
	}
	return row, []*ui.Button{back, next}
}
