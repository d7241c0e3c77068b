package main

import (
	"fmt"
	"log/slog"
	"reflect"
	"time"

	"motcua/drivers/spool"
	"motcua/internal/hall"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/visit"
)

// hands is what taking numbers needs of the device behind the screen.
type hands struct {
	hall     func() (v hall.View, online bool)
	standing func() uplink.Standing
	wall     func() time.Time // the hall's time, on the screen; now is for patience
	take     func(dispenser.Request) (queue.Ticket, error)
	withdraw func(ticket string) error // its slip: nobody waits for it any more
	canPrint func() bool
	print    func(id, lang string, p *procedure.Procedure) error // a guide to take home
	index    func() *procedure.Index                             // of the catalogue; some tens of milliseconds
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
	everyday []string // codes of the procedures offered before the first letter

	visit visit.Visit
	page  int
	found *procedure.Index // nil until it is read
	drawn
}

// drawn is the screen shown, as far as it changes while it is shown; all others are nil.
type drawn struct {
	centre  hall.Centre
	stands  uplink.Standing
	home    *homeScreen
	finding *findingScreen
	reading *readingScreen
	ticket  *ticketScreen
	still   *stillScreen
}

// start shows the first screen, or the ticket that a power cut kept from its citizen.
func (n *numbers) start(unfinished []dispenser.Unfinished) {
	n.visit = visit.New(n.lang)
	if len(unfinished) > 0 {
		last := unfinished[len(unfinished)-1]
		n.visit = visit.Resume(last.Ticket, last.Request.Lang, n.now())
	}
	n.draw()
	var index *procedure.Index
	n.run(func() { index = n.index() }, func() {
		n.found = index
		n.search()
	})
}

func (n *numbers) speaker() words.Speaker { return words.In(n.visit.Lang) }

// draw makes the screen of the step and shows it.
func (n *numbers) draw() {
	v, _ := n.hall()
	n.drawn = drawn{centre: v.Centre, stands: n.standing()}
	n.stage.wear(ui.Mode(n.visit.Mode))
	next := n.next(v.Centre)
	n.refresh()
	n.stage.show(next)
}

func (n *numbers) next(centre hall.Centre) screen {
	say := n.speaker()
	if _, soon := n.visit.Warning(n.now(), n.patience); soon {
		n.still = newStill(say, n.onStay, n.leave)
		return n.still.screen
	}
	switch n.visit.Step {
	case visit.Holding:
		n.ticket = newTicket(say, centre, n.visit.Ticket, n.leave)
		return n.ticket.screen
	case visit.Sorry:
		done := ui.NewButton("done", ui.Main, 56, ui.Face{Title: say.Say("kiosk.home")}, n.leave)
		return newNotice("sorry", ui.Icon("warning", ui.Crest), say.Say("kiosk.sorry"), say.Say("kiosk.sorry.help"), done)
	case visit.Finding:
		n.finding = newFinding(say, n.offers(), onFinding{typed: n.onTyped, chosen: n.onProcedure, back: n.onBack, first: n.onFirst})
		return n.finding.screen
	case visit.Reading:
		n.reading = newReading(say, n.visit.Find.Procedure, n.visit.Find.Page, n.onReading(centre))
		return n.reading.screen
	}
	if len(centre.Services) == 0 && n.stands != uplink.Trusted {
		help := say.Say("standing.help", words.Args{"Device": fmt.Sprintf("kiosk-%d", n.kiosk), "Program": "kiosk"})
		return newNotice("starting", ui.Icon("warning", ui.Crest), say.Say("standing."+string(n.stands)), help)
	}
	if len(centre.Services) == 0 {
		return newNotice("starting", ui.Icon("clouded", ui.Quiet), say.Say("kiosk.starting"), say.Say("kiosk.starting.help"))
	}
	n.page = min(n.page, pages(len(centre.Services))-1)
	n.home = newHome(say, centre, n.page, n.onService, n.onPage, n.onFind)
	return n.home.screen
}

// refresh writes what changes on the screen shown: header, people waiting, what is typed, the slip, the seconds left.
func (n *numbers) refresh() {
	v, online := n.hall()
	now := n.now()
	n.stage.head(n.speaker(), ui.Mode(n.visit.Mode), v.Centre.Name, n.wall())
	left, _ := n.visit.Left(now, n.patience)
	switch {
	case n.home != nil:
		n.home.update(v, online, n.standing())
	case n.finding != nil:
		n.finding.update(n.visit.Find)
	case n.reading != nil:
		n.reading.update(n.visit.Guide)
	case n.ticket != nil:
		n.ticket.update(n.visit.Slip, left)
	case n.still != nil:
		n.still.update(left)
	}
	n.stage.log()
}

func (n *numbers) onEyes() {
	n.visit.Wear(string(ui.Mode(n.visit.Mode).Next()), n.now())
	n.draw()
}

func (n *numbers) onLanguage() {
	n.visit.Speak(after(n.visit.Lang), n.now())
	n.draw()
}

func (n *numbers) onPage(page int) {
	n.visit.Stay(n.now())
	n.page = page
	n.draw()
}

func (n *numbers) onService(s queue.Service) {
	r := dispenser.Request{Request: queue.Request{ID: n.newID(), Service: s.ID, Kiosk: n.kiosk}, Lang: n.visit.Lang}
	if !n.visit.Choose(r.Request, n.now()) {
		return // a second tap
	}
	n.mark(s)
	take := n.take
	var t queue.Ticket
	var err error
	n.run(func() { t, err = take(r) }, func() { n.onAnswer(r.ID, t, err) })
}

// mark shows what was touched until its number is there.
func (n *numbers) mark(s queue.Service) {
	switch {
	case n.home != nil:
		n.home.tiles[s.ID].Choose(true)
	case n.reading != nil:
		n.reading.take.Wear(ui.Face{Title: n.speaker().Say("kiosk.guide.taking")})
	}
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
	if n.visit.Guide.ID != "" && n.visit.Guide.Slip != visit.Printed {
		n.forget(n.visit.Guide.ID)
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
	if n.canPrint() {
		return
	}
	for _, id := range []string{n.visit.Ticket.ID, n.visit.Guide.ID} {
		if n.visit.Paper(id, visit.Missing, n.now()) {
			n.refresh()
		}
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
	if n.visit.Step == visit.Choosing && (n.standing() != n.stands || !reflect.DeepEqual(v.Centre, n.centre)) {
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
	if _, soon := n.visit.Warning(n.now(), n.patience); soon != (n.still != nil) {
		n.draw()
		return
	}
	n.refresh()
}
