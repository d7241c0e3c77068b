package main

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/visit"
)

// In how much room, in pixels, what stands side by side elsewhere stands under each other, and the other way round.
const (
	narrowGuide = 600
	wideGuide   = 1400
)

// margin is the free room at the edges of a screen, gap the room between its parts, in pixels.
const (
	margin = 40
	gap    = 28
)

// onServices is what a visitor does who wants a number.
type onServices struct {
	service     func(queue.Service)
	turn        func(page int)
	way         func(visit.Step)
	arrive      func() // nil where the centre takes no appointments
	back, first func()
}

// way leads to what else can be said about a number that is wanted.
type way struct {
	step   visit.Step
	title  string
	chosen bool
}

// servicesScreen offers the services.
type servicesScreen struct {
	screen
	say   words.Speaker
	tiles map[string]*ui.Button // by service
	meet  *ui.Button            // of those who have an appointment; nil where none are taken
	help  *guidance
}

// newServices makes a page of the services, counted from 0, of an office or, where it is empty, of all.
func newServices(say words.Speaker, office string, services []queue.Service, paging paging, page int, ways []way, on onServices) *servicesScreen {
	help := say.Say("kiosk.services.help")
	if office != "" {
		help = say.Say("kiosk.services.office", words.Args{"Office": office})
	}
	s := &servicesScreen{say: say, tiles: map[string]*ui.Button{}, help: newGuidance(say, help)}
	s.name = "services"
	from, to := paging.part(len(services), page)
	grid := ui.Grid(gap, append(s.appointed(on.arrive), s.offer(services[from:to], on.service)...)...)
	ui.NewAlike(s.targets...)
	pager, turning := newPager(say, page, paging.pages(len(services)), on.turn)
	foot, leaving := newFoot(say, on.back, on.first)
	s.targets = append(append(s.targets, turning...), leaving...)
	title := float32(1)
	if office != "" {
		title = 0.7 // for its name may be long
	}
	head := ui.Column(gap/2,
		ui.Share(title, ui.Title(say.Say("kiosk.number"), 76, ui.Crest)),
		ui.Share(1, s.help.Container),
	)
	offer := ui.Column(gap, ui.Share(1, grid), ui.Fixed(110, pager))
	guide := container.New(guideLayout{}, head, s.steps())
	s.content = footed(container.New(servicesLayout{}, s.heads(guide), offer, s.ways(ways, on.way)), foot)
	return s
}

// ways makes a row of what else can be said, or a column where it is narrow; without any it takes no room.
func (s *servicesScreen) ways(ways []way, onWay func(visit.Step)) fyne.CanvasObject {
	var parts []ui.Part
	for _, w := range ways {
		b := ui.NewButton(string(w.step), ui.Tile, 40, ui.Face{Icon: ui.Icon(string(w.step), ui.Crest), Title: w.title}, func() { onWay(w.step) })
		if w.chosen {
			b.Wear(ui.Face{Icon: ui.Icon(string(w.step), ui.OnCrest), Title: w.title})
		}
		b.Choose(w.chosen)
		s.targets = append(s.targets, b)
		parts = append(parts, ui.Share(1, b))
	}
	row := ui.Fold(narrowGuide, gap, parts...)
	row.Hidden = len(parts) == 0
	return row
}

// appointed is the tile of those who have an appointment, where the centre takes them.
func (s *servicesScreen) appointed(onArrive func()) (tiles []fyne.CanvasObject) {
	if onArrive == nil {
		return nil
	}
	face := ui.Face{
		Icon: ui.Icon("clock", ui.Crest), Title: s.say.Say("kiosk.appointment.open"), Subtitle: s.say.Say("kiosk.appointment.open.help"), End: ui.Icon("forward", ui.Edge),
	}
	s.meet = ui.NewButton("appointment", ui.Tile, 50, face, onArrive)
	s.targets = append(s.targets, s.meet)
	return append(tiles, s.meet)
}

// arrive tells on the tile of those who have an appointment whether it can be looked up now.
func (s *servicesScreen) arrive(online bool) {
	if s.meet == nil {
		return
	}
	face := s.meet.Face()
	if face.Subtitle = notNow(s.say, online); online {
		face.Subtitle = s.say.Say("kiosk.appointment.open.help")
	}
	s.meet.Wear(face)
}

