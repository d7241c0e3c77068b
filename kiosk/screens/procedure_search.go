package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure/browse"
	"motcua/internal/ui"
	"motcua/internal/vietnamese"
	"motcua/kiosk/visit"
)

// How many procedures are offered at once: fewer where the keyboard takes their room.
const (
	MostOffers = 5
	FewOffers  = 3
)

// SearchActions is what a visitor does while looking for a procedure.
type SearchActions struct {
	Typed  func(change func(*vietnamese.Typing))
	Chosen func(browse.Item)
	Browse func() // for whoever would rather not type
	Around func() // whoever finds no procedure may have looked for something else in the house
	Exits
}

// Search asks what somebody needs, and offers what fits from the first letter on.
type Search struct {
	Screen
	say    i18n.Localizer
	query  *ui.Text
	hint   *ui.Text
	keys   *ui.Keyboard
	offers []*ui.Button
	found  []browse.Item
	none   *ui.Text // says what to do when nothing was found
	around *ui.Button
	box    *fyne.Container
}

// NewSearch offers so many procedures at once.
func NewSearch(say i18n.Localizer, offers int, on SearchActions) *Search {
	s := &Search{say: say, query: ui.NewText("", 56), hint: ui.NewText("", 34)}
	s.Name = "finding"
	s.query.Align, s.hint.Align, s.hint.Colour = fyne.TextAlignLeading, fyne.TextAlignLeading, ui.Quiet
	s.keys = ui.NewKeyboard(keyWords(say), on.Typed)
	var rows []ui.Part
	for i := range offers {
		b := ui.NewButton("offer."+string(rune('1'+i)), ui.Tile, 40, ui.Content{}, func() { on.Chosen(s.found[i]) })
		s.offers = append(s.offers, b)
		rows = append(rows, ui.Share(1, b))
	}
	ui.NewAlike(s.offers...)
	leaf := ui.NewButton("browse", ui.Tile, 42, ui.Content{Icon: ui.Icon("procedures", ui.Crest), Title: say.Text("kiosk.browse")}, on.Browse)
	foot, targets := newFooter(say, on.Exits, leaf)
	s.none = ui.NewText(say.Text("kiosk.find.none.help"), 46)
	s.around = ui.NewButton("around", ui.Tile, 40, ui.Content{Title: say.Text("kiosk.around"), Subtitle: say.Text("kiosk.around.help"), End: ui.Icon("forward", ui.Edge)}, on.Around)
	s.Targets = append(append(append(s.Targets, s.offers...), s.around), append(s.keys.Keys, targets...)...)
	s.box = ui.Column(Gap/2, append(rows, ui.Share(1, s.none), ui.Share(1, s.around))...)
	ask := ui.Column(Gap/2,
		ui.Fixed(76, s.Heading(ui.Title(say.Text("kiosk.find.title"), 60, ui.Crest))),
		ui.Fixed(168+Gap, s.Sheet(ui.Column(Gap/2, ui.Space(1), ui.Fixed(116, field("search", s.query)), ui.Fixed(52, s.hint)))),
		ui.Share(1, s.box),
	)
	s.Content = footed(container.New(typingLayout{}, ask, s.keys.Container), foot)
	return s
}

// Update writes what has been typed and offers what was found for it.
func (s *Search) Update(find visit.Find) {
	s.keys.Show(find.Typing)
	s.query.Bold = find.Typing.Text != ""
	s.query.Tail = s.query.Bold // an example is read from its beginning
	if s.query.Bold {
		s.query.Paint(ui.Ink)
		s.query.Say(find.Typing.Text + "|")
	} else {
		s.query.Paint(ui.Quiet)
		s.query.Say(s.say.Text("kiosk.find.example"))
	}
	s.found = find.Found
	hint := hintOf(find)
	s.hint.Say(s.say.Text(hint))
	if visit.Full(visit.Finding, find.Typing) {
		s.hint.Say(s.say.Text("kiosk.key.full"))
	}
	for i, b := range s.offers {
		if i >= len(s.found) {
			b.Hide()
			continue
		}
		title, below := guide.Found(s.say, s.found[i], find.Asked)
		b.SetContent(ui.Content{Title: title, Subtitle: below, End: ui.Icon("forward", ui.Edge)})
		b.Show()
	}
	s.none.Hidden = hint != "kiosk.find.none"
	if s.around.Hide(); !s.none.Hidden {
		s.around.Show()
	}
	s.box.Refresh()
}

func hintOf(find visit.Find) string {
	switch {
	case find.Asked == "":
		return "kiosk.find.everyday"
	case len(find.Found) == 0:
		return "kiosk.find.none"
	}
	return "kiosk.find.found"
}

// typingLayout puts the keys under what is found, or beside it on a wide panel; the keyboard goes to the edges.
type typingLayout struct{}

func (typingLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	ask, keys := objects[0], objects[1]
	if upright(box) {
		board := min(570, box.Height*0.58)
		Place(ask, Margin, Gap, box.Width-2*Margin, box.Height-board-Gap)
		Place(keys, 0, box.Height-board, box.Width, board)
		return
	}
	board := box.Width * 0.565
	Place(ask, Margin, Gap, box.Width-board-Margin-Gap/2, box.Height-Gap)
	Place(keys, box.Width-board, Gap, board-Gap/2, box.Height-Gap)
}

func (typingLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
