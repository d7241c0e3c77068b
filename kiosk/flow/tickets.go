package flow

import (
	"errors"
	"log/slog"
	"time"

	"motcua/internal/async"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/screens"
	"motcua/kiosk/visit"
)

// tickets lead to a number: the services, whose they are, why somebody goes before others, and the number itself.
type tickets struct{ *session }

func (f *tickets) show(step visit.Step) (view, bool) {
	switch step {
	case visit.Choosing, visit.Taking:
		return f.services(), true
	case visit.Offices:
		return f.offices(), true
	case visit.Priority:
		return f.priority(), true
	case visit.Closed:
		return f.closed(), true
	case visit.Holding:
		return f.holding(), true
	case visit.Sorry:
		return view{Screen: screens.NewSorry(f.speaker(), f.router.leave)}, true
	}
	return view{}, false
}

// services offers the services, a page at a time.
func (f *tickets) services() view {
	say := f.speaker()
	services := f.centre.ServicesOf(f.visit.Office)
	f.page = min(f.page, f.paging().Pages(len(services))-1)
	on := screens.ServicesActions{Service: f.onService, Turn: f.onServices, Way: f.router.open, Exits: f.exits()}
	if f.centre.ChecksIn() {
		on.Arrive = func() { f.router.open(visit.Arriving) }
	}
	data := screens.ServicesData{Office: f.office(), Services: services, Paging: f.paging(), Page: f.page, Ways: f.ways(say), FromHome: f.centre.Reservations.Taken}
	s := screens.NewServices(say, data, on)
	return view{Screen: s.Screen, update: func() {
		v, online := f.Hall()
		s.Update(v, f.trouble(online), f.visit.Request.Service, f.Wall())
	}}
}

// office returns the name of whose services are offered; empty: of all.
func (f *tickets) office() string {
	for _, a := range f.centre.Offices() {
		if a.Code == f.visit.Office {
			return a.Name
		}
	}
	return ""
}

// ways returns what else can be said about a number that is wanted, where the centre knows it.
func (f *tickets) ways(say i18n.Localizer) (ways []screens.Way) {
	if len(f.centre.Classes) > 0 {
		w := screens.Way{Step: visit.Priority, Title: say.Text("kiosk.priority.open")}
		if class := f.centre.Class(f.visit.Class); class.ID != "" {
			w.Title, w.Chosen = class.Name.In(say.Lang), true
		}
		ways = append(ways, w)
	}
	if len(f.centre.Offices()) > 0 {
		ways = append(ways, screens.Way{Step: visit.Offices, Title: say.Text("kiosk.offices.open"), Chosen: f.visit.Office != ""})
	}
	return ways
}

// priority asks why somebody goes before others.
func (f *tickets) priority() view {
	say := f.speaker()
	choices := []screens.Choice{{Title: say.Text("kiosk.priority.none"), Chosen: f.visit.Class == ""}}
	for _, c := range f.centre.Classes {
		choices = append(choices, screens.Choice{ID: c.ID, Title: c.Name.In(say.Lang), Chosen: c.ID == f.visit.Class})
	}
	return f.choose("priority", choices, f.visit.ChoosePriority)
}

// offices asks whose services somebody needs.
func (f *tickets) offices() view {
	choices := []screens.Choice{{Title: f.speaker().Text("kiosk.offices.all"), Chosen: f.visit.Office == ""}}
	for _, a := range f.centre.Offices() {
		choices = append(choices, screens.Choice{ID: a.Code, Title: a.Name, Chosen: a.Code == f.visit.Office})
	}
	return f.choose("offices", choices, f.visit.Of)
}

// choose asks for one of several things; the screen's name is also that of its sentences.
func (f *tickets) choose(name string, choices []screens.Choice, chosen func(id string, now time.Time)) view {
	say := f.speaker()
	data := screens.ChoiceData{
		Name: name, Title: say.Text("kiosk." + name), Help: say.Text("kiosk." + name + ".help"), Choices: choices, Paging: f.paging(), Page: f.page,
	}
	return view{Screen: screens.NewChoice(say, data, screens.ChoiceActions{Turn: f.onServices, Exits: f.exits(), Chosen: func(id string) {
		chosen(id, f.Now())
		f.page = 0
		f.draw()
	}})}
}

