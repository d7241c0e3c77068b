package flow

import (
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/async"
	"motcua/internal/catalogue/shelf"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
	"motcua/internal/slip"
	"motcua/internal/ui"
	"motcua/internal/vietnamese"
	"motcua/kiosk/screens"
	"motcua/kiosk/visit"
)

// procedures lead from a few typed letters to what a procedure asks for, on the glass and on paper.
type procedures struct {
	*session
	tickets *tickets
	book    *shelf.Book // nil until it is read
	hits    async.Async[[]browse.Item]
	browse  func() // opens the catalogue to leaf through
}

// query is this flow's part of the visit.
func (f *procedures) query() visit.Search { return visit.Search{Visit: &f.visit} }

// renew takes a newer catalogue between two visits: nobody's search changes under their hands, and what they read stays what they found.
func (f *procedures) renew() {
	_, somebody := f.visit.Left(f.Now(), f.Patience) // false: nobody has touched anything
	if somebody || f.visit.Step != visit.Home || f.NewestCatalogue == nil {
		return
	}
	if newest := f.NewestCatalogue(); newest != nil {
		f.book = newest
	}
}

func (f *procedures) show(step visit.Step) (view, bool) {
	switch step {
	case visit.Finding:
		return f.finding(), true
	case visit.Reading:
		return f.reading(), true
	}
	return view{}, false
}

// offers returns how many procedures are offered at once: fewer where type is large.
func (f *procedures) offers() int {
	most := screens.MostOffers
	if f.Window.Wide() || f.visit.Low {
		most = screens.FewOffers
	}
	if f.visit.Low || ui.Mode(f.visit.Mode).Has(ui.Large) {
		most--
	}
	return most
}

// finding offers procedures while somebody types.
func (f *procedures) finding() view {
	s := screens.NewSearch(f.speaker(), f.offers(), screens.SearchActions{Typed: f.onTyped, Chosen: f.onFound, Browse: f.browse, Around: f.onAround, Exits: f.exits()})
	return view{Screen: s.Screen, update: func() { s.Update(f.visit.Find) }}
}

// onAround tells what is in the house to whoever has found no procedure.
func (f *procedures) onAround() {
	if f.visit.Begin(visit.Around, f.Now()) {
		f.draw()
	}
}

func (f *procedures) onTyped(change func(*vietnamese.Typing)) {
	if f.visit.Type(change, f.Now()) {
		f.search()
	}
	f.refresh()
}

// search looks for what is typed. What comes back after the next letter is not shown, nor what comes back to somebody else.
func (f *procedures) search() {
	if f.visit.Step != visit.Finding || f.book == nil {
		return
	}
	question, index, everyday, lang := f.visit.Find.Typing.Text, f.book.Index, f.Everyday, f.visit.Lang
	f.hits.Ask(f.Run, func() ([]browse.Item, error) { return look(index, question, everyday, lang), nil }, func(found []browse.Item, _ error) {
		if f.query().Answer(question, found) {
			f.refresh()
		}
	})
}

// siblings is how many procedures the families that are found have at the most, on average: so many more are looked for.
const siblings = 4

// look finds procedures for what was typed. One letter says little, and nothing says less: then the everyday ones come first.
func look(index *procedure.Index, question string, everyday []string, lang string) []browse.Item {
	var hits []procedure.Hit
	if utf8.RuneCountInString(question) <= 1 {
		for _, code := range everyday {
			for _, hit := range index.Search(code, 1) {
				if begins(called(hit.Procedure, lang), question) {
					hits = append(hits, hit)
				}
			}
		}
	}
	hits = append(hits, index.Search(question, screens.MostOffers*siblings)...)
	return browse.Found(index, hits, screens.MostOffers)
}

// called returns what people call a procedure in a language.
func called(p *procedure.Procedure, lang string) []string {
	if lang == "en" {
		return p.English
	}
	return p.Phrases
}

// begins reports whether a word of some phrases begins with a letter.
func begins(phrases []string, letter string) bool {
	words := strings.Fields(vietnamese.Fold(strings.Join(phrases, " ")))
	return letter == "" || slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, vietnamese.Fold(letter)) })
}

// onFound opens what was found: the procedure, or its siblings.
func (f *procedures) onFound(item browse.Item) {
	if item.Kind == browse.AnEntry {
		f.onProcedure(item.Entry)
		return
	}
	if f.query().Open(visit.Leaf{From: item, Items: item.Open()}, f.Now()) {
		f.draw()
	}
}

func (f *procedures) onProcedure(p *procedure.Procedure) {
	if f.query().Read(p, f.Now()) {
		f.draw()
	}
}

// reading tells what a procedure asks for; its number can be taken where a service of the centre does it.
func (f *procedures) reading() view {
	on := screens.ProcedureActions{Print: f.onPrint, Turn: f.onTurn, Exits: f.exits()}
	service, ok := f.centre.ServiceForField(f.visit.Find.Procedure.Field)
	if ok {
		on.Take = func() { f.tickets.onService(service) }
	}
	s := screens.NewProcedure(f.speaker(), screens.ProcedureData{Procedure: f.visit.Find.Procedure, Lines: f.lines(), Page: f.visit.Find.Page}, on)
	return view{Screen: s.Screen, update: func() {
		if ok {
			s.Close(f.tickets.why(service))
		}
		s.Update(f.visit.Page, f.CanPrint(), f.visit.Step == visit.Taking)
	}}
}

// lines returns how many lines of a procedure are read at once.
func (f *procedures) lines() int {
	if f.visit.Low {
		return screens.LowLines
	}
	return screens.PageLines
}

func (f *procedures) onTurn(page int) {
	f.query().Turn(page, f.Now())
	f.draw()
}

func (f *procedures) onPrint() {
	f.printPage(slip.Procedure(f.speaker(), f.centre, f.visit.Find.Procedure, f.Wall()))
}
