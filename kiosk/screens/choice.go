package screens

import (
	"fmt"

	"fyne.io/fyne/v2"

	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// Choice is one of several things to touch.
type Choice struct {
	ID, Title string
	Below     string // what is said of it; empty: nothing
	Chosen    bool
}

// ChoiceActions is what a visitor does who is to choose.
type ChoiceActions struct {
	Chosen func(id string)
	Turn   func(page int)
	Exits
}

// ChoiceData is a page of things to choose from, counted from 0.
type ChoiceData struct {
	Name        string // of the screen
	Title, Help string
	Choices     []Choice
	Paging      Paging
	Page        int
}

// NewChoice offers things to choose from.
func NewChoice(say i18n.Localizer, data ChoiceData, on ChoiceActions) Screen {
	s := Screen{Name: data.Name}
	pages := data.Paging.Pages(len(data.Choices))
	page := min(data.Page, pages-1)
	first, last := data.Paging.part(len(data.Choices), page)
	var tiles []fyne.CanvasObject
	for i, c := range data.Choices[first:last] {
		b := ui.NewButton(fmt.Sprintf("choice.%d", first+i+1), ui.Tile, 50, ui.Content{Title: c.Title, Subtitle: c.Below, End: ui.Icon("forward", ui.Edge)}, func() { on.Chosen(c.ID) })
		if c.Chosen && c.ID == "" { // what everybody has who has chosen nothing is no advice
			b.SetContent(ui.Content{Title: c.Title, End: ui.Icon("tick", ui.Good)})
		}
		b.SetSelected(c.Chosen && c.ID != "")
		s.Targets = append(s.Targets, b)
		tiles = append(tiles, b)
	}
	ui.NewAlike(s.Targets...)
	pager, turning := newPager(say, page, pages, on.Turn)
	foot, leaving := newFooter(say, on.Exits)
	s.Targets = append(append(s.Targets, turning...), leaving...)
	s.Content = footed(ui.Pad(Margin, ui.Column(Gap,
		ui.Fixed(210+Gap, s.Heading(newHeading(ui.Title(data.Title, 68, ui.Crest), data.Help, 40))),
		ui.Share(1, ui.Grid(Gap, tiles...)),
		ui.Fixed(110, pager),
	)), foot)
	return s
}
