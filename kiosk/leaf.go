package main

import (
	"strings"
	"unicode/utf8"

	"motcua/internal/guide"
)

// leaf is one page of a guide: as much of a section as is read at a glance.
type leaf struct {
	title string
	first int // number of the first item
	items []string
}

// What one leaf holds in large type; a screen of either shape has room for it. lowLines: where all stands low.
const (
	lineLetters = 40
	leafLines   = 11
	lowLines    = 8
)

// leaves cuts sections into pages of so many lines. An item longer than a page goes on on the next.
func leaves(sections []guide.Section, lines int) (out []leaf) {
	for _, s := range sections {
		page := leaf{title: s.Title, first: 1}
		room := lines
		for i, item := range s.Items {
			for _, piece := range pieces(item, lines) {
				need := linesOf(piece)
				if need > room && len(page.items) > 0 {
					out = append(out, page)
					page, room = leaf{title: s.Title, first: i + 1}, lines
				}
				page.items = append(page.items, piece)
				room -= need
			}
		}
		out = append(out, page)
	}
	return out
}

func linesOf(text string) int { return (utf8.RuneCountInString(text) + lineLetters - 1) / lineLetters }

// pieces cuts a text between words so that each piece has its place on a page of so many lines.
func pieces(text string, lines int) (out []string) {
	most := lines * lineLetters * 9 / 10
	var piece []string
	letters := 0
	for _, word := range strings.Fields(text) {
		if n := utf8.RuneCountInString(word) + 1; letters+n > most && letters > 0 {
			out = append(out, strings.Join(piece, " ")+" …")
			piece, letters = nil, 0
		}
		piece = append(piece, word)
		letters += utf8.RuneCountInString(word) + 1
	}
	return append(out, strings.Join(piece, " "))
}
