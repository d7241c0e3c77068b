package screens

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/desk"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// mostDigits is how many services a digit key can choose; the others are chosen by their letter, or clicked.
const mostDigits = 9

// transfer is the card that asks where the person at the desk is sent on to. It lies over everything until answered.
type transfer struct {
	box    *fyne.Container
	speak  i18n.Localizer
	choose func(ticket, service string)

	ticket  string // the person meant, whoever is called meanwhile
	targets []desk.Target
	title   *ui.Text
	list    *fyne.Container
	keys    []*widgets.KeyButton
	cancel  *widgets.KeyButton
}

func newTransfer(speak i18n.Localizer, choose func(ticket, service string)) *transfer {
	t := &transfer{speak: speak, choose: choose, title: ui.Title("", 40, ui.Ink), list: container.NewStack()}
	help := ui.NewText(speak.Text("counter.transfer.help"), 26)
	help.Colour = ui.Quiet
	t.cancel = widgets.NewSlimKeyButton("transfer.cancel", "Esc", func() { t.box.Hide() })
	t.cancel.SetContent(widgets.KeyContent{Title: speak.Text("counter.form.cancel")})
	last := ui.Row(12, ui.Share(1, help), ui.Fixed(210, t.cancel))
	card := ui.Panel(ui.Paper, 24, ui.Column(16, ui.Share(1, t.title), ui.Share(6, t.list), ui.Fixed(56, last)))
	t.box = container.NewStack(widgets.NewBlind(func() { t.box.Hide() }), ui.Cap(fyne.NewSize(1080, 620), card))
	t.box.Hide()
	return t
}

// ask opens the card for the person at the desk.
func (t *transfer) ask(d *desk.Desk) {
	visit := d.Visit()
	t.ticket, t.targets, t.keys = visit.Ticket.ID, d.Targets(), nil
	t.title.Say(t.speak.Text("counter.transfer.title", i18n.Args{"Number": visit.Ticket.Number}))
	var tiles []fyne.CanvasObject
	for i, target := range t.targets {
		k := widgets.NewKeyButton("transfer."+target.Service.Letter, sign(i, target), func() { t.pick(target) })
		k.SetContent(widgets.KeyContent{Title: target.Service.Letter + " · " + target.Service.Name.In(t.speak.Lang), Help: t.helpFor(target)})
		t.keys = append(t.keys, k)
		tiles = append(tiles, k)
	}
	t.list.Objects = []fyne.CanvasObject{ui.Grid(12, tiles...)}
	t.list.Refresh()
	t.box.Show()
}

func sign(i int, target desk.Target) string {
	if i < mostDigits {
		return strconv.Itoa(i + 1)
	}
	return target.Service.Letter
}

func (t *transfer) helpFor(target desk.Target) string {
	return t.speak.Text("counter.transfer.target", i18n.Args{"Counters": strings.Join(target.Counters, ", "), "Waiting": target.Waiting})
}

func (t *transfer) spots() (targets []ui.Target) {
	for _, k := range append(slices.Clone(t.keys), t.cancel) {
		targets = append(targets, ui.Target{Name: k.Name, Object: k})
	}
	return targets
}

func (t *transfer) pick(target desk.Target) {
	t.box.Hide()
	t.choose(t.ticket, target.Service.ID)
}

// typed chooses by digit or by the service's letter; Escape, or the key that opened the card, closes it.
func (t *transfer) typed(name fyne.KeyName) {
	if name == fyne.KeyEscape || name == keyTransfer {
		t.box.Hide()
		return
	}
	for i, target := range t.targets {
		if string(name) == sign(i, target) || string(name) == target.Service.Letter {
			t.pick(target)
			return
		}
	}
}

// draw closes the card when somebody else is at the desk than it was opened for.
func (t *transfer) draw(d *desk.Desk) {
	if v := d.Visit(); t.box.Visible() && (v == nil || v.Ticket.ID != t.ticket) {
		t.box.Hide()
	}
}
