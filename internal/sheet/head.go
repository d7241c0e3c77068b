package sheet

import (
	"math"
	"strings"
	"time"
)

// head sets what all forms begin with: the office on the left, the state on the right, a line under each.
func (p *page) head(o Office, i Issue) {
	points := p.paper.points - 0.5
	leftWidth := p.width() * 0.46
	x, rightWidth := p.left+leftWidth+2, p.width()-leftWidth-2
	y := p.y

	p.headline(o.Parent, p.left, leftWidth, points)
	p.headline(o.Name, p.left, leftWidth, points)
	p.rule(p.left+leftWidth/2, leftWidth*0.35)
	if o.Symbol != "" {
		number := i.Number
		if number == "" {
			number = "........"
		}
		p.centred("Số: "+number+"/"+o.Symbol, plain, p.left, leftWidth, points)
	}
	below := p.y

	p.y = y
	p.state(x, rightWidth, points)
	p.centred(dated(o, i.At), italic, x, rightWidth, points)
	p.y = math.Max(p.y, below) + 3
}

// dated is where and when a paper is issued.
func dated(o Office, at time.Time) string {
	if o.Place == "" {
		return capital(longDate(at))
	}
	return o.Place + ", " + longDate(at)
}

// state sets the country's name and its motto.
func (p *page) state(x, width, points float64) {
	const country, motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
	p.centred(country, bold, x, width, fit(country, bold, points, width))
	p.centred(motto, bold, x, width, points)
	p.rule(x+width/2, measure(motto, bold, points))
}

// headline sets a name in capitals, on as many lines as it needs.
func (p *page) headline(name string, x, width, points float64) {
	p.centred(strings.ToUpper(name), bold, x, width, points)
}

func (p *page) centred(text string, s style, x, width, points float64) {
	p.lines(wrap([]span{{text, s}}, points, width), points, x, width, centre)
}

// rule draws a line under what was set, centred at x.
func (p *page) rule(x, width float64) {
	p.y += 0.6
	p.Line(x-width/2, p.y, x+width/2, p.y)
	p.y += 1
}

// heading sets a form's own title; below it, in italics, what copy it is or what it is about.
func (p *page) heading(below string) {
	p.title(p.paper.points+2, p.paper.title)
	if below != "" {
		p.centred(below, italic, p.left, p.width(), p.paper.points-0.5)
	}
	p.gap(1.5)
}
