package main

import (
	"log/slog"
	"reflect"
	"time"

	"motcua/drivers/spool"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/visit"
)

// hands is what taking numbers needs of the device behind the screen.
type hands struct {
	hall     func() (v hall.View, online bool)
	take     func(dispenser.Request) (queue.Ticket, error)
	withdraw func(ticket string) error // its slip: nobody waits for it any more
	canPrint func() bool
}

// numbers leads visitors through taking a number and alone knows which screen is next. All its methods run on the screen's goroutine.
type numbers struct {
	hands
	stage    *stage
	run      ui.Runner
	now      func() time.Time
	newID    func() string
	kiosk    int
	lang     string
	patience time.Duration

	visit  visit.Visit
	page   int
	shown  hall.Centre   // of the screen shown
	home   *homeScreen   // while it is shown
	ticket *ticketScreen // while it is shown
}

// start shows the first screen, or the ticket that a power cut kept from its citizen.
func (n *numbers) start(unfinished []dispenser.Unfinished) {
	n.visit = visit.New(n.lang)
	if len(unfinished) > 0 {
		last := unfinished[len(unfinished)-1]
		n.visit = visit.Resume(last.Ticket, last.Request.Lang, n.now())
	}
	n.draw()
}

func (n *numbers) speaker() words.Speaker { return words.In(n.visit.Lang) }

// draw makes the screen of the step and shows it.
func (n *numbers) draw() {
	v, _ := n.hall()
	n.home, n.ticket, n.shown = nil, nil, v.Centre
	next := n.next(v.Centre)
	n.refresh()
	n.stage.show(next)
}

func (n *numbers) next(centre hall.Centre) screen {
	say := n.speaker()
	switch {
	case n.visit.Step == visit.Holding:
		n.ticket = newTicket(say, centre, n.visit.Ticket, n.leave)
		return n.ticket.screen
	case n.visit.Step == visit.Sorry:
		done := ui.NewButton("done", ui.Main, 56, ui.Face{Title: say.Say("kiosk.home")}, n.leave)
		return newNotice("sorry", ui.Icon("warning", ui.Crest), say.Say("kiosk.sorry"), say.Say("kiosk.sorry.help"), done)
	case len(centre.Services) == 0:
		return newNotice("starting", ui.Icon("clouded", ui.Quiet), say.Say("kiosk.starting"), say.Say("kiosk.starting.help"))
	}
	n.page = min(n.page, pages(len(centre.Services))-1)
	n.home = newHome(say, centre, n.page, n.onService, n.onPage)
	return n.home.screen
}

// refresh writes what changes on the screen shown: header, people waiting, the slip, the seconds left.
func (n *numbers) refresh() {
	v, online := n.hall()
	now := n.now()
	n.stage.head(n.speaker(), v.Centre.Name, now)
	if n.home != nil {
		n.home.update(v, online)
	}
	if n.ticket != nil {
		left, _ := n.visit.Left(now, n.patience)
		n.ticket.update(n.visit.Slip, left)
	}
	n.stage.log()
}

func (n *numbers) onLanguage() {
	n.visit.Speak(after(n.visit.Lang), n.now())
	n.draw()
}

func (n *numbers) onPage(page int) {
	n.visit.Speak(n.visit.Lang, n.now())
	n.page = page
	n.draw()
}

func (n *numbers) onService(s queue.Service) {
	r := dispenser.Request{Request: queue.Request{ID: n.newID(), Service: s.ID, Kiosk: n.kiosk}, Lang: n.visit.Lang}
	if !n.visit.Choose(r.Request, n.now()) {
		return // a second tap
	}
	n.home.tiles[s.ID].Choose(true)
	take := n.take
	var t queue.Ticket
	var err error
	n.run(func() { t, err = take(r) }, func() { n.onAnswer(r.ID, t, err) })
}

// onAnswer shows a number, or leaves its slip unprinted when its visitor has gone.
func (n *numbers) onAnswer(request string, t queue.Ticket, err error) {
	switch {
	case err != nil:
		slog.Error("a visitor got no number", "err", err)
		if n.visit.Fail(request, n.now()) {
			n.draw()
		}
	case n.visit.Hold(t, n.now()):
		n.onPrinter()
		n.draw()
	default:
		n.forget(t.ID)
	}
}

// leave makes room for the next visitor.
func (n *numbers) leave() {
	if n.visit.Unprinted() {
		n.forget(n.visit.Ticket.ID)
	}
	n.visit, n.page = visit.New(n.lang), 0
	n.draw()
}

func (n *numbers) forget(ticket string) {
	withdraw := n.withdraw
	var err error
	n.run(func() { err = withdraw(ticket) }, func() {
		if err != nil {
			slog.Error("a slip that nobody waits for could not be withdrawn", "err", err)
		}
	})
}

// onPrinter looks at the printer: while it is down, the slip that should come out is missing.
func (n *numbers) onPrinter() {
	if !n.canPrint() && n.visit.Paper(n.visit.Ticket.ID, visit.Missing, n.now()) {
		n.refresh()
	}
}

func (n *numbers) onSlip(ticket string, o spool.Outcome) {
	slip := visit.Missing
	if o == spool.Printed || o == spool.Reprinted {
		slip = visit.Printed
	}
	if n.visit.Paper(ticket, slip, n.now()) {
		n.refresh()
	}
}

// onHall shows the newest view; a centre that has changed is a new screen.
func (n *numbers) onHall() {
	v, _ := n.hall()
	if n.visit.Step == visit.Choosing && !reflect.DeepEqual(v.Centre, n.shown) {
		n.draw()
		return
	}
	n.refresh()
}

// onTick lets a second pass.
func (n *numbers) onTick() {
	if left, ends := n.visit.Left(n.now(), n.patience); ends && left <= 0 {
		n.leave()
		return
	}
	n.refresh()
}
