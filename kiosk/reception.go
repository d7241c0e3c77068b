package main

import (
	"fmt"
	"log/slog"
	"reflect"
	"time"

	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/hall"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/visit"
)

// hands is what the visitors' ways need of the device behind the screen. All but hall and canPrint may be slow.
type hands struct {
	hall     func() (v hall.View, online bool)
	standing func() uplink.Standing
	wall     func() time.Time // the hall's time, on screens and paper; now is for patience
	take     func(dispenser.Request) (queue.Ticket, error)
	ask      func(registry.Inquiry) ([]registry.Progress, error)
	open     func(ticketCode string) (queue.Ticket, error)
	served   func(hall.Slip) (hall.Served, error)
	rate     func(rating.Rating) error
	meet     func(hall.Summons) (hall.Coming, error)
	print    func(id string, d drivers.Document) error // a page to take home
	withdraw func(slip string) error                   // nobody waits for it any more
	canPrint func() bool
	again    func(t queue.Ticket, lang string) error // prints a slip after all that was withdrawn
	code     func(queue.Ticket) string               // by which a phone follows a number
	index    func() *procedure.Index                 // of the catalogue
}

// reception leads one visitor after the other through the kiosk and alone knows which screen is next. Each way has a file of its own:
// numbers.go, search.go and so on. All methods run on the screen's goroutine.
type reception struct {
	hands
	stage    *stage
	run      ui.Runner
	now      func() time.Time
	newID    func() string
	kiosk    int
	scanner  bool // whether there is one
	lang     string
	patience time.Duration
	everyday []string // codes of the procedures offered before the first letter

	visit  visit.Visit
	behind papers           // that were coming out when their visitor left
	page   int              // of the services
	found  *procedure.Index // nil until it is read
	centre hall.Centre      // that the screen shown was made for
	stands uplink.Standing  // the same
	warned bool             // whether the screen shown asks if anybody is still there
	update func()           // writes what changes on the screen shown
}

// scene is a screen, and what writes on it that changes while it is shown; nil where nothing does.
type scene struct {
	screen
	update func()
	counts bool // it shows what is somebody's own, and how long that stays
}

// start shows the first screen, or the ticket that a power cut kept from its citizen.
func (r *reception) start(unfinished []dispenser.Unfinished) {
	r.visit, r.behind = visit.New(r.lang), papers{withdraw: r.forget}
	if len(unfinished) > 0 {
		last := unfinished[len(unfinished)-1]
		r.visit = visit.Resume(last.Ticket, last.Request.Lang, r.now())
	}
	r.draw()
	var index *procedure.Index
	r.run(func() { index = r.index() }, func() {
		r.found = index
		r.search()
	})
}

func (r *reception) speaker() words.Speaker { return words.In(r.visit.Lang) }

// draw makes the screen of the step and shows it.
func (r *reception) draw() {
	v, _ := r.hall()
	r.centre, r.stands, r.update = v.Centre, r.standing(), nil
	r.stage.wear(ui.Mode(r.visit.Mode), r.visit.Low)
	next := r.next()
	r.update = next.update
	if next.counts {
		r.update = counted(next, func() (time.Duration, bool) { return r.visit.Closing(r.now(), r.patience) }, r.speaker())
	}
	r.refresh()
	r.stage.show(next.screen)
}

// next makes the screen of the step.
func (r *reception) next() scene {
	if _, r.warned = r.visit.Warning(r.now(), r.patience); r.warned {
		return r.stillThere()
	}
	step := r.visit.Step
	if step == visit.Taking && r.visit.Find.Procedure != nil {
		step = visit.Reading // where the number was asked for
	}
	if len(r.centre.Services) == 0 && (step == visit.Home || step == visit.Choosing) {
		return r.starting()
	}
	return r.scenes()[step]()
}

// scenes is which screen each step has.
func (r *reception) scenes() map[visit.Step]func() scene {
	return map[visit.Step]func() scene{
		visit.Home:     r.atHome,
		visit.Choosing: r.choosing, visit.Taking: r.choosing, visit.Offices: r.offices, visit.Priority: r.favouring, visit.Closed: r.closed, visit.Arriving: r.arriving,
		visit.Holding: r.holding, visit.Sorry: r.sorry,
		visit.Finding: r.finding, visit.Reading: r.reading,
		visit.Filing: r.leaflet, visit.Paying: r.leaflet,
		visit.Seeking: r.seeking, visit.Told: r.told,
		visit.Judging: r.claiming, visit.Rating: r.rating, visit.Presenting: cards{r}.scene,
	}
}

// starting tells why nothing can be offered yet.
func (r *reception) starting() scene {
	say := r.speaker()
	if r.stands != uplink.Trusted {
		help := say.Say("standing.help", words.Args{"Device": fmt.Sprintf("kiosk-%d", r.kiosk), "Program": "kiosk"})
		return scene{screen: newNotice("starting", ui.Icon("warning", ui.Crest), say.Say("standing."+string(r.stands)), help)}
	}
	return scene{screen: newNotice("starting", ui.Icon("clouded", ui.Quiet), say.Say("kiosk.starting"), say.Say("kiosk.starting.help"))}
}

