package sheet

import (
	"strings"
	"sync"
	"unicode"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"

	"motcua/assets"
)

// style is how a piece of text looks.
type style uint8

const plain style = 0

const (
	bold   style = 1 << iota // 1: the second of the faces
	italic                   // slanted: the typeface has no italic of its own
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
	faces := typeface()
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || strings.ContainsRune(marks, r):
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
			return -1
		case faces[0][r] == 0 || faces[1][r] == 0:
			return stray
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(text, string(stray))))
}

// fonts are the typeface's two faces, plain and bold.
var fonts = sync.OnceValue(func() (faces [2]*sfnt.Font) {
	for i, file := range [][]byte{assets.NotoSans, assets.NotoSansBold} {
		font, err := sfnt.Parse(file)
		if err != nil {
			panic(err)
		}
		faces[i] = font
	}
	return faces
})

// typeface is how wide each letter is, in parts of its size: plain, and bold. A letter that is in neither is not there.
var typeface = sync.OnceValue(func() (faces [2]map[rune]float64) {
	for i, font := range fonts() {
		faces[i] = advances(font)
	}
	return faces
})

// advances are the widths of a font's letters up to U+FFFF, the last that gofpdf can set.
func advances(font *sfnt.Font) map[rune]float64 {
	widths, buffer, em := map[rune]float64{}, sfnt.Buffer{}, fixed.I(1000)
	for r := rune(' '); r <= 0xFFFF; r++ {
		glyph, err := font.GlyphIndex(&buffer, r)
		if err != nil || glyph == 0 {
			continue
		}
		if width, err := font.GlyphAdvance(&buffer, glyph, em, xfont.HintingNone); err == nil {
			widths[r] = float64(width) / float64(em)
		}
	}
	for _, r := range marks {
		widths[r] = 1
	}
	return widths
}

// measure is the width of clean text in millimetres.
func measure(text string, s style, points float64) (width float64) {
	face := typeface()[s&bold]
	for _, r := range text {
		width += face[r]
	}
	return width * points * mm
}

// wrap breaks spans into lines that fit a width; a word that fits no line is broken.
func wrap(spans []span, points, width float64) []line {
	return wrapFrom(0, spans, points, width)
}

// wrapFrom is wrap with the first line indented.
func wrapFrom(indent float64, spans []span, points, width float64) []line {
	w := wrapper{points: points, width: width}
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
	points, width float64
	lines         []line
	current       line
	used          float64
}

func (w *wrapper) add(word string, s style) {
	if len(w.current) == 0 || w.current[len(w.current)-1].text == "" {
		word = strings.TrimLeft(word, " ")
	}
	width := measure(word, s, w.points)
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

// chop breaks a word that is longer than a line.
func (w *wrapper) chop(word string, s style) {
	for runes := []rune(word); len(runes) > 0; {
		n, width := w.fits(runes, s)
		w.put(string(runes[:n]), s, width)
		if runes = runes[n:]; len(runes) > 0 {
			w.end()
		}
	}
}

// fits is how many letters fill an empty line, at least one, up to a hyphen where there is one; and their width.
func (w *wrapper) fits(runes []rune, s style) (n int, width float64) {
	hyphen, before := 0, 0.0
	for i, r := range runes {
		more := measure(string(r), s, w.points)
		if i > 0 && width+more > w.width {
			if hyphen > 0 {
				return hyphen, before
			}
			return i, width
		}
		if width += more; r == '-' {
			hyphen, before = i+1, width
		}
	}
	return len(runes), width
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
