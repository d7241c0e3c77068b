package main

import (
	"fmt"

	"fyne.io/fyne/v2"

	"motcua/internal/ui"
	"motcua/internal/words"
)

// choice is one of several things to touch.
type choice struct {
	id, title string
	chosen    bool
}

// onChoice is what a visitor does who is to choose.
type onChoice struct {
	chosen      func(id string)
	turn        func(page int)
	back, first func()
}

// newChoice offers things to choose from, a page at a time, counted from 0.
func newChoice(name string, say words.Speaker, title, help string, choices []choice, paging paging, page int, on onChoice) screen {
	s := screen{name: name}
	n := paging.pages(len(choices))
	page = min(page, n-1)
	first, last := paging.part(len(choices), page)
	var tiles []fyne.CanvasObject
	for i, c := range choices[first:last] {
		b := ui.NewButton(fmt.Sprintf("choice.%d", first+i+1), ui.Tile, 50, ui.Face{Title: c.title, End: ui.Icon("forward", ui.Edge)}, func() { on.chosen(c.id) })
		if c.chosen && c.id == "" { // what everybody has who has chosen nothing is no advice
			b.Wear(ui.Face{Title: c.title, End: ui.Icon("tick", ui.Good)})
		}
		b.Choose(c.chosen && c.id != "")
		s.targets = append(s.targets, b)
		tiles = append(tiles, b)
	}
	ui.NewAlike(s.targets...)
	pager, turning := newPager(say, page, n, on.turn)
	foot, leaving := newFoot(say, on.back, on.first)
	s.targets = append(append(s.targets, turning...), leaving...)
	s.content = footed(ui.Pad(margin, ui.Column(gap,
		ui.Fixed(210+gap, s.heads(newHeading(ui.Title(title, 68, ui.Crest), help, 40))),
		ui.Share(1, ui.Grid(gap, tiles...)),
		ui.Fixed(110, pager),
	)), foot)
	return s
}
