package main

import (
	"log/slog"

	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/kiosk/dispenser"
)

// choosing offers the services, a page at a time.
func (r *reception) choosing() scene {
	r.page = min(r.page, pages(len(r.centre.Services))-1)
	s := newServices(r.speaker(), r.centre, r.page, onServices{service: r.onService, turn: r.onServices, back: r.onBack, first: r.onFirst})
	return scene{s.screen, func() {
		v, online := r.hall()
		s.update(v, online, r.standing(), r.visit.Request.Service)
	}}
}

func (r *reception) onServices(page int) {
	r.visit.Stay(r.now())
	r.page = page
	r.draw()
}

// holding shows the number.
func (r *reception) holding() scene {
	s := newTicket(r.speaker(), r.centre, r.visit.Ticket, r.leave)
	return scene{s.screen, func() {
		left, _ := r.visit.Left(r.now(), r.patience)
		s.update(r.visit.Slip, left)
	}}
}

// sorry says that there is no number.
func (r *reception) sorry() scene {
	say := r.speaker()
	done := ui.NewButton("done", ui.Main, 56, ui.Face{Title: say.Say("kiosk.home")}, r.leave)
	return scene{screen: newNotice("sorry", ui.Icon("warning", ui.Crest), say.Say("kiosk.sorry"), say.Say("kiosk.sorry.help"), done)}
}

func (r *reception) onService(s queue.Service) {
	request := dispenser.Request{Request: queue.Request{ID: r.newID(), Service: s.ID, Kiosk: r.kiosk}, Lang: r.visit.Lang}
	if !r.visit.Choose(request.Request, r.now()) {
		return // a second tap
	}
	r.refresh()
	take := r.take
	var t queue.Ticket
	var err error
	r.run(func() { t, err = take(request) }, func() { r.onAnswer(request.ID, t, err) })
}

// onAnswer shows a number, or leaves its slip unprinted when its visitor has gone.
func (r *reception) onAnswer(request string, t queue.Ticket, err error) {
	switch {
	case err != nil:
		slog.Error("a visitor got no number", "err", err)
		if r.visit.Fail(request, r.now()) {
			r.draw()
		}
	case r.visit.Hold(t, r.now()):
		r.onPrinter()
		r.draw()
	default:
		r.forget(t.ID)
	}
}
