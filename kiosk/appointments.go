package main

import (
	"errors"
	"log/slog"
	"time"

	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/idcard"
	"motcua/internal/queue"
	"motcua/internal/uplink"
	"motcua/internal/vietnamese"
	"motcua/internal/words"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/visit"
)

// arriving asks which appointment somebody has.
func (r *reception) arriving() scene {
	say := r.speaker()
	s := newSeeking("arriving", "kiosk.appointment", say, r.scanner, onSeeking{typed: r.onAppointmentCode, done: r.onAppointment, back: r.onBack, first: r.onFirst})
	return scene{screen: s.screen, update: func() {
		a := r.visit.Arrival
		if _, online := r.hall(); !online {
			a.Problem = visit.Offline // before anybody types in vain
		}
		if visit.Missed(a.Coming, r.wall()) && a.Problem == visit.Problem(queue.OtherDay) {
			a.Problem = "missed"
		}
		s.update(a.Typing.Text, string(a.Problem), a.ID != "", r.meeting(say, a.Coming))
	}, counts: true}
}

// meeting is what can be said of an appointment.
func (r *reception) meeting(say words.Speaker, c hall.Coming) words.Args {
	service, _ := r.centre.Service(c.Service)
	day := c.From.In(queue.Zone)
	return words.Args{
		"Service": service.Name.In(say.Lang), "From": clockOf(c.From), "To": clockOf(c.To), "Opens": clockOf(c.Opens), "Number": c.Number,
		"Weekday": say.Weekday(day), "Date": day.Format("02/01/2006"),
	}
}

func clockOf(t time.Time) string { return t.In(queue.Zone).Format("15:04") }

func (r *reception) onAppointmentCode(change func(*vietnamese.Typing)) {
	if r.visit.Type(change, r.now()) {
		r.visit.Arrival.Problem = ""
	}
	r.refresh()
}

func (r *reception) onAppointment() { r.comeFor(r.visit.Arrival.Typing.Text) }

// comeFor asks about the appointment whose code was typed or scanned.
func (r *reception) comeFor(text string) {
	code, err := queue.AppointmentCode(text)
	if err != nil {
		r.hinder("", visit.NoCode)
		return
	}
	r.summon(hall.Summons{Code: code})
}

// isAppointment tells whether something scanned on the first screen can only be the code of an appointment.
func (r *reception) isAppointment(text string) bool {
	_, err := queue.AppointmentCode(text)
	return err == nil && r.centre.Appointments.Taken && len(r.codesIn(text)) == 0
}

// onSummonsScanned takes the code or the card of somebody who comes for an appointment.
func (r *reception) onSummonsScanned(text string, card idcard.Card, isCard bool) {
	if isCard {
		r.summon(hall.Summons{Card: card.Number})
		return
	}
	r.comeFor(text)
}

// summon asks central, which alone knows the appointments. What comes back to somebody who has gone is dropped.
func (r *reception) summon(s hall.Summons) {
	id := r.newID()
	if !r.visit.Arrive(id, r.now()) {
		return
	}
	r.refresh()
	meet := r.meet
	var c hall.Coming
	var err error
	r.run(func() { c, err = meet(s) }, func() { r.onMet(id, s, c, err) })
}

// onMet takes the number of an appointment, or tells why there is none now.
func (r *reception) onMet(id string, s hall.Summons, c hall.Coming, err error) {
	if err != nil {
		r.hinder(id, hindranceOf(s, err))
		return
	}
	request := dispenser.Request{Request: queue.Request{ID: r.newID(), Service: c.Service, Kiosk: r.kiosk, Appointment: c.Code}, Lang: r.visit.Lang}
	takes, told := r.visit.Meet(id, c, request.Request, r.now())
	switch {
	case takes:
		r.draw()
		r.order(request)
	case told:
		cue.Say(cue.Line{Of: cue.Appointment, Problem: string(c.Arrival)})
		r.refresh()
	}
}

func (r *reception) hinder(id string, p visit.Problem) {
	if r.visit.Hinder(id, p, r.now()) {
		cue.Say(cue.Line{Of: cue.Appointment, Problem: string(p)})
		r.refresh()
	}
}

// hindranceOf is what central's refusal means to somebody with an appointment.
func hindranceOf(s hall.Summons, err error) visit.Problem {
	switch {
	case !uplink.Answered(err):
		return visit.Offline
	case errors.Is(err, uplink.ErrTooMany) && s.Card != "":
		return visit.TooMany
	case errors.Is(err, uplink.ErrTooMany):
		return visit.TooManyCodes
	case errors.Is(err, uplink.ErrUnknown) && s.Card != "":
		return visit.NoMeeting
	case errors.Is(err, uplink.ErrUnknown):
		return visit.Unknown
	}
	slog.Error("central tells of no appointment", "err", err)
	return visit.Offline
}
