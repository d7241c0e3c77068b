package main

import (
	"crypto/rand"
	"strings"

	"motcua/counter/typed"
	"motcua/counter/widgets"
	"motcua/internal/hall"
	"motcua/internal/idcard"
	"motcua/internal/queue"
	"motcua/internal/words"
)

// askBooking asks for whom, for what and when an appointment is. The code is made before, so that Enter pressed twice makes one.
func (d *deskScreen) askBooking(card idcard.Number) {
	c := d.clerk
	d.form.Rules.Options["counter.ask.service"] = c.servicesToChoose()
	questions := []typed.Question{
		{Label: "counter.ask.service", Value: c.firstLetter()}, {Label: "counter.ask.day", Value: c.diary.day.At(0).Format("02/01/2006")},
		{Label: "counter.ask.time"}, {Label: "counter.ask.card", Value: card.Digits()},
	}
	d.askSlot(c.speak.Say("counter.diary.new"), questions, hall.Booking{Code: newAppointmentCode()})
}

// askMove asks for when an appointment is instead.
func (d *deskScreen) askMove(e hall.Entry) {
	c, from := d.clerk, e.From.In(queue.Zone)
	title := c.speak.Say("counter.diary.move", c.entryArgs(e))
	questions := []typed.Question{{Label: "counter.ask.day", Value: from.Format("02/01/2006")}, {Label: "counter.ask.time", Value: from.Format("15:04")}}
	d.askSlot(title, questions, hall.Booking{Code: e.Code, Service: e.Service, Move: true})
}

// askSlot leaves the card open until central has answered: what was typed is not typed again because a slot is full. An officer who has closed
// it by then reads on the screen behind it why there is none.
func (d *deskScreen) askSlot(title string, questions []typed.Question, b hall.Booking) {
	var open func() bool
	open = d.form.Ask(title, questions, func(answers []string) bool {
		asked, err := readBooking(b, answers, d.clerk.centre())
		if err != nil {
			d.form.Refuse(err)
			return false
		}
		d.form.Tell(d.clerk.speak.Say("counter.asking"))
		d.clerk.book(asked, func(id string, args words.Args) {
			switch {
			case id == "" && open():
				d.form.Close()
			case id != "" && open():
				d.form.Warn(d.clerk.speak.Say(id, args))
				d.form.Blame(func(r *widgets.FormRow) bool { return r.Id == "counter.ask.time" })
			case id != "":
				d.clerk.warn(id, args)
			}
		})
		return false
	})
	d.form.Reached = func(id string, answers []string) {
		switch {
		case id != "counter.ask.time":
		case b.Move:
			s, _ := d.clerk.centre().Service(b.Service)
			d.tellFree(open, s.Letter, answers[0])
		default:
			d.tellFree(open, answers[0], answers[1])
		}
	}
	d.draw()
}

// readBooking reads what was typed; of an appointment that is moved only day and time are asked.
func readBooking(b hall.Booking, answers []string, centre hall.Centre) (hall.Booking, error) {
	if !b.Move {
		service, ok := serviceOfLetter(centre, answers[0])
		if b.Service = service; !ok {
			return b, typed.ErrLetter
		}
		if card := strings.TrimSpace(answers[3]); card != "" {
			number, err := idcard.ParseNumber(card)
			if b.Card = number; err != nil {
				return b, err
			}
		}
		answers = answers[1:]
	}
	day, err := typed.ParseDate(answers[0])
	if err != nil {
		return b, err
	}
	b.From, err = typed.ParseTime(day, answers[1])
	return b, err
}

func serviceOfLetter(centre hall.Centre, text string) (id string, ok bool) {
	for _, s := range centre.Services {
		if strings.EqualFold(s.Letter, strings.TrimSpace(text)) {
			return s.ID, true
		}
	}
	return "", false
}

// servicesToChoose are the services that appointments are made for, by their letters.
func (c *clerk) servicesToChoose() (list []typed.Option) {
	for _, s := range c.centre().Services {
		list = append(list, typed.Option{Value: s.Letter, Text: widgets.Shorten(s.Name.In(c.speak.Lang), 44)})
	}
	return list
}

// firstLetter is that of the first service that this desk takes.
func (c *clerk) firstLetter() string {
	counter, ok := c.centre().Counter(c.desk)
	if !ok || len(counter.Services) == 0 {
		return ""
	}
	s, _ := c.centre().Service(counter.Services[0])
	return s.Letter
}

// newAppointmentCode makes a code that nobody guesses.
func newAppointmentCode() string {
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails
	return queue.NewAppointmentCode(random)
}
