package ui

import (
	"math"
	"strings"

	"motcua/internal/ui/render"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// LeastType is the smallest type on a public screen, in pixels: 24 points on the 32-inch portrait panel (69 dpi).
const LeastType = 24

// Text is words that fit their box: wrapped at spaces (never at U+00A0, the one that binds) into lines of like length, and set as large as the box allows up to Type.
// It takes the box it is given and asks for no more than one line of the smallest type.
type Text struct {
	widget.BaseWidget
	Type   float32 // its size at most, in pixels
	Least  float32 // its size at least; LeastType when zero, and smaller for a desk, where eyes are near
	Bold   bool
	Colour fyne.ThemeColorName // Ink when empty
	Align  fyne.TextAlign
	Cut    bool    // words that do not fit in the smallest type are left out at the end, where three dots stand
	Rise   float32 // where in a box with room to spare it stands: 0 at the top, 1 at the bottom
	Tail   bool    // it never shrinks: where it has no room, its beginning is left out, as of what is being typed

	ruled bool // its type is chosen together with that of others
	label bool // a button's: no last line of one short word, wherever it begins

	words string
	fits  bool
	cut   bool
	drawn float32 // type
}

// NewText makes a text in the middle of its box; change its fields before it is shown.
func NewText(words string, size float32) *Text {
	t := &Text{Type: size, Align: fyne.TextAlignCenter, Rise: 0.5, words: words, fits: true}
	t.ExtendBaseWidget(t)
	return t
}

// Title makes a bold text in the middle of its box.
func Title(words string, size float32, colour fyne.ThemeColorName) *Text {
	t := NewText(words, size)
	t.Bold, t.Colour = true, colour
	return t
}

// Say changes the words.
func (t *Text) Say(words string) {
	if words != t.words {
		t.words = words
		t.Refresh()
	}
}

// Paint changes the colour.
func (t *Text) Paint(colour fyne.ThemeColorName) {
	if colour != t.Colour {
		t.Colour = colour
		t.Refresh()
	}
}

// Words returns what it says.
func (t *Text) Words() string { return t.words }

// Fits reports whether, when last laid out, all words stood inside the box in type no smaller than Least.
func (t *Text) Fits() bool { return t.fits }

// IsCut reports whether, when last laid out, words were left out.
func (t *Text) IsCut() bool { return t.cut }

// Drawn returns the size of the type in which it was last laid out.
func (t *Text) Drawn() float32 { return t.drawn }

// Tall returns how high its words stand in a box, and the size of their type.
func (t *Text) Tall(box fyne.Size) (high, size float32) {
	lines, size, _ := t.set(box)
	return float32(len(lines)) * t.measure("Ấg", size).Height, size
}

// MinSize is a line of the smallest type, of no width: layouts give texts their box.
func (t *Text) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	if t.words == "" {
		return fyne.Size{}
	}
	return fyne.NewSize(0, t.measure("Ấg", t.least()).Height)
}

// CreateRenderer is for Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return render.LaidOut(t, &textRenderer{text: t}) }

func (t *Text) style() fyne.TextStyle { return fyne.TextStyle{Bold: t.Bold} }

func (t *Text) measure(line string, size float32) fyne.Size {
	return fyne.MeasureText(line, size, t.style())
}

// set finds the largest type in which the words fit a box, and their lines in it.
func (t *Text) set(box fyne.Size) (lines []string, size float32, fits bool) {
	lines, size, fits = t.setWhole(box)
	if t.cut = t.Cut && !fits; !t.cut {
		return lines, size, fits
	}
	whole := t.words
	defer func() { t.words = whole }()
	for words := strings.Fields(whole); len(words) > 1 && !fits; {
		words = words[:len(words)-1]
		t.words = strings.Join(words, " ") + " …"
		lines, size, fits = t.setWhole(box)
	}
	return lines, size, fits
}

func (t *Text) setWhole(box fyne.Size) (lines []string, size float32, fits bool) {
	least, most := t.least()*worn().scale(), t.most()
	if t.Tail {
		return t.tail(box, most), most, true
	}
	for size = most; size > least; size = smaller(size, least, readType()*worn().scale()) {
		if t.inside(t.wrap(box.Width, size), size, box) {
			break
		}
	}
	return t.lines(box.Width, size), size, t.inside(t.wrap(box.Width, size), size, box)
}

// most returns the size at most.
func (t *Text) most() float32 {
	if t.ruled {
		return t.Type * worn().scale()
	}
	return max(t.Type, readType()) * worn().scale()
}

func (t *Text) least() float32 {
	if t.Least > 0 {
		return t.Least
	}
	return min(t.Type, leastType())
}

// smaller returns the next size to try: at least, and what must be read, are not stepped over.
func smaller(size, least, read float32) float32 {
	next := size * 0.96
	if next < read && read < size {
		return max(least, read)
	}
	return max(least, next)
}