// offer makes the tiles of a page.
func (s *servicesScreen) offer(services []queue.Service, onService func(queue.Service)) (tiles []fyne.CanvasObject) {
	for _, service := range services {
		b := ui.NewButton("service."+service.Letter, ui.Tile, 50,
			ui.Face{Badge: service.Letter, Title: service.Name.In(s.say.Lang), End: ui.Icon("forward", ui.Edge)}, func() { onService(service) })
		s.tiles[service.ID] = b
		s.targets = append(s.targets, b)
		tiles = append(tiles, b)
	}
	return tiles
}

// steps tells in three pictures' worth of words what to do.
func (s *servicesScreen) steps() fyne.CanvasObject {
	step := func(n string) ui.Part {
		text := ui.NewText(s.say.Say("kiosk.step."+n), 34)
		text.Align = fyne.TextAlignLeading
		return ui.Share(1, ui.Row(20, ui.Fixed(68, ui.Disc(n, ui.Gold, ui.Ink, 44)), ui.Share(1, text)))
	}
	return ui.Panel(ui.Card, 20, ui.Fold(narrowGuide, gap/4, step("1"), step("2"), step("3")))
}

// update writes how many wait, as far as that is known, and marks the service whose number is on its way.
func (s *servicesScreen) update(v hall.View, how hindrance, taking string, now time.Time) {
	s.help.update(how)
	s.arrive(how.online)
	for id, b := range s.tiles {
		face := b.Face()
		face.Subtitle = waiting(s.say, v.WaitingFor(id), how.online)
		service, _ := v.Centre.Service(id)
		if c := closureOf(v, service, now); c.why != "" {
			face.Subtitle, face.Closed, face.End = c.short(s.say), true, ui.Icon("clock", ui.Ink)
		} else {
			face.Closed, face.End = false, ui.Icon("forward", ui.Edge)
		}
		b.Wear(face)
		b.Choose(id == taking)
	}
}

// waiting says how many wait; nothing where nobody knows.
func waiting(say words.Speaker, n int, online bool) string {
	switch {
	case !online:
		return ""
	case n == 0:
		return say.Say("kiosk.waiting.none")
	}
	return say.Say("kiosk.waiting", words.Args{"Count": n})
}

// guideLayout puts how it goes on under what to do, in a row of steps or, where it is narrow, in a column of them; on a wide panel beside it.
type guideLayout struct{}

func (guideLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	head, steps := objects[0], objects[1]
	const row, column = 144, 188
	high := float32(row)
	switch {
	case box.Width >= wideGuide:
		half := (box.Width - gap) / 2
		place(head, 0, 0, half, box.Height)
		place(steps, half+gap, 0, half, box.Height)
		return
	case box.Width < narrowGuide:
		high = min(2*column, max(column, box.Height/2))
	}
	place(head, 0, 0, box.Width, box.Height-high-gap/2)
	place(steps, 0, box.Height-high, box.Width, high)
}

func (guideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// servicesLayout puts what to do and how it goes on above what is offered, and under it what else can be said; on a wide panel both stand beside
// it, so that tiles are large.
type servicesLayout struct{}

func (servicesLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	guide, offer, ways := objects[0], objects[1], objects[2]
	width, high := box.Width-2*margin, box.Height-margin-gap/2
	const top, row, side, column = 360, 144, 500, 272
	if guide.Visible() && !upright(box) {
		left := high
		if ways.Visible() {
			left -= column + gap
			place(ways, margin, margin+left+gap, side, column)
		}
		place(guide, margin, margin, side, left)
		place(offer, margin+side+gap, margin, width-side-gap, high)
		return
	}
	y := float32(margin)
	if guide.Visible() {
		place(guide, margin, y, width, top)
		y += top + gap
	}
	end := margin + high
	if ways.Visible() {
		end -= row
		place(ways, margin, end, width, row)
		end -= gap
	}
	place(offer, margin, y, width, end-y)
}

func (servicesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