// onServices turns the page of what is offered.
func (f *tickets) onServices(page int) {
	f.visit.Stay(f.Now())
	f.page = page
	f.draw()
}

// closed explains why a service gives no number, and when to come back.
func (f *tickets) closed() view {
	v, _ := f.Hall()
	s, _ := f.centre.Service(f.visit.Closed)
	c := visit.ClosureOf(v, s, f.Wall())
	if c.Why == "" { // central refused the last number before the kiosk heard of it
		c = visit.UsedUp(v.Centre.HoursOf(s), f.Wall())
	}
	return view{Screen: screens.NewClosed(f.speaker(), s, c, f.exits())}
}

// holding shows the number.
func (f *tickets) holding() view {
	on := screens.TicketActions{Done: f.router.leave}
	if f.visit.MayHaveMore() {
		on.More = f.onMore
	}
	data := screens.TicketData{Centre: f.centre, Ticket: f.visit.Ticket, Wait: f.wait(), Slip: f.visit.Slip}
	if f.visit.Unprinted() {
		data.Link = f.centre.TicketURL(f.TicketCode(f.visit.Ticket))
		if f.CanPrint() {
			on.Print = f.onReprint
		}
	}
	s := screens.NewTicket(f.speaker(), data, on)
	return view{Screen: s.Screen, update: func() {
		left, _ := f.visit.Left(f.Now(), f.Patience)
		s.Update(left)
	}}
}

// onReprint prints the slip that was missing: the printer is back, and its person has asked.
func (f *tickets) onReprint() {
	if !f.papers().Reprint(f.Now()) {
		return
	}
	printAgain, t, lang := f.PrintAgain, f.visit.Ticket, f.visit.Lang
	async.Try(f.Run, func() error { return printAgain(t, lang) }, func(err error) {
		if err != nil {
			slog.Error("a slip could not be printed after all", "err", err)
			f.papers().Paper(t.ID, visit.Missing, f.Now())
		}
		f.OnPrinter()
	})
}

// wait returns how long the holder of the number will probably wait; empty where nobody knows, as without central.
func (f *tickets) wait() string {
	v, online := f.Hall()
	w, known := v.WaitOf(f.visit.Ticket)
	t := f.visit.Ticket
	return screens.WaitText(f.speaker(), w, known && online && t.Ahead != queue.Unknown && !t.Slot.After(f.Wall()))
}

func (f *tickets) onMore() {
	if f.visit.More(f.Now()) {
		f.page = 0
		f.draw()
	}
}

// onService takes a number of a service, or explains why there is none now.
func (f *tickets) onService(s queue.Service) {
	if f.why(s) != "" {
		f.turnAway(s.ID)
		return
	}
	request := dispenser.Request{Request: queue.Request{ID: f.NewID(), Service: s.ID, Kiosk: f.Kiosk, Class: f.visit.Class}, Lang: f.visit.Lang}
	if !f.visit.Choose(request.Request, f.Now()) {
		return // a second tap
	}
	f.refresh()
	f.order(request)
}

// why returns what a button says of a service that gives no number now; empty: it does.
func (f *tickets) why(s queue.Service) string {
	v, _ := f.Hall()
	return screens.Closed(f.speaker(), visit.ClosureOf(v, s, f.Wall()))
}

// order has a number taken.
func (f *tickets) order(request dispenser.Request) {
	take := f.Take
	async.Ask(f.Run, func() (queue.Ticket, error) { return take(request) }, func(t queue.Ticket, err error) { f.onAnswer(request.ID, t, err) })
}

// onAnswer shows a number, or leaves its slip unprinted when its visitor has gone.
func (f *tickets) onAnswer(request string, t queue.Ticket, err error) {
	switch {
	case errors.Is(err, dispenser.ErrQuota) && request == f.visit.Request.ID:
		f.turnAway(f.visit.Request.Service)
	case err != nil:
		slog.Error("a visitor got no number", "err", err)
		if f.visit.Fail(request, f.Now()) {
			f.draw()
		}
	case f.visit.Hold(t, f.Now()):
		f.OnPrinter()
	default:
		f.forget(t.ID)
	}
}

// turnAway explains that a service gives no number now.
func (f *tickets) turnAway(service string) {
	if f.visit.TurnAway(service, f.Now()) {
		f.draw()
	}
}
