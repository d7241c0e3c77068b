package main

import (
	"log/slog"
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/hall"
	"motcua/internal/procedure"
	"motcua/internal/ui"
	"motcua/internal/vietnamese"
	"motcua/kiosk/visit"
)

// offers is how many procedures are offered at once: fewer where type is large.
func (n *numbers) offers() int {
	switch {
	case n.stage.wide():
		return wideOffers
	case ui.Mode(n.visit.Mode) == ui.Large:
		return mostOffers - 1
	}
	return mostOffers
}

func (n *numbers) onFind() {
	if n.visit.Seek(n.now()) {
		n.draw()
		n.search()
	}
}

func (n *numbers) onTyped(change func(*vietnamese.Typing)) {
	if n.visit.Type(change, n.now()) {
		n.search()
	}
	n.refresh()
}

// search looks for what is typed. What comes back after the next letter is not shown.
func (n *numbers) search() {
	if n.visit.Step != visit.Finding || n.found == nil {
		return
	}
	question, index, everyday := n.visit.Find.Typing.Text, n.found, n.everyday
	var found []*procedure.Procedure
	n.run(func() { found = look(index, question, everyday) }, func() {
		if n.visit.Answer(question, found) {
			n.refresh()
		}
	})
}

// look finds procedures for what was typed. One letter says little, and nothing says less: then the everyday ones come first.
func look(index *procedure.Index, question string, everyday []string) (found []*procedure.Procedure) {
	add := func(hits []procedure.Hit, fits func(*procedure.Procedure) bool) {
		for _, hit := range hits {
			if fits(hit.Procedure) && !slices.Contains(found, hit.Procedure) && len(found) < mostOffers {
				found = append(found, hit.Procedure)
			}
		}
	}
	if utf8.RuneCountInString(question) <= 1 {
		for _, code := range everyday {
			add(index.Search(code, 1), func(p *procedure.Procedure) bool { return begins(p, question) })
		}
	}
	add(index.Search(question, mostOffers), func(*procedure.Procedure) bool { return true })
	return found
}

// begins tells whether a word of what people call a procedure begins with a letter.
func begins(p *procedure.Procedure, letter string) bool {
	called := strings.Fields(vietnamese.Fold(strings.Join(p.Phrases, " ")))
	return letter == "" || slices.ContainsFunc(called, func(word string) bool { return strings.HasPrefix(word, vietnamese.Fold(letter)) })
}

func (n *numbers) onProcedure(p *procedure.Procedure) {
	if n.visit.Read(p, n.now()) {
		n.draw()
	}
}

// onReading is what can be done with the procedure that is read.
func (n *numbers) onReading(centre hall.Centre) onReading {
	on := onReading{print: n.onPrint, back: n.onBack, first: n.onFirst, turn: n.onTurn}
	if s, ok := centre.ServiceForField(n.visit.Find.Procedure.Field); ok {
		on.take = func() { n.onService(s) }
	}
	return on
}

func (n *numbers) onTurn(page int) {
	n.visit.Turn(page, n.now())
	n.draw()
}

func (n *numbers) onBack() {
	n.visit.Back(n.now())
	n.draw()
}

func (n *numbers) onFirst() {
	n.visit.First(n.now())
	n.draw()
}

func (n *numbers) onStay() {
	n.visit.Stay(n.now())
	n.draw()
}

// onPrint has the guide printed, once.
func (n *numbers) onPrint() {
	id := guideJob(n.newID())
	if !n.visit.Print(id, n.now()) {
		n.refresh()
		return
	}
	n.refresh()
	lang, p, print := n.visit.Lang, n.visit.Find.Procedure, n.print
	var err error
	n.run(func() { err = print(id, lang, p) }, func() {
		if err != nil {
			slog.Error("a guide could not be printed", "err", err)
			n.visit.Paper(id, visit.Missing, n.now())
		}
		n.onPrinter()
		n.refresh()
	})
}
