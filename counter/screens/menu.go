package screens

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// menuItem is one line of a menu.
type menuItem struct {
	title, help string
	do          func()
}

// menu is the card of what else can be done on a screen: each line has its digit. It lies over everything until answered.
type menu struct {
	box   *fyne.Container
	speak i18n.Localizer

	title   *ui.Text
	list    *fyne.Container
	keys    []*widgets.KeyButton
	cancel  *widgets.KeyButton
	choices []menuItem
}

func newMenu(speak i18n.Localizer) *menu {
	m := &menu{speak: speak, title: ui.Title("", 36, ui.Ink), list: container.NewStack()}
	help := ui.NewText(speak.Text("counter.menu.help"), 22)
	help.Colour, help.Least = ui.Quiet, widgets.SmallestType
	m.cancel = widgets.NewSlimKeyButton("menu.cancel", "Esc", m.close)
	m.cancel.SetContent(widgets.KeyContent{Title: speak.Text("counter.form.cancel")})
	last := ui.Row(12, ui.Share(1, help), ui.Fixed(210, m.cancel))
	card := ui.Panel(ui.Paper, 24, ui.Column(14, ui.Fixed(60, m.title), ui.Share(1, m.list), ui.Fixed(56, last)))
	m.box = container.NewStack(widgets.NewBlind(m.close), ui.Cap(fyne.NewSize(920, 560), card))
	m.box.Hide()
	return m
}

// ask opens the card; nine choices at the most.
func (m *menu) ask(title string, choices ...menuItem) {
	m.title.Say(title)
	m.keys, m.choices = nil, choices
	var tiles []fyne.CanvasObject
	for i, c := range choices {
		k := widgets.NewSlimKeyButton("menu."+strconv.Itoa(i+1), strconv.Itoa(i+1), func() { m.pick(i) })
		k.SetContent(widgets.KeyContent{Title: c.title, Help: c.help})
		m.keys = append(m.keys, k)
		tiles = append(tiles, k)
	}
	m.list.Objects = []fyne.CanvasObject{ui.Grid(12, tiles...)}
	m.list.Refresh()
	m.box.Show()
}

func (m *menu) close() { m.box.Hide() }

func (m *menu) pick(i int) {
	m.close()
	m.choices[i].do()
}

// typed chooses by digit; Escape, or the key that opened the card, closes it.
func (m *menu) typed(name fyne.KeyName) {
	if name == fyne.KeyEscape || name == keyMore {
		m.close()
		return
	}
	if n, err := strconv.Atoi(string(name)); err == nil && n >= 1 && n <= len(m.choices) {
		m.pick(n - 1)
	}
}

func (m *menu) spots() (targets []ui.Target) {
	for _, k := range append(slices.Clone(m.keys), m.cancel) {
		targets = append(targets, ui.Target{Name: k.Name, Object: k})
	}
	return targets
}
