package flow

import (
	"motcua/internal/async"
	"motcua/internal/cue"
	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/registry"
	"motcua/internal/vietnamese"
	"motcua/kiosk/screens"
	"motcua/kiosk/visit"
)

// dossiers tell how far a dossier is, by its code, and by a card what it is about.
type dossiers struct{ *session }

// lookup is this flow's part of the visit.
func (f *dossiers) lookup() visit.Lookup { return visit.Lookup{Visit: &f.visit} }

func (f *dossiers) show(step visit.Step) (view, bool) {
	switch step {
	case visit.CodeEntry:
		return f.seeking(), true
	case visit.DossierStatus:
		return f.status(), true
	}
	return view{}, false
}

// seeking asks for a dossier's code.
func (f *dossiers) seeking() view {
	data := screens.CodeEntryData{Name: "seeking", ID: "kiosk.lookup", Scanner: f.Scanner}
	s := screens.NewCodeEntry(f.speaker(), data, screens.CodeEntryActions{Typed: f.onTyped, Done: f.onDone, Exits: f.exits()})
	return view{Screen: s.Screen, update: func() {
		q := f.visit.Inquiry
		if _, online := f.Hall(); !online && q.ID == "" {
			q.Problem = visit.Offline // before anybody types in vain
		}
		s.Update(q.Typing.Text, string(q.Problem), q.ID != "")
	}}
}

// status tells how far it is.
func (f *dossiers) status() view {
	data := screens.DossierData{
		Centre: f.centre, Pages: f.pages(), Page: f.visit.Inquiry.Page, Scanner: f.Scanner, Low: f.visit.Low, Wide: f.Window.Wide(),
	}
	s := screens.NewDossierStatus(f.speaker(), data, screens.DossierActions{Turn: f.onTurn, Stay: f.onStay, Pay: f.onPay, Exits: f.exits()})
	return view{Screen: s.Screen, counts: true, update: func() { s.Update(f.visit.Inquiry.Problem, f.visit.Inquiry.ID != "") }}
}

func (f *dossiers) pages() []screens.DossierPage {
	lines := screens.DossierLines
	if f.visit.Low && f.Window.Wide() {
		lines = screens.FewLines
	}
	return screens.DossierPages(f.speaker(), f.visit.Inquiry.Dossiers, lines)
}

func (f *dossiers) onTyped(change func(*vietnamese.Typing)) {
	if f.visit.Type(change, f.Now()) {
		f.visit.Inquiry.Problem = ""
	}
	f.refresh()
}

func (f *dossiers) onTurn(page int) {
	f.lookup().Leaf(page, f.Now())
	f.draw()
}

// onPay goes from what is owed to how it is paid.
func (f *dossiers) onPay() {
	f.lookup().Pay(f.Now())
	f.draw()
}

func (f *dossiers) onDone() { f.lookUp(f.visit.Inquiry.Typing.Text) }

// lookUp asks about the code in a text.
func (f *dossiers) lookUp(text string) {
	codes := f.codesIn(text)
	if len(codes) == 0 {
		f.showProblem(cue.Inquiry, "", visit.NoCode)
		return
	}
	f.inquire(registry.Inquiry{Codes: codes})
}

// codesIn returns the dossier codes that a text may mean here.
func (f *dossiers) codesIn(text string) []string {
	p, err := dossier.NewPattern(f.centre.Codes)
	if err != nil {
		p = dossier.Circular
	}
	var agencies []string
	for _, a := range f.centre.Agencies {
		agencies = append(agencies, a.Code)
	}
	return p.Typed(text, agencies)
}

// onCard proves with a scanned card whose dossier it is; without a code it asks for all that the card's person has.
func (f *dossiers) onCard(card idcard.Card) {
	q := registry.Inquiry{Card: card.Number}
	if f.visit.Step == visit.DossierStatus {
		pages := f.pages()
		q.Codes = []string{pages[min(f.visit.Inquiry.Page, len(pages)-1)].Code}
	}
	f.inquire(q)
}

// inquire asks central. What comes back to somebody who has gone is dropped.
func (f *dossiers) inquire(q registry.Inquiry) {
	id := f.NewID()
	if !f.lookup().Ask(id, q, f.Now()) {
		return
	}
	f.refresh()
	ask := f.Inquire
	async.Ask(f.Run, func() (told []registry.Progress, err error) {
		if told, err = ask(q); err == nil && len(told) == 0 {
			err = registry.ErrNoDossier
		}
		return told, err
	}, func(told []registry.Progress, err error) { f.onAnswer(id, told, err) })
}

func (f *dossiers) onAnswer(id string, told []registry.Progress, err error) {
	if err != nil {
		f.showProblem(cue.Inquiry, id, ofDossiers.problem(err))
		return
	}
	if f.lookup().Tell(id, told, f.Now()) {
		cue.Say(cue.Line{Of: cue.Inquiry, Found: len(told)})
		f.draw()
	}
}
