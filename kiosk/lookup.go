package main

import (
	"errors"
	"log/slog"

	"motcua/internal/cue"
	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/registry"
	"motcua/internal/uplink"
	"motcua/internal/vietnamese"
	"motcua/kiosk/visit"
)

// seeking asks for a dossier's code.
func (r *reception) seeking() scene {
	s := newSeeking("seeking", "kiosk.lookup", r.speaker(), r.scanner, onSeeking{typed: r.onCode, done: r.onLookup, back: r.onBack, first: r.onFirst})
	return scene{screen: s.screen, update: func() {
		q := r.visit.Inquiry
		if _, online := r.hall(); !online && q.ID == "" {
			q.Problem = visit.Offline // before anybody types in vain
		}
		s.update(q.Typing.Text, string(q.Problem), q.ID != "")
	}}
}

// told tells how far it is.
func (r *reception) told() scene {
	s := newTold(r.speaker(), r.centre, r.toldPages(), r.visit.Inquiry.Page, r.scanner, r.visit.Low, r.stage.wide(), onTold{
		turn: r.onLeaf, stay: r.onStay, pay: r.onPay, back: r.onBack, first: r.onFirst,
	})
	return scene{screen: s.screen, counts: true, update: func() { s.update(r.visit.Inquiry.Problem, r.visit.Inquiry.ID != "") }}
}

func (r *reception) toldPages() []toldPage {
	lines := toldLines
	if r.visit.Low && r.stage.wide() {
		lines = fewLines
	}
	return toldPages(r.speaker(), r.visit.Inquiry.Told, lines)
}

func (r *reception) onCode(change func(*vietnamese.Typing)) {
	if r.visit.Type(change, r.now()) {
		r.visit.Inquiry.Problem = ""
	}
	r.refresh()
}

func (r *reception) onLeaf(page int) {
	r.visit.Leaf(page, r.now())
	r.draw()
}

// onPay goes from what is owed to how it is paid.
func (r *reception) onPay() {
	r.visit.Pay(r.now())
	r.draw()
}

func (r *reception) onLookup() { r.lookUp(r.visit.Inquiry.Typing.Text) }

// lookUp asks about the code in a text.
func (r *reception) lookUp(text string) {
	codes := r.codesIn(text)
	if len(codes) == 0 {
		r.puzzle("", visit.NoCode)
		return
	}
	r.inquire(registry.Inquiry{Codes: codes})
}

// codesIn are the dossier codes that a text may mean here.
func (r *reception) codesIn(text string) []string {
	p, err := dossier.NewPattern(r.centre.Codes)
	if err != nil {
		p = dossier.Circular
	}
	var agencies []string
	for _, a := range r.centre.Agencies {
		agencies = append(agencies, a.Code)
	}
	return p.Typed(text, agencies)
}

// onCard proves with a scanned card whose dossier it is; without a code it asks for all that the card's person has.
func (r *reception) onCard(card idcard.Card) {
	q := registry.Inquiry{Card: card.Number}
	if r.visit.Step == visit.Told {
		pages := r.toldPages()
		q.Codes = []string{pages[min(r.visit.Inquiry.Page, len(pages)-1)].Code}
	}
	r.inquire(q)
}

// inquire asks central. What comes back to somebody who has gone is dropped.
func (r *reception) inquire(q registry.Inquiry) {
	id := r.newID()
	if !r.visit.Ask(id, q, r.now()) {
		return
	}
	r.refresh()
	ask := r.ask
	var told []registry.Progress
	var err error
	r.run(func() {
		if told, err = ask(q); err == nil && len(told) == 0 {
			err = registry.ErrNoDossier
		}
	}, func() { r.onTold(id, told, err) })
}

func (r *reception) onTold(id string, told []registry.Progress, err error) {
	if err != nil {
		r.puzzle(id, problemOf(err))
		return
	}
	if r.visit.Tell(id, told, r.now()) {
		cue.Say(cue.Line{Of: cue.Inquiry, Found: len(told)})
		r.draw()
	}
}

// puzzle tells why there is no answer.
func (r *reception) puzzle(id string, p visit.Problem) {
	if r.visit.Puzzle(id, p, r.now()) {
		cue.Say(cue.Line{Of: cue.Inquiry, Problem: string(p)})
		r.refresh()
	}
}

// problemOf is what central's refusal means to a citizen.
func problemOf(err error) visit.Problem {
	switch {
	case errors.Is(err, registry.ErrNoDossier), errors.Is(err, uplink.ErrUnknown):
		return visit.Unknown
	case !uplink.Answered(err):
		return visit.Offline
	case errors.Is(err, uplink.ErrMayNot):
		return visit.NotYours
	case errors.Is(err, uplink.ErrTooMany):
		return visit.TooMany
	}
	slog.Error("central answers no inquiry", "err", err)
	return visit.Offline
}
