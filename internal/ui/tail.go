package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// left is the sign for what is left out.
const left = "…"

// tail returns the end of the words in lines that fit a box in type of a size.
func (t *Text) tail(box fyne.Size, size float32) []string {
	room := max(1, int(box.Height/t.measure("Ấg", size).Height))
	if room == 1 {
		return []string{t.end(t.words, box.Width, size)}
	}
	var lines []string
	for _, line := range t.wrap(box.Width, size) {
		lines = append(lines, t.broken(line, box.Width, size)...)
	}
	if len(lines) > room {
		lines = lines[len(lines)-room:]
		lines[0] = t.end(left+lines[0], box.Width, size)
	}
	return lines
}

// end returns as much of the end of a line as a width holds.
func (t *Text) end(line string, width, size float32) string {
	if t.measure(line, size).Width <= width {
		return line
	}
	letters := []rune(line)
	for len(letters) > 1 && t.measure(left+string(letters), size).Width > width {
		letters = letters[1:]
	}
	return left + string(letters)
}

// broken is a line cut wherever the width ends: a word without spaces has no better place.
func (t *Text) broken(line string, width, size float32) (lines []string) {
	letters := []rune(line)
	for len(letters) > 0 {
		n := len(letters)
		for n > 1 && t.measure(string(letters[:n]), size).Width > width {
			n--
		}
		lines = append(lines, string(letters[:n]))
		letters = slices.Clone(letters[n:])
	}
	return lines
}
