package main

import (
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/procedure"
	"motcua/internal/slip"
	"motcua/internal/ui"
	"motcua/internal/vietnamese"
	"motcua/kiosk/visit"
)

// offers is how many procedures are offered at once: fewer where type is large.
func (r *reception) offers() int {
	most := mostOffers
	if r.stage.wide() || r.visit.Low {
		most = fewOffers
	}
	if r.visit.Low || ui.Mode(r.visit.Mode).Has(ui.Large) {
		most--
	}
	return most
}

// finding offers procedures while somebody types.
func (r *reception) finding() scene {
	s := newFinding(r.speaker(), r.offers(), onFinding{typed: r.onTyped, chosen: r.onProcedure, back: r.onBack, first: r.onFirst})
	return scene{screen: s.screen, update: func() { s.update(r.visit.Find) }}
}

func (r *reception) onTyped(change func(*vietnamese.Typing)) {
	if r.visit.Type(change, r.now()) {
		r.search()
	}
	r.refresh()
}

// search looks for what is typed. What comes back after the next letter is not shown.
func (r *reception) search() {
	if r.visit.Step != visit.Finding || r.found == nil {
		return
	}
	question, index, everyday, lang := r.visit.Find.Typing.Text, r.found, r.everyday, r.visit.Lang
	var found []*procedure.Procedure
	r.run(func() { found = look(index, question, everyday, lang) }, func() {
		if r.visit.Answer(question, found) {
			r.refresh()
		}
	})
}

// look finds procedures for what was typed. One letter says little, and nothing says less: then the everyday ones come first.
func look(index *procedure.Index, question string, everyday []string, lang string) (found []*procedure.Procedure) {
	add := func(hits []procedure.Hit, fits func(*procedure.Procedure) bool) {
		for _, hit := range hits {
			if fits(hit.Procedure) && !slices.Contains(found, hit.Procedure) && len(found) < mostOffers {
				found = append(found, hit.Procedure)
			}
		}
	}
	if utf8.RuneCountInString(question) <= 1 {
		for _, code := range everyday {
			add(index.Search(code, 1), func(p *procedure.Procedure) bool { return begins(called(p, lang), question) })
		}
	}
	add(index.Search(question, mostOffers), func(*procedure.Procedure) bool { return true })
	return found
}

// called is what people call a procedure in a language.
func called(p *procedure.Procedure, lang string) []string {
	if lang == "en" {
		return p.English
	}
	return p.Phrases
}

// begins tells whether a word of some phrases begins with a letter.
func begins(phrases []string, letter string) bool {
	words := strings.Fields(vietnamese.Fold(strings.Join(phrases, " ")))
	return letter == "" || slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, vietnamese.Fold(letter)) })
}

func (r *reception) onProcedure(p *procedure.Procedure) {
	if r.visit.Read(p, r.now()) {
		r.draw()
	}
}

// reading tells what a procedure asks for; its number can be taken where a service of the centre does it.
func (r *reception) reading() scene {
	on := onReading{print: r.onPrint, back: r.onBack, first: r.onFirst, turn: r.onTurn}
	service, ok := r.centre.ServiceForField(r.visit.Find.Procedure.Field)
	if ok {
		on.take = func() { r.onService(service) }
	}
	s := newReading(r.speaker(), r.visit.Find.Procedure, r.leafLines(), r.visit.Find.Page, on)
	return scene{screen: s.screen, update: func() {
		if v, _ := r.hall(); ok {
			s.close(r.why(v, service))
		}
		s.update(r.visit.Page, r.canPrint(), r.visit.Step == visit.Taking)
	}}
}

// leafLines is how many lines of a procedure are read at once.
func (r *reception) leafLines() int {
	if r.visit.Low {
		return lowLines
	}
	return leafLines
}

func (r *reception) onTurn(page int) {
	r.visit.Turn(page, r.now())
	r.draw()
}

func (r *reception) onPrint() {
	r.onPage(slip.Procedure(r.speaker(), r.centre, r.visit.Find.Procedure, r.wall()))
}
