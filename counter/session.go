package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"motcua/counter/desk"
	"motcua/counter/errortext"
	"motcua/counter/navigation"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
)

// office is what the work at the desk needs: the journal's hand and central's ear.
type office interface {
	Write(context.Context, desk.Step) error
	Next(context.Context) (*queue.Ticket, error) // nil: nobody waits
	CallSlip(ctx context.Context, code string) (queue.Ticket, error)
	Seals() seal.Ring
	Tell(context.Context, hall.Conflict) error
	TellClash(context.Context, dossier.Clash) error
	Hall(context.Context) (hall.View, error) // after central has heard all that was done here
}

// session does what the officer's keys say and keeps desk, journal and central together. It draws nothing.
// It belongs to the goroutine of the screen; the office is asked through the Runner.
type session struct {
	desk    *desk.Desk
	office  office
	run     ui.Runner
	now     func() time.Time
	speak   words.Speaker
	changed func()        // the window draws
	sits    func() string // login name of who sits here; empty: the desk is locked

	standing   uplink.Standing // with central
	notice     navigation.Notice
	typed      string // the number of somebody who was given up by mistake
	checking   bool   // central's word has been asked for
	distrusted bool   // it was said that central does not let this desk in
	by         string // login name of who began what is being done, whoever sits here when it is written
}

// see takes the newest view of the hall.
func (s *session) see(v hall.View, online bool) {
	s.desk.See(v, online, s.now())
	if s.distrusted && s.standing == uplink.Trusted {
		s.notice, s.distrusted = navigation.Notice{}, false // what it said is over
	}
	s.changed()
	s.check()
}

// press does an action. A closed one says why; a second press of a key does nothing.
func (s *session) press(a desk.Action) { s.act(a, "") }

// transfer sends the person at the desk to another service; nobody, if it is no longer the person that was meant.
func (s *session) transfer(ticket, service string) {
	if v := s.desk.Visit(); v != nil && v.Ticket.ID == ticket {
		s.act(desk.Transfer, service)
	}
}

func (s *session) act(a desk.Action, service string) {
	if !s.may(a) {
		return
	}
	visit := s.desk.Visit()
	if visit == nil {
		s.begin()
		s.call()
		return
	}
	step, ok := s.desk.Do(a.Move(), visit.Ticket.ID, service)
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

// may tells whether a key does its action now; one that is closed says why.
func (s *session) may(a desk.Action) bool {
	if reason := s.desk.Closed(a, s.now()); reason != desk.Open {
		s.notice = navigation.Notice{}
		if reason == desk.Offline && s.standing != uplink.Trusted {
			s.distrust(s.standing)
		} else {
			s.warn("counter.closed."+string(reason)+".why", words.Args{"Counter": s.desk.Counter(), "Number": s.number()})
		}
		s.changed()
		return false
	}
	return s.desk.Ready(s.now())
}

// begin closes the desk to other keys.
func (s *session) begin() {
	s.notice = navigation.Notice{}
	s.by = s.sits()
	s.desk.Ask(s.now())
	s.changed()
}

// rest opens the desk again.
func (s *session) rest() {
	s.desk.Answered()
	s.changed()
	s.check()
}

// write makes a step durable and then true, and goes on.
func (s *session) write(step desk.Step, then func()) {
	step.Officer = s.by
	var err error
	s.run(func() { err = s.office.Write(context.Background(), step) }, func() {
		if err != nil {
			slog.Error("a step at the desk could not be written down", "action", step.Action, "ticket", step.Ticket.ID, "err", err)
			s.warn(errortext.Of(err))
			s.desk.Answered() // and no check: it would only try to write again
			s.changed()
			return
		}
		s.desk.Take(step, s.now())
		then()
	})
}

// call asks central for the next person, or takes the next of this counter's lane where there is no central.
func (s *session) call() {
	if !s.desk.Online() {
		s.callAlone()
		return
	}
	var t *queue.Ticket
	var err error
	s.run(func() { t, err = s.office.Next(context.Background()) }, func() {
		switch {
		case err != nil:
			slog.Warn("central was asked for the next person", "err", err)
			s.fail(err)
			s.rest()
		case t == nil:
			s.tell("counter.done.nobody")
			s.rest()
		default:
			s.welcome(s.desk.Call(*t, s.now()))
		}
	})
}

// callAlone takes the next of the lane. A desk that central does not let in has none: the others go on with central and call whom they like.
func (s *session) callAlone() {
	if s.standing != uplink.Trusted {
		s.distrust(s.standing)
		s.rest()
		return
	}
	step, ok := s.desk.CallAlone(s.now())
	if !ok {
		s.warn("counter.closed.offline.why")
		s.rest()
		return
	}
	s.welcome(step)
}

// welcome writes a call down and announces it.
func (s *session) welcome(step desk.Step) {
	s.write(step, func() {
		s.tell("counter.done.called", s.about(step))
		s.rest()
	})
}

// fail says why nobody was called.
func (s *session) fail(err error) {
	if standing := uplink.StandingOf(err); standing != uplink.Trusted {
		s.distrust(standing)
		return
	}
	s.warn(failure(err), words.Args{"Counter": s.desk.Counter()})
}

// distrust says that nobody was called because of how this desk stands with central.
func (s *session) distrust(standing uplink.Standing) {
	s.distrusted = true
	s.warn("counter.failed.trust", words.Args{"Standing": s.speak.Say("standing." + string(standing))})
}

// failure is the sentence for a call that central did not answer.
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

// check asks for central's word when the newest view shows somebody else at this counter than the desk does. While nobody sits here there is
// nobody to take it over.
func (s *session) check() {
	if s.checking || s.sits() == "" || !s.desk.InDoubt() {
		return
	}
	s.checking = true
	taken := s.desk.Taken()
	var v hall.View
	var err error
	s.run(func() { v, err = s.office.Hall(context.Background()) }, func() {
		s.checking = false
		switch {
		case err != nil: // the line is told about in the header; its return asks again
			slog.Warn("central was asked who is at the counter", "err", err)
		case taken != s.desk.Taken() || !s.desk.Asking().IsZero() || s.sits() == "":
			s.check() // the officer was faster
		default:
			s.correct(v)
		}
	})
}

// correct takes central's word about this counter, and says so.
func (s *session) correct(v hall.View) {
	s.desk.See(v, true, s.now())
	was := s.number()
	step, ok := s.desk.Correct(v, s.now())
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
		s.warn(id, words.Args{"Was": was, "Number": step.Ticket.Number})
		s.rest()
	})
}

// number is the number at the desk, or nothing.
func (s *session) number() string {
	if v := s.desk.Visit(); v != nil {
		return v.Ticket.Number
	}
	return ""
}

func (s *session) about(step desk.Step) words.Args {
	args := words.Args{"Number": step.Ticket.Number, "Counter": s.desk.Counter(), "Behind": queue.SkipBehind}
	if step.Visit != nil {
		args["Times"] = step.Visit.Times
	}
	if step.Service != "" {
		args["Service"] = s.desk.Service(step.Service).Name.In(s.speak.Lang)
	}
	return args
}

// tell adds a sentence to the notice.
func (s *session) tell(id string, args ...words.Args) {
	sentence := s.speak.Say(id, args...)
	if s.notice.Text != "" {
		sentence = s.notice.Text + " " + sentence
	}
	s.notice.Text, s.notice.At = sentence, s.desk.Clock(s.now())
}

// warn adds a sentence that the officer must not miss.
func (s *session) warn(id string, args ...words.Args) {
	s.tell(id, args...)
	s.notice.Alert = true
}
