package main

import (
	"context"
	"errors"
	"log/slog"

	"motcua/counter/desk"
	"motcua/counter/navigation"
	"motcua/internal/queue"
	"motcua/internal/uplink"
	"motcua/internal/words"
)

// scanned takes a ticket's QR and calls exactly that person, by central's word or without it; false when it is no ticket's.
func (s *session) scanned(text string) bool {
	slip, ok := s.desk.ReadSlip(text, s.office.Seals(), s.now())
	if !ok {
		return false
	}
	switch {
	case slip.Refused != desk.Welcome:
		s.turnAway(slip)
	case !s.desk.Ready(s.now()):
	case !s.desk.Online():
		s.begin()
		s.welcome(s.desk.CallSlip(slip, s.now()))
	default:
		s.begin()
		s.ask(slip)
	}
	return true
}

// ask asks central for the person with a slip; where the line breaks over it the slip alone must do, unless it is doubted.
func (s *session) ask(slip desk.Slip) {
	var t queue.Ticket
	var err error
	s.run(func() { t, err = s.office.CallSlip(context.Background(), slip.Code) }, func() {
		refusal := (*uplink.Refusal)(nil)
		switch heard := s.desk.Heard(slip, t); {
		case err != nil && doubted(slip, err) != desk.Welcome:
			slog.Warn("nobody vouches for a slip", "err", err)
			slip.Refused = doubted(slip, err)
			s.turnAway(slip)
			s.rest()
		case errors.As(err, &refusal):
			slog.Warn("central refuses a slip", "err", err)
			s.fail(err)
			s.rest()
		case err != nil:
			slog.Warn("central was asked for the person with a slip", "err", err)
			s.welcome(s.desk.CallSlip(slip, s.now()))
		case heard.Refused != desk.Welcome:
			s.turnAway(heard)
			s.rest()
		default:
			s.welcome(s.desk.Call(heard.Ticket, s.now()))
		}
	})
}

// doubted is what remains of a slip's doubt when central has not called its person: a sign is judged by central alone, or, without an answer, by
// nobody. Welcome: its sign is not what central refuses.
func doubted(slip desk.Slip, err error) desk.Refusal {
	switch {
	case uplink.IsRefused(err, uplink.KeyTakenBack):
		return desk.KeyOver
	case !uplink.Answered(err):
		return slip.Doubt
	case slip.Doubt == desk.NewKey && errors.Is(err, uplink.ErrWrong):
		return desk.Forged
	}
	return desk.Welcome
}

// turnAway says why the person with a slip is not called.
func (s *session) turnAway(slip desk.Slip) {
	s.notice = navigation.Notice{}
	s.warn("counter.slip."+string(slip.Refused), words.Args{
		"Number": slip.Ticket.Number, "Counter": slip.Counter, "Present": s.number(), "Day": slip.Ticket.IssuedAt.In(queue.Zone).Format("02/01/2006"),
	})
	s.changed()
}
