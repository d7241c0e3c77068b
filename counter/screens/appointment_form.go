package screens

import (
	"strings"
	"time"

	"motcua/counter/appointments"
	"motcua/counter/typed"
	"motcua/counter/widgets"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/idcard"
	"motcua/internal/queue"
)

// askBooking asks for whom, for what and when an appointment is. The code is made before, so that Enter pressed twice makes one.
func (s *appointmentsScreen) askBooking(card idcard.Number) {
	c := s.controller
	s.host.form.Rules.Options["counter.ask.service"] = s.servicesToChoose()
	questions := []typed.Question{
		{Label: "counter.ask.service", Value: c.FirstLetter()}, {Label: "counter.ask.day", Value: c.Day.At(0).Format("02/01/2006")},
		{Label: "counter.ask.time"}, {Label: "counter.ask.card", Value: card.Digits()},
	}
	s.askSlot(s.speak.Text("counter.appointments.new"), questions, hall.Booking{Code: appointments.NewCode()})
}

// askMove asks for when an appointment is instead.
func (s *appointmentsScreen) askMove(e hall.Appointment) {
	c, from := s.controller, e.From.In(queue.Zone)
	title := s.speak.Text("counter.appointments.move", c.EntryArgs(e))
	questions := []typed.Question{{Label: "counter.ask.day", Value: from.Format("02/01/2006")}, {Label: "counter.ask.time", Value: from.Format("15:04")}}
	s.askSlot(title, questions, hall.Booking{Code: e.Code, Service: e.Service, Move: true})
}

// askSlot leaves the card open until central has answered: what was typed is not typed again because a slot is full. An officer who has closed
// it by then reads on the screen behind it why there is none.
func (s *appointmentsScreen) askSlot(title string, questions []typed.Question, b hall.Booking) {
	form := s.host.form
	var open func() bool
	open = form.Ask(title, questions, func(answers []string) bool {
		asked, err := appointments.ReadBooking(b, answers, s.controller.Centre())
		if err != nil {
			form.Refuse(err)
			return false
		}
		form.Tell(s.speak.Text("counter.asking"))
		s.controller.Book(asked, func(id string, args i18n.Args) { s.booked(open, id, args) })
		return false
	})
	form.Reached = func(id string, answers []string) {
		switch {
		case id != "counter.ask.time":
		case b.Move:
			service, _ := s.controller.Centre().Service(b.Service)
			s.tellFree(open, service.Letter, answers[0])
		default:
			s.tellFree(open, answers[0], answers[1])
		}
	}
	s.host.redraw()
}

// booked closes the card, or says on it why there is no appointment: by the id of a sentence.
func (s *appointmentsScreen) booked(open func() bool, id string, args i18n.Args) {
	switch {
	case id == "" && open():
		s.host.form.Close()
	case id != "" && open():
		s.host.form.Warn(s.speak.Text(id, args))
		s.host.form.Blame(func(r *widgets.FormRow) bool { return r.ID == "counter.ask.time" })
	case id != "":
		s.controller.Warn(id, args)
	}
}

// servicesToChoose returns the services that appointments are made for, by their letters.
func (s *appointmentsScreen) servicesToChoose() (list []typed.Option) {
	for _, service := range s.controller.Centre().Services {
		list = append(list, typed.Option{Value: service.Letter, Text: widgets.Shorten(service.Name.In(s.speak.Lang), 44)})
	}
	return list
}

// tellFree says on the card which times are free of the service and the day typed, when its field for the time is reached.
func (s *appointmentsScreen) tellFree(open func() bool, service, day string) {
	id, ok := appointments.ServiceOfLetter(s.controller.Centre(), service)
	date, err := typed.ParseDate(day)
	if !ok || err != nil {
		return
	}
	s.controller.Free(id, date, func(free []time.Time) {
		if open() {
			s.sayFree(free)
		}
	})
}

func (s *appointmentsScreen) sayFree(free []time.Time) {
	const most = 14 // a line and a half
	var times []string
	for _, t := range free {
		times = append(times, t.In(queue.Zone).Format("15:04"))
	}
	if len(times) > most {
		times = append(times[:most], "…")
	}
	if !s.host.form.Warned() {
		s.host.form.Tell(s.speak.Text("counter.appointments.free", i18n.Args{"Times": strings.Join(times, " · "), "Some": len(times) > 0}))
	}
}
