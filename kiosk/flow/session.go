package flow

import (
	"fmt"
	"log/slog"
	"time"

	"motcua/drivers"
	"motcua/internal/async"
	"motcua/internal/catalogue/shelf"
	"motcua/internal/centre"
	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/screens"
	"motcua/kiosk/shell"
	"motcua/kiosk/visit"
)

// Backend is what the flows need of the device behind the screens. All but Hall, Standing, Wall, CanPrint and TicketCode may be slow.
type Backend struct {
	Hall       func() (v hall.View, online bool)
	Standing   func() uplink.TrustState
	Wall       func() time.Time // the hall's time, on screens and paper; Config.Now is for patience
	Take       func(dispenser.Request) (queue.Ticket, error)
	Inquire    func(registry.Inquiry) ([]registry.Progress, error)
	OpenTicket func(code string) (queue.Ticket, error)
	Served     func(hall.Slip) (hall.Served, error)
	Rate       func(rating.Rating) error
	Meet       func(hall.CheckInRequest) (hall.CheckInResult, error)
	Print      func(id string, d drivers.Document) error // a page to take home
	Withdraw   func(slip string) error                   // nobody waits for it any more
	CanPrint   func() bool
	PrintAgain func(t queue.Ticket, lang string) error // a slip, after all that was withdrawn
	TicketCode func(queue.Ticket) string               // by which a phone follows a number
	Catalogue  func() *shelf.Book                      // reads it, which takes a moment

	NewestCatalogue func() *shelf.Book // that is ready; nil: none was read yet

	Asked func([]visit.Sought) // what came of the questions of a visit that is over; nil: nobody counts
}

// Config is where a flow shows its screens, and how this kiosk is set.
type Config struct {
	Window   *shell.Window
	Run      async.Runner
	Now      func() time.Time
	NewID    func() string
	Kiosk    int
	Scanner  bool // whether there is one
	Lang     string
	Patience time.Duration
	Everyday []string // codes of the procedures offered before the first letter
}

// router leads out of one flow to the others.
type router interface {
	next() view           // the screen of the step at hand
	open(step visit.Step) // begins what a screen offers
	onBack()              // goes back by one screen
	leave()               // makes room for the next visitor
}

// view is a screen, and what writes on it that changes while it is shown; nil where nothing does.
type view struct {
	screens.Screen
	update func()
	counts bool // it shows what is somebody's own, and how long that stays
}

// session is one visit and all that its flows share: each works on it from the screen's goroutine.
type session struct {
	Backend
	Config
	router router

	visit  visit.Visit
	behind papers            // that were coming out when their visitor left
	page   int               // of the services
	centre centre.Centre     // that the screen shown was made for
	trust  uplink.TrustState // the same
	warned bool              // whether the screen shown asks if anybody is still there
	update func()            // writes what changes on the screen shown
}

// papers is what becomes of what the visit wants on paper.
func (s *session) papers() visit.Papers { return visit.Papers{Visit: &s.visit} }

func (s *session) speaker() i18n.Localizer { return i18n.In(s.visit.Lang) }

// draw makes the screen of the step and shows it.
func (s *session) draw() {
	v, _ := s.Hall()
	s.centre, s.trust, s.update = v.Centre, s.Standing(), nil
	s.Window.SetTheme(ui.Mode(s.visit.Mode), s.visit.Low)
	next := s.router.next()
	s.update = next.update
	if next.counts {
		s.update = func() { s.updateCounted(next) }
	}
	s.refresh()
	s.Window.Show(next.Screen)
}

// updateCounted updates a view that shows what is somebody's own, and how long that stays.
func (s *session) updateCounted(v view) {
	if v.update != nil {
		v.update()
	}
	if left, counts := s.visit.Closing(s.Now(), s.Patience); counts {
		v.ShowClosing(s.speaker(), left)
	}
}

// refresh writes what changes on the screen shown, the header first.
func (s *session) refresh() {
	v, _ := s.Hall()
	s.Window.SetHeader(s.speaker(), v.Centre.Name, s.Wall())
	if s.update != nil {
		s.update()
	}
	s.Window.Log()
}

// redraw makes the screen of a number anew, which is another without its slip; others write what has changed.
func (s *session) redraw() {
	if s.visit.Step == visit.Holding && !s.warned {
		s.draw()
		return
	}
	s.refresh()
}

// begin begins another visit: nothing of the last one is left but slips that are coming out.
func (s *session) begin(v visit.Visit) {
	s.behind.add(s.papers().Awaited())
	s.count()
	s.visit, s.page = v, 0
	s.draw()
}

// count tells what came of the questions of the visit that is over.
func (s *session) count() {
	questions := visit.Search{Visit: &s.visit}.Asked()
	if tell := s.Asked; tell != nil && len(questions) > 0 {
		s.Run(func() { tell(questions) }, func() {})
	}
}

// onFirst makes room for anybody.
func (s *session) onFirst() {
	if s.visit.Leaves() {
		s.begin(visit.New(s.Lang))
	}
}

func (s *session) onStay() {
	s.visit.Stay(s.Now())
	s.draw()
}

// exits lead back and to the first screen.
func (s *session) exits() screens.Exits {
	return screens.Exits{Back: s.router.onBack, First: s.onFirst}
}

// trouble returns what does not go as usual.
func (s *session) trouble(online bool) screens.Trouble {
	return screens.Trouble{Online: online, Trust: string(s.Standing()), CanPrint: s.CanPrint()}
}

// device returns this kiosk's name, as central knows it.
func (s *session) device() string { return fmt.Sprintf("kiosk-%d", s.Kiosk) }

// paging returns how many tiles this visitor reads at once.
func (s *session) paging() screens.Paging {
	if s.visit.Low || ui.Mode(s.visit.Mode).Has(ui.Large) {
		return screens.Roomy
	}
	return screens.Usual
}

// forget withdraws a slip that nobody waits for.
func (s *session) forget(slip string) {
	withdraw := s.Withdraw
	async.Try(s.Run, func() error { return withdraw(slip) }, func(err error) {
		if err != nil {
			slog.Error("a slip that nobody waits for could not be withdrawn", "err", err)
		}
	})
}

// printPage prints a page to take home, once.
func (s *session) printPage(d drivers.Document) {
	id := dispenser.PageJob(s.NewID())
	if !s.CanPrint() || !s.papers().Print(id, s.Now()) {
		return
	}
	s.refresh()
	print := s.Print
	async.Try(s.Run, func() error { return print(id, d) }, func(err error) {
		if err != nil {
			slog.Error("a page could not be printed", "err", err)
			s.papers().Paper(id, visit.Missing, s.Now())
		}
		s.OnPrinter()
	})
}

// OnPrinter looks at the printer: when it goes down, what should come out is missing, and does not come out unasked later.
func (s *session) OnPrinter() {
	if !s.CanPrint() {
		s.behind.giveUp()
		for _, slip := range s.papers().Awaited() {
			s.papers().Paper(slip, visit.Missing, s.Now())
			s.forget(slip)
		}
	}
	s.redraw()
}

// showProblem tells why the question of an id has no answer, if its person is still there.
func (s *session) showProblem(question cue.Of, id string, p visit.Problem) {
	if s.visit.SetProblem(id, p, s.Now()) {
		cue.Say(cue.Line{Of: question, Problem: string(p)})
		s.refresh()
	}
}
