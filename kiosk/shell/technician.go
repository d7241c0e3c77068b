package shell

import (
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/health"
	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/kiosk/pin"
	"motcua/kiosk/screens"
)

// Technician is what the technician's panel needs of the device behind it.
type Technician struct {
	Lock    *pin.Lock
	Checks  []health.Check
	Print   func() error // a test slip
	Restart func()
	Log     func(lines int) []string // the newest lines of the log
}

// panel is the technician's screen: a tile for each part with its state in words. A touch tests the part anew; at the printer's, a slip comes.
type panel struct {
	overlays *Overlays
	say      i18n.Localizer
	tiles    map[string]*ui.Button
	findings map[string]health.Finding
	tests    map[string]*ui.Async[[]health.Finding]
	reads    bool // the log, instead of the tiles
	until    time.Time
}

func newPanel(o *Overlays) *panel {
	p := &panel{overlays: o, findings: map[string]health.Finding{}, tests: map[string]*ui.Async[[]health.Finding]{}}
	for _, c := range o.Tech.Checks {
		p.tests[c.Part] = &ui.Async[[]health.Finding]{}
	}
	p.stay()
	p.testAll()
	return p
}

// stay keeps the panel open: a technician looks longer than a visitor.
func (p *panel) stay() { p.until = p.overlays.Now().Add(5 * coverFor) }

func (p *panel) draw(say i18n.Localizer) screens.Screen {
	p.say, p.tiles = say, map[string]*ui.Button{}
	s := screens.Screen{Name: "technician"}
	button := func(name string, look ui.Look, icon string, do func()) fyne.CanvasObject {
		face := ui.Content{Title: say.Text("kiosk.technician." + name)}
		if icon != "" {
			face.Icon = ui.Icon(icon, ui.Ink)
		}
		b := ui.NewButton("tech."+name, look, 36, face, func() { p.stay(); do() })
		s.Targets = append(s.Targets, b)
		return b
	}
	var body fyne.CanvasObject
	other := "log"
	if p.reads {
		s.Name, other = "technician.log", "parts"
		body = ui.Panel(ui.Card, 24, ui.NewList(1, p.overlays.Tech.Log(14), 28))
	} else {
		const narrow = 1400
		body = ui.Fold(narrow, screens.Gap*0.5, p.halves(&s)...)
	}
	bar := ui.Row(screens.Gap*0.7,
		ui.Share(1, button(other, ui.Tile, "", func() { p.reads = !p.reads; p.overlays.Redraw() })),
		ui.Share(1, button("again", ui.Tile, "search", func() { p.reads = false; p.testAll(); p.overlays.Redraw() })),
		ui.Share(1, button("restart", ui.Tile, "warning", p.overlays.Tech.Restart)),
		ui.Share(1, button("close", ui.Main, "", p.overlays.Hide)),
	)
	s.Content = ui.Pad(screens.Margin, ui.Column(screens.Gap*0.7, ui.Fixed(70, s.Heading(ui.Title(say.Text("kiosk.technician"), 52, ui.Crest))), ui.Share(1, body), ui.Fixed(screens.FooterHeight, bar)))
	p.show()
	return s
}

// halves sets the tiles in two columns that stand beside each other on a wide panel and above each other on an upright one.
func (p *panel) halves(s *screens.Screen) []ui.Part {
	var tiles []ui.Part
	for _, c := range p.overlays.Tech.Checks {
		b := ui.NewButton("part."+c.Part, ui.Tile, 42, ui.Content{}, func() { p.stay(); p.onPart(c) })
		p.tiles[c.Part] = b
		s.Targets = append(s.Targets, b)
		tiles = append(tiles, ui.Share(1, b))
	}
	if len(tiles)%2 == 1 {
		tiles = append(tiles, ui.Space(1))
	}
	half := func(of []ui.Part) ui.Part { return ui.Share(1, ui.Column(screens.Gap*0.5, of...)) }
	return []ui.Part{half(tiles[:len(tiles)/2]), half(tiles[len(tiles)/2:])}
}

func (p *panel) tick(now time.Time) (stay bool) { return now.Before(p.until) }

// close drops the answers of what is being tested.
func (p *panel) close() {
	for _, test := range p.tests {
		test.Drop()
	}
}

// show writes what is known of each part.
func (p *panel) show() {
	for part, tile := range p.tiles {
		face := ui.Content{Icon: ui.Icon("search", ui.Quiet), Title: p.say.Text("health."+part) + ": " + p.say.Text("kiosk.technician.testing")}
		if f, known := p.findings[part]; known && !p.tests[part].Busy() {
			face.Title = p.short(f.Name(p.say) + ": " + f.Sentence(p.say))
			face.Icon = map[health.State]fyne.Resource{
				health.Good: ui.Icon("tick", ui.Good), health.Warning: ui.Icon("warning", ui.Ink), health.Broken: ui.Icon("warning", ui.Alert),
			}[f.State]
		}
		tile.SetContent(face)
	}
}

// short cuts a sentence to what a tile holds in large type; the doctor on the command line says all of it.
func (p *panel) short(sentence string) string {
	most := 76
	if p.overlays.Window.low {
		most = 42
	}
	if letters := []rune(sentence); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return sentence
}

func (p *panel) testAll() {
	for _, c := range p.overlays.Tech.Checks {
		p.test(c)
	}
}

// test looks at a part, once at a time.
func (p *panel) test(c health.Check) {
	if p.tests[c.Part].Busy() {
		return
	}
	ctx := p.overlays.Context
	p.tests[c.Part].Ask(p.overlays.Run, func() ([]health.Finding, error) { return health.Look(ctx, []health.Check{c}), nil }, func(found []health.Finding, _ error) {
		p.findings[c.Part] = found[0]
		p.show()
	})
	p.show()
}

// onPart tests a part by hand.
func (p *panel) onPart(c health.Check) {
	if c.Part != "printer" {
		p.test(c)
		return
	}
	ui.Try(p.overlays.Run, p.overlays.Tech.Print, func(error) { p.test(c) }) // that it does not come out is the printer's state
}
