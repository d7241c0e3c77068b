package screens

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/kiosk/visit"
)

// In how much room, in pixels, what stands side by side elsewhere stands under each other, and the other way round.
const (
	narrowGuide = 600
	wideGuide   = 1400
)

// ServicesActions is what a visitor does who wants a number.
type ServicesActions struct {
	Service func(queue.Service)
	Turn    func(page int)
	Way     func(visit.Step)
	Arrive  func() // nil where the centre takes no appointments
	Exits
}

// ServicesData is a page of services, counted from 0: those of an office or, where it has no name, of all.
type ServicesData struct {
	Office   string
	Services []queue.Service
	Paging   Paging
	Page     int
	Ways     []Way
	FromHome bool // places in line are taken from home, and checked in like appointments
}

// Way leads to what else can be said about a number that is wanted.
type Way struct {
	Step   visit.Step
	Title  string
	Chosen bool
}

// Services offers the services.
type Services struct {
	Screen
	say   i18n.Localizer
	tiles map[string]*ui.Button // by service
	meet  *ui.Button            // of those who have an appointment; nil where none are taken
	meets string                // id of what it says
	help  *offlineBanner
}

// NewServices makes a page of the services.
func NewServices(say i18n.Localizer, data ServicesData, on ServicesActions) *Services {
	help := say.Text("kiosk.services.help")
	if data.Office != "" {
		help = say.Text("kiosk.services.office", i18n.Args{"Office": data.Office})
	}
	s := &Services{say: say, tiles: map[string]*ui.Button{}, help: newOfflineBanner(say, help), meets: "kiosk.appointment.open"}
	if data.FromHome {
		s.meets += ".home"
	}
	s.Name = "services"
	from, to := data.Paging.part(len(data.Services), data.Page)
	grid := ui.Grid(Gap, append(s.appointed(on.Arrive), s.offer(data.Services[from:to], on.Service)...)...)
	ui.NewAlike(s.Targets...)
	pager, turning := newPager(say, data.Page, data.Paging.Pages(len(data.Services)), on.Turn)
	foot, leaving := newFooter(say, on.Exits)
	s.Targets = append(append(s.Targets, turning...), leaving...)
	title := float32(1)
	if data.Office != "" {
		title = 0.7 // for its name may be long
	}
	head := ui.Column(Gap/2,
		ui.Share(title, ui.Title(say.Text("kiosk.number"), 76, ui.Crest)),
		ui.Share(1, s.help.Container),
	)
	offer := ui.Column(Gap, ui.Share(1, grid), ui.Fixed(110, pager))
	guide := container.New(guideLayout{}, head, s.steps())
	s.Content = footed(container.New(servicesLayout{}, s.Heading(guide), offer, s.ways(data.Ways, on.Way)), foot)
	return s
}

// ways makes a row of what else can be said, or a column where it is narrow; without any it takes no room.
func (s *Services) ways(ways []Way, onWay func(visit.Step)) fyne.CanvasObject {
	var parts []ui.Part
	for _, w := range ways {
		b := ui.NewButton(string(w.Step), ui.Tile, 40, ui.Content{Icon: ui.Icon(string(w.Step), ui.Crest), Title: w.Title}, func() { onWay(w.Step) })
		if w.Chosen {
			b.SetContent(ui.Content{Icon: ui.Icon(string(w.Step), ui.OnCrest), Title: w.Title})
		}
		b.SetSelected(w.Chosen)
		s.Targets = append(s.Targets, b)
		parts = append(parts, ui.Share(1, b))
	}
	row := ui.Fold(narrowGuide, Gap, parts...)
	row.Hidden = len(parts) == 0
	return row
}

// appointed returns the tile of those who have an appointment, where the centre takes them.
func (s *Services) appointed(onArrive func()) (tiles []fyne.CanvasObject) {
	if onArrive == nil {
		return nil
	}
	face := ui.Content{
		Icon: ui.Icon("clock", ui.Crest), Title: s.say.Text(s.meets), Subtitle: s.say.Text(s.meets + ".help"), End: ui.Icon("forward", ui.Edge),
	}
	s.meet = ui.NewButton("appointment", ui.Tile, 50, face, onArrive)
	s.Targets = append(s.Targets, s.meet)
	return append(tiles, s.meet)
}

