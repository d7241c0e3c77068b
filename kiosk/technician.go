package main

import (
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/health"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/device"
	"motcua/kiosk/pin"
)

// technician is what the technician's panel needs of the device behind it.
type technician struct {
	lock    *pin.Lock
	checks  []health.Check
	print   func() error // a test slip
	restart func()
	log     *device.LogBuffer
}

// panel is the technician's screen: a tile for each part with its state in words. A touch tests the part anew; at the printer's, a slip comes.
type panel struct {
	attendant *attendant
	say       words.Speaker
	tiles     map[string]*ui.Button
	findings  map[string]health.Finding
	testing   map[string]bool
	reads     bool // the log, instead of the tiles
	until     time.Time
}

func newPanel(a *attendant) *panel {
	p := &panel{attendant: a, findings: map[string]health.Finding{}, testing: map[string]bool{}}
	p.stay()
	p.testAll()
	return p
}

// stay keeps the panel open: a technician looks longer than a visitor.
func (p *panel) stay() { p.until = p.attendant.now().Add(5 * coverFor) }

func (p *panel) draw(say words.Speaker) screen {
	p.say, p.tiles = say, map[string]*ui.Button{}
	s := screen{name: "technician"}
	button := func(name string, look ui.Look, icon string, do func()) fyne.CanvasObject {
		face := ui.Face{Title: say.Say("kiosk.technician." + name)}
		if icon != "" {
			face.Icon = ui.Icon(icon, ui.Ink)
		}
		b := ui.NewButton("tech."+name, look, 36, face, func() { p.stay(); do() })
		s.targets = append(s.targets, b)
		return b
	}
	var body fyne.CanvasObject
	other := "log"
	if p.reads {
		s.name, other = "technician.log", "parts"
		body = ui.Panel(ui.Card, 24, ui.NewList(1, p.attendant.tech.log.Last(14), 28))
	} else {
		const narrow = 1400
		body = ui.Fold(narrow, gap*0.5, p.halves(&s)...)
	}
	bar := ui.Row(gap*0.7,
		ui.Share(1, button(other, ui.Tile, "", func() { p.reads = !p.reads; p.attendant.redraw() })),
		ui.Share(1, button("again", ui.Tile, "search", func() { p.reads = false; p.testAll(); p.attendant.redraw() })),
		ui.Share(1, button("restart", ui.Tile, "warning", p.attendant.tech.restart)),
		ui.Share(1, button("close", ui.Main, "", p.attendant.lift)),
	)
	s.content = ui.Pad(margin, ui.Column(gap*0.7, ui.Fixed(70, s.heads(ui.Title(say.Say("kiosk.technician"), 52, ui.Crest))), ui.Share(1, body), ui.Fixed(footHeight, bar)))
	p.show()
	return s
}

// halves sets the tiles in two columns that stand beside each other on a wide panel and above each other on an upright one.
func (p *panel) halves(s *screen) []ui.Part {
	var tiles []ui.Part
	for _, c := range p.attendant.tech.checks {
		b := ui.NewButton("part."+c.Part, ui.Tile, 42, ui.Face{}, func() { p.stay(); p.onPart(c) })
		p.tiles[c.Part] = b
		s.targets = append(s.targets, b)
		tiles = append(tiles, ui.Share(1, b))
	}
	if len(tiles)%2 == 1 {
		tiles = append(tiles, ui.Space(1))
	}
	half := func(of []ui.Part) ui.Part { return ui.Share(1, ui.Column(gap*0.5, of...)) }
	return []ui.Part{half(tiles[:len(tiles)/2]), half(tiles[len(tiles)/2:])}
}

func (p *panel) tick(now time.Time) (stay bool) { return now.Before(p.until) }

// show writes what is known of each part.
func (p *panel) show() {
	for part, tile := range p.tiles {
		face := ui.Face{Icon: ui.Icon("search", ui.Quiet), Title: p.say.Say("health."+part) + ": " + p.say.Say("kiosk.technician.testing")}
		if f, known := p.findings[part]; known && !p.testing[part] {
			face.Title = p.short(f.Name(p.say) + ": " + f.Sentence(p.say))
			face.Icon = map[health.State]fyne.Resource{
				health.Good: ui.Icon("tick", ui.Good), health.Warning: ui.Icon("warning", ui.Ink), health.Broken: ui.Icon("warning", ui.Alert),
			}[f.State]
		}
		tile.Wear(face)
	}
}

// short cuts a sentence to what a tile holds in large type; the doctor on the command line says all of it.
func (p *panel) short(sentence string) string {
	most := 76
	if p.attendant.stage.low {
		most = 42
	}
	if letters := []rune(sentence); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return sentence
}

func (p *panel) testAll() {
	for _, c := range p.attendant.tech.checks {
		p.test(c)
	}
}

// test looks at a part, once at a time.
func (p *panel) test(c health.Check) {
	if p.testing[c.Part] {
		return
	}
	p.testing[c.Part] = true
	ctx := p.attendant.ctx
	var found []health.Finding
	p.attendant.run(func() { found = health.Look(ctx, []health.Check{c}) }, func() {
		p.testing[c.Part] = false
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
	print := p.attendant.tech.print
	p.attendant.run(func() { _ = print() }, func() { p.test(c) }) // that it does not come out is the printer's state
}
