package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/kiosk/visit"
)

// Home offers what people come for: a number above all, then what a procedure asks for, then the rest.
type Home struct {
	Screen
	say    i18n.Localizer
	number *ui.Button
	lookup *ui.Button
	help   *offlineBanner
}

// NewHome makes the first screen; onBegin is told what was touched.
func NewHome(say i18n.Localizer, onBegin func(visit.Step)) *Home {
	h := &Home{say: say, help: newOfflineBanner(say, say.Text("kiosk.home.help"))}
	h.Name = "home"
	add := func(name string, look ui.Look, size float32, face ui.Content, step visit.Step) *ui.Button {
		face.Title = say.Text("kiosk." + name)
		b := ui.NewButton(name, look, size, face, func() { onBegin(step) })
		h.Targets = append(h.Targets, b)
		return b
	}
	tile := func(name string, step visit.Step) ui.Part {
		return ui.Share(1, add(name, ui.Tile, 50, ui.Content{Icon: ui.Icon(name, ui.Crest)}, step))
	}
	h.number = add("number", ui.Main, 88, ui.Content{Icon: ui.Icon("ticket", ui.OnCrest)}, visit.Choosing)
	h.lookup = add("lookup", ui.Tile, 50, ui.Content{Icon: ui.Icon("lookup", ui.Crest)}, visit.CodeEntry)
	find := add("find", ui.Tile, 58, ui.Content{Icon: ui.Icon("procedures", ui.Crest), Subtitle: say.Text("kiosk.find.help")}, visit.Finding)
	head := ui.Column(Gap/2,
		ui.Share(1.4, ui.Title(say.Text("kiosk.home.title"), 76, ui.Crest)),
		ui.Share(1, h.help.Container),
	)
	rest := ui.Column(Gap,
		ui.Share(1, ui.Row(Gap, ui.Share(1, h.lookup), tile("opinion", visit.RateVisit))),
		ui.Share(1, ui.Row(Gap, tile("online", visit.Filing), tile("payment", visit.Paying))),
	)
	h.Content = ui.Pad(Margin, container.New(homeLayout{}, h.Heading(head), h.number, find, rest))
	return h
}

// Update writes how many wait in the hall, as far as that is known, and what cannot be done just now.
func (h *Home) Update(v hall.View, now Trouble) {
	h.help.update(now)
	h.lookup.SetContent(ui.Content{Icon: ui.Icon("lookup", ui.Crest), Title: h.say.Text("kiosk.lookup"), Subtitle: notNow(h.say, now.Online)})
	face := h.number.Content()
	if face.Subtitle = waiting(h.say, len(v.Waiting), now.Online); face.Subtitle == "" {
		face.Subtitle = h.say.Text("kiosk.number.help")
	}
	h.number.SetContent(face)
}

// notNow returns what a tile says of a way that needs central; empty while it is there.
func notNow(say i18n.Localizer, online bool) string {
	if online {
		return ""
	}
	return say.Text("kiosk.not_now")
}

// homeLayout puts what most people come for on top, or to the left on a wide panel.
type homeLayout struct{}

func (homeLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	head, number, find, rest := objects[0], objects[1], objects[2], objects[3]
	var headed float32 = 184
	if upright(box) {
		headed = 214
	}
	top := stack(0, 0, box.Width, tall{head, headed})
	if upright(box) {
		high := box.Height - top - 2*Gap
		Place(number, 0, top, box.Width, high*0.28)
		Place(find, 0, top+Gap+high*0.28, box.Width, high*0.19)
		Place(rest, 0, top+2*Gap+high*0.47, box.Width, high*0.53)
		return
	}
	side, high := (box.Width-Gap)/2, box.Height-top
	Place(number, 0, top, side, (high-Gap)*0.6)
	Place(find, 0, top+Gap+(high-Gap)*0.6, side, (high-Gap)*0.4)
	Place(rest, side+Gap, top, side, high)
}

func (homeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