func (r *reception) atHome() scene {
	s := newHome(r.speaker(), r.onBegin)
	return scene{screen: s.screen, update: func() {
		v, online := r.hall()
		s.update(v, hindrance{online, r.standing(), r.canPrint()})
	}}
}

func (r *reception) stillThere() scene {
	s := newStill(r.speaker(), r.onStay, r.leave)
	return scene{screen: s.screen, update: func() {
		left, _ := r.visit.Left(r.now(), r.patience)
		s.update(left)
	}}
}

// refresh writes what changes on the screen shown, the header first.
func (r *reception) refresh() {
	v, _ := r.hall()
	r.stage.head(r.speaker(), v.Centre.Name, r.wall())
	if r.update != nil {
		r.update()
	}
	r.stage.log()
}

// onBegin opens what the screen offers.
func (r *reception) onBegin(step visit.Step) {
	if !r.visit.Begin(step, r.now()) {
		return
	}
	r.page = 0
	r.draw()
	r.search()
}

func (r *reception) onEyes(change ui.Mode) {
	r.visit.Wear(string(ui.Mode(r.visit.Mode).Switch(change)), r.now())
	r.draw()
}

func (r *reception) onReach() {
	r.visit.Lower(!r.visit.Low, r.now())
	r.draw()
}

func (r *reception) onLanguage() {
	r.visit.Speak(after(r.visit.Lang), r.now())
	r.draw()
}

// onBack goes back by one screen. Whoever comes to the first one so stands there still, and goes on in their language.
func (r *reception) onBack() {
	if r.visit.Step == visit.Rating && r.visit.Judgement.Back() {
		r.onStay()
		return
	}
	if r.visit.Back(r.now()) {
		r.begin(r.visit.Again(r.now()))
		return
	}
	r.draw()
}

// onFirst makes room for anybody.
func (r *reception) onFirst() {
	if r.visit.Leaves() {
		r.begin(visit.New(r.lang))
	}
}

func (r *reception) onStay() {
	r.visit.Stay(r.now())
	r.draw()
}

// leave makes room for the next visitor.
func (r *reception) leave() {
	if r.visit.Unsent() {
		r.giveRating()
	}
	r.begin(visit.New(r.lang))
}

// begin begins another visit: nothing of the last one is left but slips that are coming out.
func (r *reception) begin(v visit.Visit) {
	r.behind.add(r.visit.Awaited())
	r.visit, r.page = v, 0
	r.draw()
}

func (r *reception) forget(slip string) {
	withdraw := r.withdraw
	var err error
	r.run(func() { err = withdraw(slip) }, func() {
		if err != nil {
			slog.Error("a slip that nobody waits for could not be withdrawn", "err", err)
		}
	})
}

// onPage prints a page to take home, once.
func (r *reception) onPage(d drivers.Document) {
	id := dispenser.PageJob(r.newID())
	if !r.canPrint() || !r.visit.Print(id, r.now()) {
		return
	}
	r.refresh()
	print := r.print
	var err error
	r.run(func() { err = print(id, d) }, func() {
		if err != nil {
			slog.Error("a page could not be printed", "err", err)
			r.visit.Paper(id, visit.Missing, r.now())
		}
		r.onPrinter()
	})
}

// onPrinter looks at the printer: when it goes down, what should come out is missing, and does not come out unasked later.
func (r *reception) onPrinter() {
	if !r.canPrint() {
		r.behind.giveUp()
		for _, slip := range r.visit.Awaited() {
			r.visit.Paper(slip, visit.Missing, r.now())
			r.forget(slip)
		}
	}
	r.redraw()
}

// redraw makes the screen of a number anew, which is another without its slip; others write what has changed.
func (r *reception) redraw() {
	if r.visit.Step == visit.Holding && !r.warned {
		r.draw()
		return
	}
	r.refresh()
}

func (r *reception) onSlip(slip string, o spool.Outcome) {
	state := visit.Missing
	if o == spool.Printed || o == spool.Reprinted {
		state = visit.Printed
	}
	r.behind.ended(slip)
	if r.visit.Paper(dispenser.TicketOf(slip), state, r.now()) {
		r.redraw()
	}
}

// onHall shows the newest view; a centre that has changed is a new screen.
func (r *reception) onHall() {
	v, _ := r.hall()
	offers := r.visit.Step == visit.Home || r.visit.Step == visit.Choosing
	if offers && (r.standing() != r.stands || !reflect.DeepEqual(v.Centre, r.centre)) {
		r.draw()
		return
	}
	r.refresh()
}

// onTick lets a second pass.
func (r *reception) onTick() {
	if r.stage.goesByKeys() {
		r.visit.Stay(r.now())
	}
	if left, ends := r.visit.Left(r.now(), r.patience); ends && left <= 0 {
		r.leave()
		return
	}
	if left, checks := r.visit.Checked(r.now()); checks && left <= 0 {
		r.giveRating()
		return
	}
	if _, soon := r.visit.Warning(r.now(), r.patience); soon != r.warned {
		r.draw()
		return
	}
	r.refresh()
}
