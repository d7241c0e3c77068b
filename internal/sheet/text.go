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

// The styles, one bit each: together they number the typeface's faces.
const (
	bold style = 1 << iota
	italic
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
const leading = 1.17

// stray stands for what the typeface cannot show.
const stray = '?'

// marks are drawn as lines: the typeface has none of them.
const marks = "☐☑✓✔"

// clean makes a text fit to be set: composed letters, no control characters, nothing the typeface lacks or gofpdf
// panics on (runes above U+FFFF). A no-break space stays one. A mark that composes with no letter stays behind its
// letter, over which it is drawn; one that cannot be drawn goes, and its letter stays.
func clean(text string) string {
	faces, before := typeface(), ' '
	return strings.Map(func(r rune) rune {
		was := before
		before = r
		switch {
		case r == '\n' || r == '\u00a0' || strings.ContainsRune(marks, r):
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Mn, r):
			before = was
			if _, drawn := faces[0][r]; drawn && (unicode.IsLetter(was) || unicode.IsDigit(was)) {
				return r
			}
			return -1
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
			return -1
		case faces[0][r] == 0 || faces[1][r] == 0:
			before = ' '
			return stray
		}
		return r
	}, strokes.Replace(norm.NFC.String(strings.ToValidUTF8(text, string(stray)))))
}

// stroke is the short line through a letter.
const stroke = '\u0335'

// strokes writes the one letter of the highlands' languages that the typeface lacks (Bahnar, Jarai) as its parts.
var strokes = strings.NewReplacer("ƀ", "b"+string(stroke), "Ƀ", "B"+string(stroke))

// fonts are the typeface's four faces, by their styles.
var fonts = sync.OnceValue(func() (faces [4]*sfnt.Font) {
	for i, file := range files {
		font, err := sfnt.Parse(file)
		if err != nil {
			panic(err)
		}
		faces[i] = font
	}
	return faces
})

// files are the faces' files, and weights their names in gofpdf.
var (
	files   = [4][]byte{plain: assets.Serif, bold: assets.SerifBold, italic: assets.SerifItalic, bold | italic: assets.SerifBoldItalic}
	weights = [4]string{plain: "", bold: "B", italic: "I", bold | italic: "BI"}
)

// typeface is how wide each letter is, in parts of its size, by the style. A letter that is in none is not there; a mark that is drawn
// over a letter has no width.
var typeface = sync.OnceValue(func() (faces [4]map[rune]float64) {
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
		if unicode.Is(unicode.Mn, r) {
			widths[r] = 0
		}
	}
	for _, r := range marks {
		widths[r] = 1
	}
	widths[stroke] = 0
	return widths
}

// measure is the width of clean text in millimetres.
func measure(text string, s style, points float64) (width float64) {
	face := typeface()[s&(bold|italic)]
	for _, r := range text {
		width += face[r]
	}
	return width * points * mm
}

// wrap breaks spans into lines that fit a width; a word that fits no line is broken.
func wrap(spans []span, points, width float64) []line {
	return wrapFrom(0, spans, points, width)
}

// wrapFrom is wrap with the first line indented. A word goes on from span to span until a space: the full stop behind a bold code
// stays on the code's line.
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
				w.read(span{word, s.style})
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
	word          []span // being read
}

// read takes the next part of a word, or the first of the next.
func (w *wrapper) read(part span) {
	if strings.HasPrefix(part.text, " ") {
		w.flush()
	}
	w.word = append(w.word, part)
}

// flush puts the word that was read on a line.
func (w *wrapper) flush() {
	word := w.word
	w.word = nil
	w.add(word)
}

func (w *wrapper) add(word []span) {
	if len(w.current) == 0 || w.current[len(w.current)-1].text == "" {
		word = trimmed(word)
	}
	width := 0.0
	for _, part := range word {
		width += measure(part.text, part.style, w.points)
	}
	switch {
	case len(word) == 0:
	case w.used+width <= w.width:
		w.puts(word)
	case w.current != nil:
		w.fill()
		w.add(word)
	default:
		w.puts(word)
	}
}

// trimmed is a word without the spaces before it.
func trimmed(word []span) []span {
	for len(word) > 0 {
		if text := strings.TrimLeft(word[0].text, " "); text != "" {
			return append([]span{{text, word[0].style}}, word[1:]...)
		}
		word = word[1:]
	}
	return nil
}

// puts puts the parts of a word on the line, broken where they do not fit.
func (w *wrapper) puts(word []span) {
	for _, part := range word {
		if width := measure(part.text, part.style, w.points); w.used+width <= w.width {
			w.put(part.text, part.style, width)
			continue
		}
		if w.current != nil {
			w.fill()
		}
		w.chop(part.text, part.style)
	}
}

// chop breaks a word that is longer than a line.
func (w *wrapper) chop(word string, s style) {
	for runes := []rune(word); len(runes) > 0; {
		n, width := w.fits(runes, s)
		w.put(string(runes[:n]), s, width)
		if runes = runes[n:]; len(runes) > 0 {
			w.fill()
		}
	}
}

// fits is how many letters fill an empty line, at least one, up to a hyphen where there is one; and their width.
func (w *wrapper) fits(runes []rune, s style) (n int, width float64) {
	hyphen, before := 0, 0.0
	for i, r := range runes {
		more := measure(string(r), s, w.points)
		if i > 0 && more > 0 && width+more > w.width {
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

// fill ends a line that is full.
func (w *wrapper) fill() {
	w.lines = append(w.lines, w.current)
	w.current, w.used = nil, 0
}

// end ends a paragraph's last line.
func (w *wrapper) end() {
	w.flush()
	w.fill()
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
