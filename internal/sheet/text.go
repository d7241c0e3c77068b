package sheet

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"motcua/assets"
)

// style is how a piece of text looks.
type style uint8

const plain style = 0

const (
	bold   style = 1 << iota
	italic       // slanted: the typeface has no italic of its own
)

// span is text in one style.
type span struct {
	text  string
	style style
}

// piece is a part of a line that is drawn at once.
type piece struct {
	span
	width float64
}

type line []piece

// millimetres in a point.
const mm = 25.4 / 72

// leading is the distance of two lines in parts of their size. Vietnamese capitals carry two marks.
const leading = 1.36

// stray stands for what the typeface cannot show.
const stray = '?'

// marks are drawn as lines: the typeface has none of them.
const marks = "☐☑✓✔"

// clean makes a text fit to be set: composed letters, no control characters, nothing the typeface lacks or gofpdf
// panics on (runes above U+FFFF).
func clean(text string) string {
	known := glyphs()
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || strings.ContainsRune(marks, r):
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
			return -1
		case !known[r]:
			return stray
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(text, string(stray))))
}

// glyphs are the letters that both weights of the typeface have.
var glyphs = sync.OnceValue(func() map[rune]bool {
	known := map[rune]bool{}
	var fonts []*sfnt.Font
	for _, file := range [][]byte{assets.NotoSans, assets.NotoSansBold} {
		font, err := sfnt.Parse(file)
		if err != nil {
			panic(err)
		}
		fonts = append(fonts, font)
	}
	var buffer sfnt.Buffer
	for r := rune(' '); r <= 0xFFFF; r++ {
		known[r] = true
		for _, font := range fonts {
			if i, err := font.GlyphIndex(&buffer, r); err != nil || i == 0 {
				delete(known, r)
			}
		}
	}
	return known
})

// wrap breaks spans into lines that fit a width; a word that fits no line is broken.
func (p *page) wrap(spans []span, points, width float64) []line {
	return p.wrapFrom(0, spans, points, width)
}

// wrapFrom is wrap with the first line indented.
func (p *page) wrapFrom(indent float64, spans []span, points, width float64) []line {
	w := wrapper{page: p, points: points, width: width}
	if indent > 0 {
		w.put("", plain, indent)
	}
	for _, s := range spans {
		for i, part := range strings.Split(clean(s.text), "\n") {
			if i > 0 {
				w.end()
			}
			for _, word := range split(part) {
				w.add(word, s.style)
			}
		}
	}
	w.end()
	return w.lines
}

// split cuts text where a line may end: before a space, which then is the word's.
func split(text string) (list []string) {
	from := 0
	for i := 1; i < len(text); i++ {
		if text[i] == ' ' {
			list, from = append(list, text[from:i]), i
		}
	}
	return append(list, text[from:])
}

// wrapper fills lines with words.
type wrapper struct {
	page          *page
	points, width float64
	lines         []line
	current       line
	used          float64
}

func (w *wrapper) add(word string, s style) {
	if len(w.current) == 0 || w.current[len(w.current)-1].text == "" {
		word = strings.TrimLeft(word, " ")
	}
	width := w.page.measure(word, s, w.points)
	switch {
	case word == "":
		return
	case w.used+width <= w.width:
		w.put(word, s, width)
	case w.current != nil:
		w.end()
		w.add(word, s)
	default:
		w.chop(word, s)
	}
}

// chop breaks a word that is longer than a line, after a hyphen if it has one.
func (w *wrapper) chop(word string, s style) {
	runes := []rune(word)
	n := 1
	for n < len(runes) && w.page.measure(string(runes[:n+1]), s, w.points) <= w.width {
		n++
	}
	if hyphen := strings.LastIndexByte(string(runes[:n]), '-'); hyphen > 0 && n < len(runes) {
		n = len([]rune(string(runes[:n])[:hyphen+1]))
	}
	head := string(runes[:n])
	w.put(head, s, w.page.measure(head, s, w.points))
	if n < len(runes) {
		w.end()
		w.add(string(runes[n:]), s)
	}
}

func (w *wrapper) put(word string, s style, width float64) {
	w.current = append(w.current, piece{span{word, s}, width})
	w.used += width
}

func (w *wrapper) end() {
	w.lines = append(w.lines, w.current)
	w.current, w.used = nil, 0
}

// spaces counts where a line can be stretched.
func (l line) spaces() (n int) {
	for i, piece := range l {
		if i > 0 && strings.HasPrefix(piece.text, " ") {
			n++
		}
	}
	return n
}

// joined puts pieces of one style together, so that a reader of the file finds whole lines and not words.
func (l line) joined() (out line) {
	for _, piece := range l {
		if n := len(out); n > 0 && out[n-1].style == piece.style {
			out[n-1].text += piece.text
			out[n-1].width += piece.width
			continue
		}
		out = append(out, piece)
	}
	return out
}

func (l line) width() (sum float64) {
	for _, piece := range l {
		sum += piece.width
	}
	return sum
}
