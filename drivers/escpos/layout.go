package escpos

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"motcua/drivers"
)

// line is one line of letters, one cell of the paper each.
type line struct {
	style drivers.Style
	text  []rune
}

// spaceThatHolds is the no-break space: it keeps an amount and its currency together and prints as a space.
const spaceThatHolds = '\u00a0'

// legible turns text into letters that can be printed: composed (NFC), without invisible ones, a mark that composes with no letter drawn
// as one with its letter, a sign for all that the typeface lacks. Only line ends remain of the control characters.
func legible(text string) []rune {
	text = norm.NFC.String(text)
	out := make([]rune, 0, len(text))
	for _, r := range text {
		switch {
		case r >= ' ' && r <= '~', r == '\n', r == spaceThatHolds:
		case r == '\t':
			r = ' '
		case unicode.Is(unicode.Cf, r), r == '\r':
			continue
		case unicode.Is(unicode.M, r):
			if n := len(out); n > 0 {
				out[n-1] = withMark(out[n-1], r)
			}
			continue
		case unicode.IsSpace(r):
			r = ' '
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Co, r), !hasLetter(r):
			r = mark
		}
		out = append(out, r)
	}
	return out
}

// hasLetter asks the short table of Vietnamese letters before the whole typeface.
func hasLetter(r rune) bool {
	_, ok := tcvn[r]
	return ok || drawable(r) && !unicode.Is(unicode.M, r)
}

// wrap breaks letters at spaces into lines of at most width; a word longer than a line is broken where the line ends.
func wrap(text []rune, width int) [][]rune {
	var lines [][]rune
	for {
		end := slices.Index(text, '\n')
		if end < 0 {
			return append(lines, wrapParagraph(text, width)...)
		}
		lines = append(lines, wrapParagraph(text[:end], width)...)
		text = text[end+1:]
	}
}

func wrapParagraph(text []rune, width int) [][]rune {
	var lines [][]rune
	for len(text) > width {
		end := width
		for end > 0 && text[end] != ' ' {
			end--
		}
		if end == 0 {
			lines = append(lines, text[:width])
			text = text[width:]
			continue
		}
		lines = append(lines, trimRight(text[:end]))
		text = trimLeft(text[end:])
	}
	return append(lines, trimRight(text))
}

func trimLeft(text []rune) []rune {
	for len(text) > 0 && text[0] == ' ' {
		text = text[1:]
	}
	return text
}

func trimRight(text []rune) []rune {
	for len(text) > 0 && text[len(text)-1] == ' ' {
		text = text[:len(text)-1]
	}
	return text
}

// columns sets cells side by side on lines of width letters, one letter apart, each wrapped within its own share.
func columns(cells []drivers.Cell, width int) [][]rune {
	widths := shares(cells, width-(len(cells)-1))
	spareWords(cells, widths)
	blocks := make([][][]rune, len(cells))
	height := 0
	for i, c := range cells {
		blocks[i] = wrap(legible(c.Text), widths[i])
		height = max(height, len(blocks[i]))
	}
	lines := make([][]rune, height)
	for y := range lines {
		for i, c := range cells {
			if i > 0 {
				lines[y] = append(lines[y], ' ')
			}
			var text []rune
			if y < len(blocks[i]) {
				text = blocks[i][y]
			}
			lines[y] = append(lines[y], align(text, widths[i], c.Align)...)
		}
		lines[y] = trimRight(lines[y])
	}
	return lines
}

// shares divides width by the cells' weights, at least one letter each; the last takes what is left over.
func shares(cells []drivers.Cell, width int) []int {
	total := 0
	for _, c := range cells {
		total += max(1, c.Weight)
	}
	widths := make([]int, len(cells))
	rest := width
	for i, c := range cells {
		widths[i] = max(1, width*max(1, c.Weight)/total)
		rest -= widths[i]
	}
	widths[len(cells)-1] = max(1, widths[len(cells)-1]+rest)
	return widths
}

// spareWords widens cells in which a word would be broken, such as an amount with its currency, by what others do not need for theirs.
func spareWords(cells []drivers.Cell, widths []int) {
	needs := make([]int, len(cells))
	for i, c := range cells {
		needs[i] = longestWord(legible(c.Text))
	}
	spare := func(i int) int { return widths[i] - needs[i] }
	for i := range cells {
		for spare(i) < 0 {
			giver := 0
			for j := range cells {
				if spare(j) > spare(giver) {
					giver = j
				}
			}
			if spare(giver) <= 0 {
				return
			}
			widths[giver]--
			widths[i]++
		}
	}
}

func longestWord(text []rune) (longest int) {
	for word := range strings.FieldsFuncSeq(string(text), func(r rune) bool { return r == ' ' || r == '\n' }) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return longest
}

// align pads text with spaces to width.
func align(text []rune, width int, a drivers.Align) []rune {
	gap := width - len(text)
	before := 0
	switch a {
	case drivers.Centre:
		before = gap / 2
	case drivers.Right:
		before = gap
	}
	out := make([]rune, 0, width)
	out = append(out, spaces(before)...)
	out = append(out, text...)
	return append(out, spaces(gap-before)...)
}

func spaces(n int) []rune { return []rune(strings.Repeat(" ", n)) }
