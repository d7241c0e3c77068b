package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/hall"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/visit"
)

// homeScreen offers what people come for: a number above all, then what a procedure asks for, then the rest.
type homeScreen struct {
	screen
	say    words.Speaker
	number *ui.Button
	lookup *ui.Button
	help   *guidance
}

// newHome makes the first screen; onBegin is told what was touched.
func newHome(say words.Speaker, onBegin func(visit.Step)) *homeScreen {
	h := &homeScreen{say: say, help: newGuidance(say, say.Say("kiosk.home.help"))}
	h.name = "home"
	add := func(name string, look ui.Look, size float32, face ui.Face, step visit.Step) *ui.Button {
		face.Title = say.Say("kiosk." + name)
		b := ui.NewButton(name, look, size, face, func() { onBegin(step) })
		h.targets = append(h.targets, b)
		return b
	}
	tile := func(name string, step visit.Step) ui.Part {
		return ui.Share(1, add(name, ui.Tile, 50, ui.Face{Icon: ui.Icon(name, ui.Crest)}, step))
	}
	h.number = add("number", ui.Main, 88, ui.Face{Icon: ui.Icon("ticket", ui.OnCrest)}, visit.Choosing)
	h.lookup = add("lookup", ui.Tile, 50, ui.Face{Icon: ui.Icon("lookup", ui.Crest)}, visit.Seeking)
	find := add("find", ui.Tile, 58, ui.Face{Icon: ui.Icon("procedures", ui.Crest), Subtitle: say.Say("kiosk.find.help")}, visit.Finding)
	head := ui.Column(gap/2,
		ui.Share(1.4, ui.Title(say.Say("kiosk.home.title"), 76, ui.Crest)),
		ui.Share(1, h.help.Container),
	)
	rest := ui.Column(gap,
		ui.Share(1, ui.Row(gap, ui.Share(1, h.lookup), tile("opinion", visit.Judging))),
		ui.Share(1, ui.Row(gap, tile("online", visit.Filing), tile("payment", visit.Paying))),
	)
	h.content = ui.Pad(margin, container.New(homeLayout{}, h.heads(head), h.number, find, rest))
	return h
}

// update writes how many wait in the hall, as far as that is known, and what cannot be done just now.
func (h *homeScreen) update(v hall.View, now hindrance) {
	h.help.update(now)
	h.lookup.Wear(ui.Face{Icon: ui.Icon("lookup", ui.Crest), Title: h.say.Say("kiosk.lookup"), Subtitle: notNow(h.say, now.online)})
	face := h.number.Face()
	if face.Subtitle = waiting(h.say, len(v.Waiting), now.online); face.Subtitle == "" {
		face.Subtitle = h.say.Say("kiosk.number.help")
	}
	h.number.Wear(face)
}

// notNow is what a tile says of a way that needs central; empty while it is there.
func notNow(say words.Speaker, online bool) string {
	if online {
		return ""
	}
	return say.Say("kiosk.not_now")
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
		high := box.Height - top - 2*gap
		place(number, 0, top, box.Width, high*0.28)
		place(find, 0, top+gap+high*0.28, box.Width, high*0.19)
		place(rest, 0, top+2*gap+high*0.47, box.Width, high*0.53)
		return
	}
	side, high := (box.Width-gap)/2, box.Height-top
	place(number, 0, top, side, (high-gap)*0.6)
	place(find, 0, top+gap+(high-gap)*0.6, side, (high-gap)*0.4)
	place(rest, side+gap, top, side, high)
}

func (homeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
