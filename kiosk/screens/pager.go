package screens

import (
	"fyne.io/fyne/v2"

	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// newPager leads through pages, counted from 0, and at the first and the last of them no farther; where there is one only, it is hidden and can be
// touched nowhere.
func newPager(say i18n.Localizer, page, pages int, onPage func(page int)) (row *fyne.Container, targets []*ui.Button) {
	back := turner("back", say, page > 0, func() { onPage(page - 1) })
	next := turner("forward", say, page < pages-1, func() { onPage(page + 1) })
	ui.NewAlike(back, next)
	where := ui.NewText(say.Text("kiosk.page", i18n.Args{"Page": page + 1, "Pages": pages}), 36)
	row = ui.Row(Gap, ui.Share(1, back), ui.Share(0.5, where), ui.Share(1, next))
	if pages < 2 {
		row.Hide()
		return row, nil
	}
	return row, []*ui.Button{back, next}
}

// turner is a button that turns pages one way; there is none at the end of the way.
func turner(way string, say i18n.Localizer, on bool, turn func()) *ui.Button {
	name, colour := map[string]string{"back": "page.back", "forward": "page.next"}[way], ui.Ink
	if !on {
		colour = ui.Edge
	}
	b := ui.NewButton(name, ui.Tile, 40, ui.Content{Icon: ui.Icon(way, colour), Title: say.Text("kiosk." + name)}, turn)
	b.Kill(!on)
	return b
}
