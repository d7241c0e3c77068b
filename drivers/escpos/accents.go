package escpos

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// The marks of Vietnamese in Unicode's decomposed form.
const (
	grave      = "\u0300"
	acute      = "\u0301"
	circumflex = "\u0302"
	tilde      = "\u0303"
	breve      = "\u0306"
	hook       = "\u0309"
	horn       = "\u031B"
	caron      = "\u030C"
	dotBelow   = "\u0323"
)

// accent is a mark drawn dot by dot. Outlines shrunk to a dozen dots run together where two marks stand on one letter, and that is
// where one Vietnamese word differs from another. It stands with its column centre over the middle of the letter.
type accent struct {
	centre int
	rows   []string
}

// mirrored turns an acute into a grave.
func (a accent) mirrored() accent {
	m := accent{centre: len(a.rows[0]) - 1 - a.centre}
	for _, row := range a.rows {
		b := []byte(row)
		for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
		m.rows = append(m.rows, string(b))
	}
	return m
}

func (a accent) width() int {
	if len(a.rows) == 0 {
		return 0
	}
	return len(a.rows[0])
}

func (a accent) draw(b *Bitmap, x, y int) {
	for dy, row := range a.rows {
		for dx, dot := range row {
			if dot == '#' && x+dx >= 0 && x+dx < b.Width && y+dy < b.Height {
				b.Set(x+dx, y+dy)
			}
		}
	}
}

// accents are the marks above a letter by font, keyed by what the letter decomposes to. Two marks take five rows of font A, so that a
// capital below them is still a row taller than a small letter.
var accents = [...]map[string]accent{
	fontA: withGraves(map[string]accent{
		acute:      {2, []string{"...##", "..##.", ".##..", "##..."}},
		hook:       {2, []string{".###.", "#..##", "..##.", "..#.."}},
		tilde:      {3, []string{".###..##", "##.####.", "##..##.."}},
		circumflex: {3, []string{"...#...", "..###..", ".##.##.", "##...##"}},
		breve:      {3, []string{"##...##", "##...##", ".#####."}},
		caron:      {3, []string{"##...##", ".##.##.", "..###..", "...#..."}},
		circumflex + breve: {3, []string{ // ê̆, ô̆
			"##...##",
			".#####.",
			"...#...",
			"..###..",
			"##...##"}},
		circumflex + acute: {3, []string{
			"........##",
			"...#...##.",
			"..###.##..",
			".##.##....",
			"##...##..."}},
		circumflex + hook: {3, []string{
			"......###.",
			"...#....##",
			"..###..##.",
			".##.##.#..",
			"##...##..."}},
		circumflex + tilde: {3, []string{
			".###..##",
			"##..###.",
			"........",
			"..####..",
			"###..###"}},
		breve + acute: {3, []string{
			"....##.",
			"...##..",
			"##...##",
			"##...##",
			".#####."}},
		breve + hook: {3, []string{
			"..###..",
			"....##.",
			"##.#.##",
			"##...##",
			".#####."}},
		breve + tilde: {3, []string{
			".###..##",
			"##..###.",
			"........",
			"##....##",
			".######."}},
	}),
	fontB: withGraves(map[string]accent{
		acute:      {1, []string{"..##", ".##.", "##.."}},
		hook:       {1, []string{"##.", "..#", ".#."}},
		tilde:      {3, []string{".##..#", "#..##."}},
		circumflex: {2, []string{"..#..", ".#.#.", "#...#"}},
		breve:      {2, []string{"#...#", "#...#", ".###."}},
		caron:      {2, []string{"#...#", ".#.#.", "..#.."}},
		circumflex + breve: {2, []string{
			"#...#",
			".###.",
			"..#..",
			".#.#."}},
		circumflex + acute: {2, []string{
			"......#",
			"..#..#.",
			".#.#...",
			"#...#.."}},
		circumflex + hook: {2, []string{
			".....##",
			"..#...#",
			".#.#.#.",
			"#...#.."}},
		circumflex + tilde: {3, []string{
			".##..#",
			"#..##.",
			"......",
			"..##..",
			".#..#."}},
		breve + acute: {2, []string{
			"...#.",
			"..#..",
			"#...#",
			".###."}},
		breve + hook: {2, []string{
			".##..",
			"...#.",
			"#.#.#",
			".###."}},
		breve + tilde: {3, []string{
			".##..#",
			"#..##.",
			"......",
			"#....#",
			".####."}},
	}),
}

func withGraves(marks map[string]accent) map[string]accent {
	for _, under := range []string{"", circumflex, breve} {
		marks[under+grave] = marks[under+acute].mirrored()
	}
	return marks
}

// parts are what a letter is drawn from: a body from the typeface, marks of our own.
type parts struct {
	body  rune
	base  rune // the body without its horn, which has room beside the marks
	above accent
	dot   bool // below
}

// partsOf takes a letter apart; one whose marks are not Vietnamese is all body.
func partsOf(r rune, f face) parts {
	decomposed := []rune(norm.NFD.String(textOf(r)))
	marks := string(decomposed[1:])
	p := parts{body: decomposed[0], base: decomposed[0]}
	if strings.Contains(marks, horn) { // the horn grows from the body, the typeface's is good
		p.body = []rune(norm.NFC.String(string(p.body) + horn))[0]
		marks = strings.Replace(marks, horn, "", 1)
	}
	if strings.Contains(marks, dotBelow) {
		p.dot = true
		marks = strings.Replace(marks, dotBelow, "", 1)
	}
	if marks == "" {
		return p
	}
	above, ok := accents[f][marks]
	if !ok {
		return parts{body: r, base: r}
	}
	p.above = above
	if p.body == 'i' {
		p.body, p.base = 'ı', 'ı'
	}
	return p
}

// drawDot sets the dot below, under the middle of the letter, beside the tail of a y.
func (p parts) drawDot(b *Bitmap, c cell, middle int) {
	size := c.width / 4
	x := middle - size/2
	if p.body == 'y' {
		x += size
	}
	for dy := range 2 {
		for dx := range size {
			b.Set(x+dx, c.baseline+2+dy)
		}
	}
}
