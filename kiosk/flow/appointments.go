package flow

import (
	"motcua/internal/async"
	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/idcard"
	"motcua/internal/queue"
	"motcua/internal/vietnamese"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/screens"
	"motcua/kiosk/visit"
)

// appointments lead from an appointment, by its code or its person's card, to its number.
type appointments struct {
	*session
	tickets *tickets
}

// arrival is this flow's part of the visit.
func (f *appointments) arrival() visit.CheckIn { return visit.CheckIn{Visit: &f.visit} }

func (f *appointments) show(step visit.Step) (view, bool) {
	if step == visit.Arriving {
		return f.arriving(), true
	}
	return view{}, false
}

// arriving asks which appointment somebody has.
func (f *appointments) arriving() view {
	say := f.speaker()
	data := screens.CodeEntryData{Name: "arriving", ID: "kiosk.appointment", Scanner: f.Scanner}
	if f.centre.Reservations.Taken {
		data.Title = "kiosk.appointment.home"
	}
	s := screens.NewCodeEntry(say, data, screens.CodeEntryActions{Typed: f.onTyped, Done: f.onDone, Exits: f.exits()})
	return view{Screen: s.Screen, counts: true, update: func() {
		a := f.visit.Arrival
		if _, online := f.Hall(); !online {
			a.Problem = visit.Offline // before anybody types in vain
		}
		if !a.Coming.Home && visit.Missed(a.Coming, f.Wall()) && a.Problem == visit.Problem(queue.OtherDay) {
			a.Problem = "missed"
		}
		if a.Coming.Home && a.Problem == visit.Problem(a.Coming.Arrival) {
			a.Problem = "home_" + a.Problem
		}
		s.Update(a.Typing.Text, string(a.Problem), a.ID != "", a.Coming.About(f.centre, say.Lang, say.Weekday))
	}}
}

func (f *appointments) onTyped(change func(*vietnamese.Typing)) {
	if f.visit.Type(change, f.Now()) {
		f.visit.Arrival.Problem = ""
	}
	f.refresh()
}

func (f *appointments) onDone() { f.comeFor(f.visit.Arrival.Typing.Text) }

// comeFor asks about the appointment whose code was typed or scanned.
func (f *appointments) comeFor(text string) {
	code, err := queue.AppointmentCode(text)
	if err != nil {
		f.showProblem(cue.Appointment, "", visit.NoCode)
		return
	}
	f.checkIn(hall.CheckInRequest{Code: code})
}

// isCode reports whether a text can be the code of an appointment here.
func (f *appointments) isCode(text string) bool {
	_, err := queue.AppointmentCode(text)
	return err == nil && f.centre.ChecksIn()
}

// onScanned takes the code or the card of somebody who comes for an appointment.
func (f *appointments) onScanned(text string, card idcard.Card, isCard bool) {
	if isCard {
		f.checkIn(hall.CheckInRequest{Card: card.Number})
		return
	}
	f.comeFor(text)
}

// checkIn asks central, which alone knows the appointments. What comes back to somebody who has gone is dropped.
func (f *appointments) checkIn(s hall.CheckInRequest) {
	id := f.NewID()
	if !f.arrival().Arrive(id, f.Now()) {
		return
	}
	f.refresh()
	meet := f.Meet
	async.Ask(f.Run, func() (hall.CheckInResult, error) { return meet(s) }, func(c hall.CheckInResult, err error) { f.onAnswer(id, s, c, err) })
}

// onAnswer takes the number of an appointment, or tells why there is none now.
func (f *appointments) onAnswer(id string, s hall.CheckInRequest, c hall.CheckInResult, err error) {
	if err != nil {
		refused := ofAppointmentCodes
		if s.Card != "" {
			refused = ofAppointmentCards
		}
		f.showProblem(cue.Appointment, id, refused.problem(err))
		return
	}
	request := dispenser.Request{Request: queue.Request{ID: f.NewID(), Service: c.Service, Kiosk: f.Kiosk, Appointment: c.Code}, Lang: f.visit.Lang}
	takes, told := f.arrival().Meet(id, c, request.Request, f.Now())
	switch {
	case takes:
		f.draw()
		f.tickets.order(request)
	case told:
		cue.Say(cue.Line{Of: cue.Appointment, Problem: string(c.Arrival)})
		f.refresh()
	}
}
