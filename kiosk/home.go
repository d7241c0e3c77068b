package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
)

// A centre with few services shows them all at once; one with many shows pages, each with large tiles on any panel.
const (
	few     = 8
	perPage = 6
)

// pages is how many pages the services of a centre take.
func pages(services int) int {
	if services <= few {
		return 1
	}
	return (services + perPage - 1) / perPage
}

// margin is the free room at the edges of a screen, gap the room between its parts, in pixels.
const (
	margin = 40
	gap    = 28
)

// homeScreen offers the services.
type homeScreen struct {
	screen
	say   words.Speaker
	tiles map[string]*ui.Button // by service
	help  *ui.Text
	why   *ui.Text        // on the sign
	sign  *fyne.Container // that central is away; it takes the help's place, so that no tile ever moves under a finger
}

// newHome makes a page of the services, counted from 0; onService, onPage and onFind are told what was touched.
func newHome(say words.Speaker, centre hall.Centre, page int, onService func(queue.Service), onPage func(page int), onFind func()) *homeScreen {
	h := &homeScreen{say: say, tiles: map[string]*ui.Button{}, help: ui.NewText(say.Say("kiosk.home.help"), 42), why: ui.NewText("", 34)}
	h.sign = offlineSign(h.why)
	h.name = "home"
	grid := ui.Grid(gap, h.offer(centre.Services, page, onService)...)
	pager, targets := newPager(say, page, pages(len(centre.Services)), onPage)
	h.targets = append(h.targets, targets...)
	find := ui.NewButton("find", ui.Tile, 52, ui.Face{
		Icon: ui.Icon("search", ui.Crest), Title: say.Say("kiosk.find"), Subtitle: say.Say("kiosk.find.help"), End: ui.Icon("forward", ui.Edge),
	}, onFind)
	h.targets = append(h.targets, find)
	head := ui.Column(gap/2,
		ui.Fixed(100, ui.Title(say.Say("kiosk.home.title"), 76, ui.Crest)),
		ui.Share(1, container.NewStack(h.help, h.sign)),
	)
	offer := ui.Column(gap, ui.Share(1, grid), ui.Fixed(120, pager), ui.Fixed(140, find))
	h.content = ui.Pad(margin, container.New(homeLayout{}, head, offer, h.steps()))
	return h
}

// offer makes the tiles of a page; no page has many fewer than another.
func (h *homeScreen) offer(services []queue.Service, page int, onService func(queue.Service)) (tiles []fyne.CanvasObject) {
	n := pages(len(services))
	for _, service := range services[page*len(services)/n : (page+1)*len(services)/n] {
		b := ui.NewButton("service."+service.Letter, ui.Tile, 50,
			ui.Face{Badge: service.Letter, Title: service.Name.In(h.say.Lang), End: ui.Icon("forward", ui.Edge)}, func() { onService(service) })
		h.tiles[service.ID] = b
		h.targets = append(h.targets, b)
		tiles = append(tiles, b)
	}
	return tiles
}

// steps tells in three pictures' worth of words what to do.
func (h *homeScreen) steps() fyne.CanvasObject {
	step := func(n string) ui.Part {
		text := ui.NewText(h.say.Say("kiosk.step."+n), 34)
		text.Align = fyne.TextAlignLeading
		return ui.Share(1, ui.Row(20, ui.Fixed(68, ui.Disc(n, ui.Gold, ui.Ink, 44)), ui.Share(1, text)))
	}
	const narrow = 600
	return ui.Panel(ui.Card, 20, ui.Fold(narrow, gap, step("1"), step("2"), step("3")))
}

// offlineSign tells calmly that central is away and that it does not matter here.
func offlineSign(text *ui.Text) *fyne.Container {
	text.Align = fyne.TextAlignLeading
	return ui.Panel(ui.Notice, 4, ui.Row(20, ui.Space(1), ui.Fixed(48, ui.Picture(ui.Icon("clouded", ui.Quiet))), ui.Share(8, text)))
}

// update writes how many wait, as far as that is known.
func (h *homeScreen) update(v hall.View, online bool, standing uplink.Standing) {
	h.why.Say(h.say.Say("kiosk.offline"))
	if standing != uplink.Trusted {
		h.why.Say(h.say.Say("kiosk.offline." + string(standing)))
	}
	if online == h.sign.Visible() {
		h.sign.Hidden, h.help.Hidden = online, !online
		h.content.Refresh()
	}
	for id, b := range h.tiles {
		face := b.Face()
		face.Subtitle = h.waiting(v.WaitingFor(id), online)
		b.Wear(face)
	}
}

func (h *homeScreen) waiting(n int, online bool) string {
	switch {
	case !online:
		return ""
	case n == 0:
		return h.say.Say("kiosk.waiting.none")
	}
	return h.say.Say("kiosk.waiting", words.Args{"Count": n})
}

// homeLayout puts what is offered between what to do and how it goes on; on a wide panel both stand beside it.
type homeLayout struct{}

func (homeLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	head, offer, steps := objects[0], objects[1], objects[2]
	if box.Height > box.Width {
		const top, bottom = 170, 128
		place(head, 0, 0, box.Width, top)
		place(offer, 0, top+gap, box.Width, box.Height-top-bottom-2*gap)
		place(steps, 0, box.Height-bottom, box.Width, bottom)
		return
	}
	const side, top = 460, 320
	place(head, 0, 0, side, top)
	place(steps, 0, top+gap, side, box.Height-top-gap)
	place(offer, side+gap, 0, box.Width-side-gap, box.Height)
}

func (homeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
