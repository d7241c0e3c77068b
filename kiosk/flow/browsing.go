package flow

import (
	"slices"

	"motcua/internal/guide"
	"motcua/internal/procedure/browse"
	"motcua/internal/ui"
	"motcua/kiosk/screens"
	"motcua/kiosk/visit"
)

// browsing leads through the catalogue without a word typed: from what a procedure is about, list by list, to the procedure.
type browsing struct {
	*session
	procedures *procedures
}

func (f *browsing) show(step visit.Step) (view, bool) {
	if step != visit.Browsing {
		return view{}, false
	}
	return f.list(), true
}

// onBrowse opens the first list.
func (f *browsing) onBrowse() {
	if book := f.procedures.book; book != nil {
		f.open(visit.Leaf{Items: book.Contents.Start()})
	}
}

func (f *browsing) open(leaf visit.Leaf) {
	if f.procedures.query().Open(leaf, f.Now()) {
		f.draw()
	}
}

// onItem opens a list, or the procedure.
func (f *browsing) onItem(item browse.Item) {
	if item.Kind == browse.AnEntry {
		f.procedures.onProcedure(item.Entry)
		return
	}
	f.open(visit.Leaf{From: item, Items: item.Open()})
}

// list is the list that is open.
func (f *browsing) list() view {
	leaf, say := f.procedures.query().Leaf(), f.speaker()
	title, help := guide.ListHeading(say, leaf.From, leaf.Items)
	data := screens.ChoiceData{Name: "browsing", Title: title, Help: help, Page: leaf.Page, Paging: f.leaves(leaf.Items)}
	for _, item := range leaf.Items {
		title, below := guide.Item(say, item)
		if item.Kind == browse.AnEntry && f.Window.Wide() && ui.Mode(f.visit.Mode).Has(ui.Large) {
			below = "" // the room is the name's; the rest is read behind a touch
		}
		data.Choices = append(data.Choices, screens.Choice{ID: item.ID, Title: title, Below: below})
	}
	return view{Screen: screens.NewChoice(say, data, screens.ChoiceActions{Turn: f.onTurn, Exits: f.exits(), Chosen: func(id string) {
		if i := slices.IndexFunc(leaf.Items, func(item browse.Item) bool { return item.ID == id }); i >= 0 {
			f.onItem(leaf.Items[i])
		}
	}})}
}

// leaves returns how many items are read at once: letters are short.
func (f *browsing) leaves(items []browse.Item) screens.Paging {
	roomy := f.visit.Low || ui.Mode(f.visit.Mode).Has(ui.Large)
	switch short := guide.AreLetters(items); {
	case short && roomy:
		return screens.SomeLetters
	case short:
		return screens.Letters
	}
	return f.paging()
}

func (f *browsing) onTurn(page int) {
	f.procedures.query().TurnLeaf(page, f.Now())
	f.draw()
}
