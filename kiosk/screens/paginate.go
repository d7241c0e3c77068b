package screens

import (
	"strings"
	"unicode/utf8"

	"motcua/internal/guide"
)

// leaf is as much of a section as stands on one page of a guide.
type leaf struct {
	title string
	first int // number of the first item
	items []string
}

// What one page holds in large type; a screen of either shape has room for it. LowLines: where all stands low. A title takes titleLines.
const (
	lineLetters = 40
	PageLines   = 11
	LowLines    = 6
	titleLines  = 2
)

// paginate sets sections behind each other on pages of so many lines, as few pages as hold them and each about as full as the others. A section may
// go on on the next page, and an item longer than a page too.
func paginate(sections []guide.Section, lines int) (pages [][]leaf) {
	pages = pour(sections, lines, lines)
	for room := lines - 1; room > lines/2; room-- {
		evener := pour(sections, lines, room)
		if len(evener) > len(pages) {
			break
		}
		pages = evener
	}
	return pages
}

// pour is paginate where each page takes no more than room of its lines, but for an item that needs more.
func pour(sections []guide.Section, lines, room int) (pages [][]leaf) {
	p := &pourer{lines: lines, room: room}
	for _, s := range sections {
		p.section(s)
	}
	return append(p.pages, p.page)
}

// pourer fills one page after the other.
type pourer struct {
	lines, room, used int
	pages             [][]leaf
	page              []leaf
}

func (p *pourer) section(s guide.Section) {
	open := false // whether the section has begun on this page
	for i, item := range s.Items {
		for _, piece := range pieces(item, p.lines) {
			need := linesOf(piece)
			if s.Title != "" && !open {
				need += titleLines
			}
			if p.used > 0 && p.used+need > p.room {
				p.turn()
				if open && s.Title != "" {
					need += titleLines
				}
				open = false
			}
			if !open {
				p.page, open = append(p.page, leaf{title: s.Title, first: i + 1}), true
			}
			last := &p.page[len(p.page)-1]
			last.items = append(last.items, piece)
			p.used += need
		}
	}
}

// turn begins another page.
func (p *pourer) turn() { p.pages, p.page, p.used = append(p.pages, p.page), nil, 0 }

// leaves returns the pages of one section; where it has no items, the page is empty.
func leaves(sections []guide.Section, lines int) (out []leaf) {
	for _, page := range paginate(sections, lines) {
		out = append(out, page...)
	}
	if len(out) == 0 {
		return []leaf{{}}
	}
	return out
}

func linesOf(text string) int { return (utf8.RuneCountInString(text) + lineLetters - 1) / lineLetters }

// pieces cuts a text between words so that each piece has its place on a page of so many lines.
func pieces(text string, lines int) (out []string) {
	most := (lines - titleLines) * lineLetters * 9 / 10
	if lines <= titleLines {
		most = lines * lineLetters * 9 / 10
	}
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

// Pages returns how many pages of so many lines a guide's sections take.
func Pages(sections []guide.Section, lines int) int { return len(paginate(sections, lines)) }