// arrive tells on the tile of those who have an appointment whether it can be looked up now.
func (s *Services) arrive(online bool) {
	if s.meet == nil {
		return
	}
	face := s.meet.Content()
	if face.Subtitle = notNow(s.say, online); online {
		face.Subtitle = s.say.Text(s.meets + ".help")
	}
	s.meet.SetContent(face)
}

// offer makes the tiles of a page.
func (s *Services) offer(services []queue.Service, onService func(queue.Service)) (tiles []fyne.CanvasObject) {
	for _, service := range services {
		b := ui.NewButton("service."+service.Letter, ui.Tile, 50,
			ui.Content{Badge: service.Letter, Title: service.Name.In(s.say.Lang), End: ui.Icon("forward", ui.Edge)}, func() { onService(service) })
		s.tiles[service.ID] = b
		s.Targets = append(s.Targets, b)
		tiles = append(tiles, b)
	}
	return tiles
}

// steps tells in three pictures' worth of words what to do.
func (s *Services) steps() fyne.CanvasObject {
	step := func(n string) ui.Part {
		text := ui.NewText(s.say.Text("kiosk.step."+n), 34)
		text.Align = fyne.TextAlignLeading
		return ui.Share(1, ui.Row(20, ui.Fixed(68, ui.Disc(n, ui.Gold, ui.Ink, 44)), ui.Share(1, text)))
	}
	return ui.Panel(ui.Card, 20, ui.Fold(narrowGuide, Gap/4, step("1"), step("2"), step("3")))
}

// Update writes how many wait, as far as that is known, and marks the service whose number is on its way.
func (s *Services) Update(v hall.View, trouble Trouble, taking string, now time.Time) {
	s.help.update(trouble)
	s.arrive(trouble.Online)
	for id, b := range s.tiles {
		face := b.Content()
		face.Subtitle = waiting(s.say, v.WaitingFor(id), trouble.Online)
		service, _ := v.Centre.Service(id)
		if c := visit.ClosureOf(v, service, now); c.Why != "" {
			face.Subtitle, face.Closed, face.End = Closed(s.say, c), true, ui.Icon("clock", ui.Ink)
		} else {
			face.Closed, face.End = false, ui.Icon("forward", ui.Edge)
		}
		b.SetContent(face)
		b.SetSelected(id == taking)
	}
}

// waiting says how many wait; nothing where nobody knows.
func waiting(say i18n.Localizer, n int, online bool) string {
	switch {
	case !online:
		return ""
	case n == 0:
		return say.Text("kiosk.waiting.none")
	}
	return say.Text("kiosk.waiting", i18n.Args{"Count": n})
}

// guideLayout puts how it goes on under what to do, in a row of steps or, where it is narrow, in a column of them; on a wide panel beside it.
type guideLayout struct{}

func (guideLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	head, steps := objects[0], objects[1]
	const row, column = 144, 188
	high := float32(row)
	switch {
	case box.Width >= wideGuide:
		half := (box.Width - Gap) / 2
		Place(head, 0, 0, half, box.Height)
		Place(steps, half+Gap, 0, half, box.Height)
		return
	case box.Width < narrowGuide:
		high = min(2*column, max(column, box.Height/2))
	}
	Place(head, 0, 0, box.Width, box.Height-high-Gap/2)
	Place(steps, 0, box.Height-high, box.Width, high)
}

func (guideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// servicesLayout puts what to do and how it goes on above what is offered, and under it what else can be said; on a wide panel both stand beside
// it, so that tiles are large.
type servicesLayout struct{}

func (servicesLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	guide, offer, ways := objects[0], objects[1], objects[2]
	width, high := box.Width-2*Margin, box.Height-Margin-Gap/2
	const top, row, side, column = 360, 144, 500, 272
	if guide.Visible() && !upright(box) {
		left := high
		if ways.Visible() {
			left -= column + Gap
			Place(ways, Margin, Margin+left+Gap, side, column)
		}
		Place(guide, Margin, Margin, side, left)
		Place(offer, Margin+side+Gap, Margin, width-side-Gap, high)
		return
	}
	y := float32(Margin)
	if guide.Visible() {
		Place(guide, Margin, y, width, top)
		y += top + Gap
	}
	end := Margin + high
	if ways.Visible() {
		end -= row
		Place(ways, Margin, end, width, row)
		end -= Gap
	}
	Place(offer, Margin, y, width, end-y)
}

func (servicesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
