// Package calls does what the officer's keys say about the queue: it keeps desk, journal and central together while people are called, served and
// sent on. It draws nothing; which keys are open is desk's to say.
package calls

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"motcua/counter/desk"
	"motcua/counter/errortext"
	"motcua/counter/navigation"
	"motcua/internal/async"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/uplink"
)

// Backend is what the work at the desk needs of the journal and of central.
type Backend interface {
	Write(context.Context, desk.Step) error
	Next(context.Context) (*queue.Ticket, error) // nil: nobody waits
	CallSlip(ctx context.Context, code string) (queue.Ticket, error)
	Seals() seal.Ring
	Tell(context.Context, hall.Conflict) error
	TellClash(context.Context, dossier.Clash) error
	Hall(context.Context) (hall.View, error) // after central has heard all that was done here
}

// Session does what the officer's keys say and keeps desk, journal and central together. It draws nothing.
// It belongs to the goroutine of the screen; the backend is asked through the Runner.
type Session struct {
	Desk    *desk.Desk
	Backend Backend
	ctx     context.Context // the program's: slow calls end with it
	Run     async.Runner
	Now     func() time.Time
	Speak   i18n.Localizer
	Changed func()        // the window draws
	Sits    func() string // login name of who sits here; empty: the desk is locked

	Standing   uplink.TrustState // with central
	Notice     navigation.Notice
	Typed      string                 // the number of somebody who was given up by mistake
	checks     async.Async[hall.View] // central's word has been asked for
	distrusted bool                   // it was said that central does not let this desk in
	by         string                 // login name of who began what is being done, whoever sits here when it is written
}

// New returns the session of a desk; whoever draws it sets Changed.
func New(ctx context.Context, d *desk.Desk, b Backend, run async.Runner, now func() time.Time, speak i18n.Localizer, sits func() string) *Session {
	return &Session{Desk: d, Backend: b, ctx: ctx, Run: run, Now: now, Speak: speak, Sits: sits, Changed: func() {}}
}

// See takes the newest view of the hall.
func (s *Session) See(v hall.View, online bool) {
	s.Desk.See(v, online, s.Now())
	if s.distrusted && s.Standing == uplink.Trusted {
		s.Notice, s.distrusted = navigation.Notice{}, false // what it said is over
	}
	s.Changed()
	s.Check()
}

// Trust returns the id of the sentence for a central that does not let this desk in; empty: it does.
func (s *Session) Trust() string {
	if s.Standing == uplink.Trusted {
		return ""
	}
	return "standing." + string(s.Standing)
}

// Press does an action. A closed one says why; a second press of a key does nothing.
func (s *Session) Press(a desk.Action) { s.act(a, "") }

// Transfer sends the person at the desk to another service; nobody, if it is no longer the person that was meant.
func (s *Session) Transfer(ticket, service string) {
	if v := s.Desk.Visit(); v != nil && v.Ticket.ID == ticket {
		s.act(desk.Transfer, service)
	}
}

func (s *Session) act(a desk.Action, service string) {
	if !s.May(a) {
		return
	}
	visit := s.Desk.Visit()
	if visit == nil {
		s.begin()
		s.call()
		return
	}
	step, ok := s.Desk.Do(a.Move(), visit.Ticket.ID, service)
	if !ok {
		return
	}
	s.begin()
	s.write(step, func() {
		s.tell("counter.done."+string(step.Action), s.about(step))
		if a.Calls() {
			s.call()
		} else {
			s.rest()
		}
	})
}

// May reports whether a key does its action now; one that is closed says why.
func (s *Session) May(a desk.Action) bool {
	if reason := s.Desk.Closed(a, s.Now()); reason != desk.Open {
		s.Notice = navigation.Notice{}
		if reason == desk.Offline && s.Standing != uplink.Trusted {
			s.distrust(s.Standing)
		} else {
			s.Warn("counter.closed."+string(reason)+".why", i18n.Args{"Counter": s.Desk.Counter(), "Number": s.Number()})
		}
		s.Changed()
		return false
	}
	return s.Desk.Ready(s.Now())
}

// begin closes the desk to other keys.
func (s *Session) begin() {
	s.Notice = navigation.Notice{}
	s.by = s.Sits()
	s.Desk.Ask(s.Now())
	s.Changed()
}

// rest opens the desk again.
func (s *Session) rest() {
	s.Desk.Answered()
	s.Changed()
	s.Check()
}

// write makes a step durable and then true, and goes on.
func (s *Session) write(step desk.Step, then func()) {
	step.Officer = s.by
	ctx := s.ctx
	async.Try(s.Run, func() error { return s.Backend.Write(ctx, step) }, func(err error) {
		if err != nil {
			slog.Error("a step at the desk could not be written down", "action", step.Action, "ticket", step.Ticket.ID, "err", err)
			s.Warn(errortext.Of(err))
			s.Desk.Answered() // and no check: it would only try to write again
			s.Changed()
			return
		}
		s.Desk.Take(step, s.Now())
		then()
	})
}