func (t *Text) inside(lines []string, size float32, box fyne.Size) bool {
	const rounding = 1
	if float32(len(lines))*t.measure("Ấg", size).Height > box.Height+leading {
		return false
	}
	for _, line := range lines {
		if t.measure(line, size).Width > box.Width+rounding {
			return false
		}
	}
	return true
}

// wrap breaks the words into as few lines as the width allows.
func (t *Text) wrap(width, size float32) (lines []string) {
	for paragraph := range strings.SplitSeq(t.words, "\n") {
		lines = append(lines, t.greedy(paragraph, width, size)...)
	}
	return lines
}

// lines returns the words as they are set: even where they stand in the middle, and else as full as a page's.
func (t *Text) lines(width, size float32) []string {
	if t.Align != fyne.TextAlignLeading {
		return t.even(width, size)
	}
	var lines []string
	for paragraph := range strings.SplitSeq(t.words, "\n") {
		lines = append(lines, t.accompany(t.greedy(paragraph, width, size), width, size)...)
	}
	return lines
}

// accompany leaves no syllable alone in the last line of a paragraph: it is mostly the half of a word.
func (t *Text) accompany(lines []string, width, size float32) []string {
	const few = 3 // that a line does not break after
	n := len(lines)
	if n < 2 || strings.Contains(lines[n-1], " ") {
		return lines
	}
	above := strings.Split(lines[n-2], " ")
	last := above[len(above)-1] + " " + lines[n-1]
	if len(above) < few || t.measure(last, size).Width > width {
		return lines
	}
	lines[n-2], lines[n-1] = strings.Join(above[:len(above)-1], " "), last
	return lines
}

// stands returns how high the words stand in lines of a width in type of a size, and whether none of them is wider.
func (t *Text) stands(width, size float32) (high float32, fits bool) {
	lines := t.wrap(width, size)
	high = float32(len(lines)) * t.measure("Ấg", size).Height
	return high, t.inside(lines, size, fyne.NewSize(width, high))
}

// even is wrap with lines of as like a length as their number allows.
func (t *Text) even(width, size float32) (lines []string) {
	for paragraph := range strings.SplitSeq(t.words, "\n") {
		lines = append(lines, t.evenly(paragraph, width, size)...)
	}
	return lines
}

func (t *Text) evenly(paragraph string, width, size float32) []string {
	lines := t.greedy(paragraph, width, size)
	for narrow := width * 0.95; len(lines) > 1 && narrow > width*0.4; narrow *= 0.95 {
		narrower := t.greedy(paragraph, narrow, size)
		if len(narrower) > len(lines) || !t.inside(narrower, size, fyne.NewSize(narrow, math.MaxFloat32)) {
			break
		}
		lines = narrower
	}
	return lines
}

// bound is the space that binds: a dash never begins a line.
const bound = "\u00a0"

func (t *Text) greedy(paragraph string, width, size float32) []string {
	lines := []string{""}
	for _, word := range strings.Split(strings.ReplaceAll(paragraph, " –", bound+"–"), " ") {
		last := &lines[len(lines)-1]
		longer := strings.TrimSpace(*last + " " + word)
		if *last == "" || t.measure(longer, size).Width <= width {
			*last = longer
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

type textRenderer struct {
	text  *Text
	lines []*canvas.Text
	set   setting
}

// setting is what words were set in, and how: setting them is the slow part of a repaint.
type setting struct {
	words string
	box   fyne.Size
	most  float32
	lines []string
	size  float32
}

func (r *textRenderer) Layout(box fyne.Size) {
	t := r.text
	if t.words == "" || box.Width < 1 || box.Height < 1 {
		r.lines, r.set, t.fits = nil, setting{}, t.words == ""
		return
	}
	most := t.most()
	if s := r.set; s.words != t.words || s.box != box || s.most != most {
		r.set = setting{words: t.words, box: box, most: most}
		r.set.lines, r.set.size, t.fits = t.set(box)
	}
	t.drawn = r.set.size
	r.place(box)
}

func (r *textRenderer) place(box fyne.Size) {
	t, lines := r.text, r.set.lines
	r.lines = r.lines[:min(len(lines), len(r.lines))]
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, canvas.NewText("", nil))
	}
	high := t.measure("Ấg", r.set.size).Height
	y := (box.Height - high*float32(len(lines))) * t.Rise
	for i, line := range r.lines {
		line.Text, line.TextSize, line.TextStyle, line.Alignment = lines[i], r.set.size, t.style(), t.Align
		line.Color = Color(t.colour())
		line.Move(fyne.NewPos(0, y+high*float32(i)))
		line.Resize(fyne.NewSize(box.Width, high))
	}
}

func (t *Text) colour() fyne.ThemeColorName {
	if t.Colour == "" {
		return Ink
	}
	return t.Colour
}

func (r *textRenderer) Refresh() {
	r.Layout(r.text.Size())
	canvas.Refresh(r.text)
}

func (r *textRenderer) MinSize() fyne.Size { return r.text.MinSize() }

func (r *textRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.lines))
	for i, line := range r.lines {
		objects[i] = line
	}
	return objects
}

func (r *textRenderer) Destroy() {}
