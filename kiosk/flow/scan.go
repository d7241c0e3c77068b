package flow

import (
	"strings"

	"motcua/internal/idcard"
	"motcua/internal/workday"
	"motcua/kiosk/visit"
)

// OnScan takes what the scanner read: a card, a ticket's slip, the code on a receipt or of an appointment. On the first screen it opens what it is for.
func (v *Visitor) OnScan(text string) {
	card, _, err := idcard.Parse(text, workday.DateOf(v.Wall()))
	isCard, isTicket := err == nil, strings.HasPrefix(text, v.centre.TicketURL(""))
	if isCard && (v.visit.Step == visit.Home || v.visit.Step == visit.Presenting || v.cards.card().ByCard(card.Number)) {
		v.cards.onScanned(card)
		return
	}
	v.openFor(text, isCard, isTicket)
	switch step := v.visit.Step; {
	case step == visit.RateVisit:
		v.rateVisit.onScanned(text)
	case step == visit.Arriving:
		v.appointments.onScanned(text, card, isCard)
	case step != visit.CodeEntry && step != visit.DossierStatus:
	case isCard:
		v.dossiers.onCard(card)
	default:
		v.dossiers.lookUp(text)
	}
}

// openFor opens the screen that what was scanned belongs on.
func (v *Visitor) openFor(text string, isCard, isTicket bool) {
	switch {
	case v.visit.Step == visit.Home && isTicket:
		v.open(visit.RateVisit)
	case v.visit.Step == visit.Home && !isCard && v.isAppointment(text):
		v.open(visit.Choosing)
		v.open(visit.Arriving)
	case v.visit.Step == visit.Choosing && !isTicket && v.centre.ChecksIn():
		v.open(visit.Arriving)
	case v.visit.Step == visit.Home:
		v.open(visit.CodeEntry)
	case v.visit.Step == visit.DossierStatus && !isCard:
		v.onBack() // another receipt is another question
	}
}

// isAppointment reports whether something scanned on the first screen can only be the code of an appointment.
func (v *Visitor) isAppointment(text string) bool {
	return v.appointments.isCode(text) && len(v.dossiers.codesIn(text)) == 0
}