// call asks central for the next person, or takes the next of this counter's lane where there is no central.
func (s *Session) call() {
	if !s.Desk.Online() {
		s.callAlone()
		return
	}
	ctx := s.ctx
	async.Ask(s.Run, func() (*queue.Ticket, error) { return s.Backend.Next(ctx) }, func(t *queue.Ticket, err error) {
		switch {
		case err != nil:
			slog.Warn("central was asked for the next person", "err", err)
			s.fail(err)
			s.rest()
		case t == nil:
			s.tell("counter.done.nobody")
			s.rest()
		default:
			s.welcome(s.Desk.Call(*t, s.Now()))
		}
	})
}

// callAlone takes the next of the lane. A desk that central does not let in has none: the others go on with central and call whom they like.
func (s *Session) callAlone() {
	if s.Standing != uplink.Trusted {
		s.distrust(s.Standing)
		s.rest()
		return
	}
	step, ok := s.Desk.CallAlone(s.Now())
	if !ok {
		s.Warn("counter.closed.offline.why")
		s.rest()
		return
	}
	s.welcome(step)
}

// welcome writes a call down and announces it.
func (s *Session) welcome(step desk.Step) {
	s.write(step, func() {
		s.tell("counter.done.called", s.about(step))
		s.rest()
	})
}

// fail says why nobody was called.
func (s *Session) fail(err error) {
	if standing := uplink.StandingOf(err); standing != uplink.Trusted {
		s.distrust(standing)
		return
	}
	s.Warn(failure(err), i18n.Args{"Counter": s.Desk.Counter()})
}

// distrust says that nobody was called because of how this desk stands with central.
func (s *Session) distrust(standing uplink.TrustState) {
	s.distrusted = true
	s.Warn("counter.failed.trust", i18n.Args{"Standing": s.Speak.Text("standing." + string(standing))})
}

// failure returns the sentence for a call that central did not answer.
func failure(err error) string {
	switch {
	case !uplink.Answered(err):
		return "counter.failed.line"
	case errors.Is(err, uplink.ErrUnknown):
		return "counter.closed.no_such_counter.why"
	case errors.Is(err, uplink.ErrTooMany):
		return "counter.failed.wait"
	}
	return "counter.failed.central"
}

// Check asks for central's word when the newest view shows somebody else at this counter than the desk does. While nobody sits here there is
// nobody to take it over.
func (s *Session) Check() {
	if s.checks.Busy() || s.Sits() == "" || !s.Desk.InDoubt() {
		return
	}
	taken, ctx := s.Desk.Taken(), s.ctx
	s.checks.Ask(s.Run, func() (hall.View, error) { return s.Backend.Hall(ctx) }, func(v hall.View, err error) {
		switch {
		case err != nil: // the line is told about in the header; its return asks again
			slog.Warn("central was asked who is at the counter", "err", err)
		case taken != s.Desk.Taken() || !s.Desk.Asking().IsZero() || s.Sits() == "":
			s.Check() // the officer was faster
		default:
			s.correct(v)
		}
	})
}

// correct takes central's word about this counter, and says so.
func (s *Session) correct(v hall.View) {
	s.Desk.See(v, true, s.Now())
	was := s.Number()
	step, ok := s.Desk.Correct(v, s.Now())
	if !ok {
		return
	}
	id := "counter.central.other"
	switch {
	case step.Visit == nil:
		id = "counter.central.nobody"
	case was == "":
		id = "counter.central.called"
	case step.Action == "":
		id = "counter.central.changed"
	}
	slog.Warn("central's word about this counter differs", "was", was, "ticket", step.Ticket.ID, "action", step.Action)
	s.begin()
	s.write(step, func() {
		s.Warn(id, i18n.Args{"Was": was, "Number": step.Ticket.Number})
		s.rest()
	})
}

// Number returns the number at the desk, or nothing.
func (s *Session) Number() string {
	if v := s.Desk.Visit(); v != nil {
		return v.Ticket.Number
	}
	return ""
}

func (s *Session) about(step desk.Step) i18n.Args {
	args := i18n.Args{"Number": step.Ticket.Number, "Counter": s.Desk.Counter(), "Behind": queue.SkipBehind}
	if step.Visit != nil {
		args["Times"] = step.Visit.Times
	}
	if step.Service != "" {
		args["Service"] = s.Desk.Service(step.Service).Name.In(s.Speak.Lang)
	}
	return args
}

// tell adds a sentence to the notice.
func (s *Session) tell(id string, args ...i18n.Args) {
	sentence := s.Speak.Text(id, args...)
	if s.Notice.Text != "" {
		sentence = s.Notice.Text + " " + sentence
	}
	s.Notice.Text, s.Notice.At = sentence, s.Desk.Clock(s.Now())
}

// Warn adds a sentence that the officer must not miss.
func (s *Session) Warn(id string, args ...i18n.Args) {
	s.tell(id, args...)
	s.Notice.Alert = true
}
