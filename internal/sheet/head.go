package sheet

import (
	"cmp"
	"math"
	"strings"
	"time"
)

// mostHead is the largest type of a head: what is under it is the paper's business.
const mostHead = 10.5

// leastHead is the smallest type of the authority's name, which stands on one line if it can.
const leastHead = 8.5

// head sets what all forms begin with: the office on the left, the state on the right, a line under each, and on one line below them
// the paper's number and its day (NĐ 30/2020 Phụ lục I phần I mục II).
func (p *page) head(o Office, i Issue) {
	points := math.Min(p.paper.points-0.5, mostHead)
	leftWidth := p.width() * 0.46
	x, rightWidth := p.left+leftWidth+2, p.width()-leftWidth-2
	p.sealed()
	y := p.y
	p.headline(o.Parent, plain, p.left, leftWidth, math.Max(leastHead, fit(strings.ToUpper(o.Parent), plain, points, leftWidth)))
	p.headline(o.Name, bold, p.left, leftWidth, points)
	p.rule(p.left+leftWidth/2, leftWidth*0.35)
	below := p.y

	p.y = y
	p.state(x, rightWidth, points)
	p.y = math.Max(p.y, below)
	day := p.y
	if !i.unnumbered {
		p.centred("Số: "+cmp.Or(i.Number, "........")+"/"+o.symbol(), plain, p.left, leftWidth, points)
	}
	below, p.y = p.y, day
	p.centred(dated(o, i.At), italic, x, rightWidth, points)
	p.y = math.Max(p.y, below) + 2
}

// sealed says where the office's digital signature goes, when the form is an electronic one (TT 01/2018 đ.10 k.1d).
func (p *page) sealed() {
	p.single(span{"(Chữ ký số của tổ chức, nếu là biểu mẫu điện tử)", italic}, p.left, top-5.5, p.width(), 6.5, right)
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

// headline sets a name in capitals, on as many lines as it needs: the authority above in plain letters, the office itself in bold ones.
func (p *page) headline(name string, s style, x, width, points float64) {
	if name != "" {
		p.centred(strings.ToUpper(name), s, x, width, points)
	}
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

// mostTitle is the largest type of a title (NĐ 30/2020 Phụ lục I phần I mục II.5: 13 to 14).
const mostTitle = 14

// heading sets a form's own title; below it, in italics, what copy it is or what it is about.
func (p *page) heading(below string) {
	p.title(math.Min(p.paper.points+2, mostTitle), p.paper.title)
	if below != "" {
		p.centred(below, italic, p.left, p.width(), p.paper.points-0.5)
	}
	p.gap(1.5)
}
