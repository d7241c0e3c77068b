package visit

import (
	"time"

	"motcua/internal/hall"
	"motcua/internal/idcard"
	"motcua/internal/queue"
	"motcua/internal/registry"
)

// Nothing is the problem of a card that has neither a dossier nor an appointment here.
const Nothing Problem = "nothing"

// Presented is what there is for a card.
type Presented struct {
	ID       string // of the question under way; empty: it is answered
	Card     idcard.Number
	Coming   hall.CheckInResult  // no code: no appointment
	Dossiers []registry.Progress // the dossiers
	Problem  Problem             // why there is nothing, or less than there may be
}

// Card is what a visit does for somebody who shows their card on the first screen.
type Card struct{ *Visit }

// Present asks what there is for a card; false where another question is under way.
func (v Card) Present(id string, card idcard.Number, now time.Time) bool {
	if v.Step != Home && (v.Step != Presenting || v.Presented.ID != "") {
		return false
	}
	v.Step, v.Presented, v.touched = Presenting, Presented{ID: id, Card: card}, now
	return true
}

// Answers takes what there is for the card of a question; false when it is not this visitor's. If there is only one
// thing, it is opened at once: the visit is then at its step, with the question id pending.
func (v Card) Answers(id string, p Presented, now time.Time) bool {
	if v.Step != Presenting || id == "" || id != v.Presented.ID {
		return false
	}
	p.Card, p.ID = v.Presented.Card, ""
	if p.Coming.Code == "" && len(p.Dossiers) == 0 && p.Problem == "" {
		p.Problem = Nothing
	}
	v.Presented, v.touched = p, now
	return true
}

// Comes goes to the appointment of the card, as if it had been asked for by a question of an id.
func (v Card) Comes(id string, now time.Time) bool {
	if v.Step != Presenting || v.Presented.Coming.Code == "" {
		return false
	}
	v.Step, v.Arrival, v.touched = Arriving, Arrival{Question: Question{ID: id}}, now
	return true
}

// Looks goes to the dossiers of the card.
func (v Card) Looks(now time.Time) bool {
	if v.Step != Presenting || len(v.Presented.Dossiers) == 0 {
		return false
	}
	v.Step, v.Inquiry, v.touched = DossierStatus, Inquiry{Asked: registry.Inquiry{Card: v.Presented.Card}, Dossiers: v.Presented.Dossiers}, now
	return true
}

// ByCard reports whether the dossiers of a card alone are shown, and it is another one.
func (v Card) ByCard(card idcard.Number) (another bool) {
	asked := v.Inquiry.Asked
	return v.Step == DossierStatus && len(asked.Codes) == 0 && asked.Card != "" && asked.Card != card
}

// Missed reports whether an appointment was on a day before.
func Missed(c hall.CheckInResult, now time.Time) bool {
	return c.Arrival == queue.OtherDay && c.To.Before(now)
}
