package main

import (
	"strings"

	"motcua/internal/idcard"
	"motcua/internal/workday"
	"motcua/kiosk/visit"
)

// onScan takes what the scanner read: a card, a ticket's slip, the code on a receipt or of an appointment. On the first screen it opens what it is for.
func (r *reception) onScan(text string) {
	card, _, err := idcard.Parse(text, workday.DateOf(r.wall()))
	isCard, isTicket := err == nil, strings.HasPrefix(text, r.centre.TicketURL(""))
	switch {
	case isCard && (r.visit.Step == visit.Home || r.visit.Step == visit.Presenting || r.visit.ByCard(card.Number)):
		cards{r}.show(card)
		return
	case r.visit.Step == visit.Home && isTicket:
		r.onBegin(visit.Judging)
	case r.visit.Step == visit.Home && !isCard && r.isAppointment(text):
		r.onBegin(visit.Choosing)
		r.onBegin(visit.Arriving)
	case r.visit.Step == visit.Choosing && !isTicket && r.centre.Appointments.Taken:
		r.onBegin(visit.Arriving)
	case r.visit.Step == visit.Home:
		r.onBegin(visit.Seeking)
	case r.visit.Step == visit.Told && !isCard:
		r.onBack() // another receipt is another question
	}
	switch step := r.visit.Step; {
	case step == visit.Judging:
		r.onTicketScanned(text)
	case step == visit.Arriving:
		r.onSummonsScanned(text, card, isCard)
	case step != visit.Seeking && step != visit.Told:
	case isCard:
		r.onCard(card)
	default:
		r.lookUp(text)
	}
}
