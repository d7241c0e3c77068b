package main

import (
	"errors"
	"log/slog"
	"time"

	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/visit"
)

// choosing offers the services, a page at a time.
func (r *reception) choosing() scene {
	say := r.speaker()
	services := r.centre.ServicesOf(r.visit.Office)
	r.page = min(r.page, r.paging().pages(len(services))-1)
	on := onServices{service: r.onService, turn: r.onServices, way: r.onBegin, back: r.onBack, first: r.onFirst}
	if r.centre.Appointments.Taken {
		on.arrive = func() { r.onBegin(visit.Arriving) }
	}
	s := newServices(say, r.office(), services, r.paging(), r.page, r.ways(say), on)
	return scene{screen: s.screen, update: func() {
		v, online := r.hall()
		s.update(v, hindrance{online, r.standing(), r.canPrint()}, r.visit.Request.Service, r.wall())
	}}
}

// office is the name of whose services are offered; empty: of all.
func (r *reception) office() string {
	for _, a := range r.centre.Offices() {
		if a.Code == r.visit.Office {
			return a.Name
		}
	}
	return ""
}

// ways are what else can be said about a number that is wanted, where the centre knows it.
func (r *reception) ways(say words.Speaker) (ways []way) {
	if len(r.centre.Classes) > 0 {
		w := way{step: visit.Priority, title: say.Say("kiosk.priority.open")}
		if class := r.centre.Class(r.visit.Class); class.ID != "" {
			w.title, w.chosen = class.Name.In(say.Lang), true
		}
		ways = append(ways, w)
	}
	if len(r.centre.Offices()) > 0 {
		ways = append(ways, way{step: visit.Offices, title: say.Say("kiosk.offices.open"), chosen: r.visit.Office != ""})
	}
	return ways
}

// favouring asks why somebody goes before others.
func (r *reception) favouring() scene {
	say := r.speaker()
	choices := []choice{{title: say.Say("kiosk.priority.none"), chosen: r.visit.Class == ""}}
	for _, c := range r.centre.Classes {
		choices = append(choices, choice{c.ID, c.Name.In(say.Lang), c.ID == r.visit.Class})
	}
	return scene{screen: newChoice("priority", say, say.Say("kiosk.priority"), say.Say("kiosk.priority.help"), choices, r.paging(), r.page, r.onChoice(r.visit.Favour))}
}

// offices asks whose services somebody needs.
func (r *reception) offices() scene {
	say := r.speaker()
	choices := []choice{{title: say.Say("kiosk.offices.all"), chosen: r.visit.Office == ""}}
	for _, a := range r.centre.Offices() {
		choices = append(choices, choice{a.Code, a.Name, a.Code == r.visit.Office})
	}
	return scene{screen: newChoice("offices", say, say.Say("kiosk.offices"), say.Say("kiosk.offices.help"), choices, r.paging(), r.page, r.onChoice(r.visit.Of))}
}

func (r *reception) onChoice(choose func(id string, now time.Time)) onChoice {
	return onChoice{turn: r.onServices, back: r.onBack, first: r.onFirst, chosen: func(id string) {
		choose(id, r.now())
		r.page = 0
		r.draw()
	}}
}

func (r *reception) onServices(page int) {
	r.visit.Stay(r.now())
	r.page = page
	r.draw()
}

// holding shows the number.
func (r *reception) holding() scene {
	on := onTicket{done: r.leave}
	if r.visit.MayHaveMore() {
		on.more = r.onMore
	}
	paper := slipState{Slip: r.visit.Slip}
	if r.visit.Unprinted() {
		paper.link = r.centre.TicketURL(r.code(r.visit.Ticket))
		if r.canPrint() {
			on.print = r.onReprint
		}
	}
	s := newTicket(r.speaker(), r.centre, r.visit.Ticket, r.wait(), paper, on)
	return scene{screen: s.screen, update: func() {
		left, _ := r.visit.Left(r.now(), r.patience)
		s.update(left)
	}}
}

// onReprint prints the slip that was missing: the printer is back, and its person has asked.
func (r *reception) onReprint() {
	if !r.visit.Reprint(r.now()) {
		return
	}
	again, t, lang := r.again, r.visit.Ticket, r.visit.Lang
	var err error
	r.run(func() { err = again(t, lang) }, func() {
		if err != nil {
			slog.Error("a slip could not be printed after all", "err", err)
			r.visit.Paper(t.ID, visit.Missing, r.now())
		}
		r.onPrinter()
	})
}

// wait is how long the holder of the number will probably wait; empty where nobody knows, as without central.
func (r *reception) wait() string {
	v, online := r.hall()
	w, known := v.WaitOf(r.visit.Ticket)
	t := r.visit.Ticket
	return waitText(r.speaker(), w, known && online && t.Ahead != queue.Unknown && !t.Slot.After(r.wall()))
}

func (r *reception) onMore() {
	if r.visit.More(r.now()) {
		r.page = 0
		r.draw()
	}
}

// sorry says that there is no number.
func (r *reception) sorry() scene {
	say := r.speaker()
	done := ui.NewButton("done", ui.Main, 56, ui.Face{Title: say.Say("kiosk.home")}, r.leave)
	return scene{screen: newNotice("sorry", ui.Icon("warning", ui.Crest), say.Say("kiosk.sorry"), say.Say("kiosk.sorry.help"), done)}
}

func (r *reception) onService(s queue.Service) {
	if v, _ := r.hall(); closureOf(v, s, r.wall()).why != "" {
		r.turnAway(s.ID)
		return
	}
	request := dispenser.Request{Request: queue.Request{ID: r.newID(), Service: s.ID, Kiosk: r.kiosk, Class: r.visit.Class}, Lang: r.visit.Lang}
	if !r.visit.Choose(request.Request, r.now()) {
		return // a second tap
	}
	r.refresh()
	r.order(request)
}

// order has a number taken.
func (r *reception) order(request dispenser.Request) {
	take := r.take
	var t queue.Ticket
	var err error
	r.run(func() { t, err = take(request) }, func() { r.onAnswer(request.ID, t, err) })
}

// onAnswer shows a number, or leaves its slip unprinted when its visitor has gone.
func (r *reception) onAnswer(request string, t queue.Ticket, err error) {
	switch {
	case errors.Is(err, dispenser.ErrQuota) && request == r.visit.Request.ID:
		r.turnAway(r.visit.Request.Service)
	case err != nil:
		slog.Error("a visitor got no number", "err", err)
		if r.visit.Fail(request, r.now()) {
			r.draw()
		}
	case r.visit.Hold(t, r.now()):
		r.onPrinter()
	default:
		r.forget(t.ID)
	}
}

// turnAway explains that a service gives no number now.
func (r *reception) turnAway(service string) {
	if r.visit.TurnAway(service, r.now()) {
		r.draw()
	}
}
