package calls

import (
	"errors"
	"log/slog"

	"motcua/counter/desk"
	"motcua/counter/navigation"
	"motcua/internal/async"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// Scanned takes a ticket's QR and calls exactly that person, by central's word or without it; false when it is no ticket's.
func (s *Session) Scanned(text string) bool {
	slip, ok := s.Desk.ReadSlip(text, s.Backend.Seals(), s.Now())
	if !ok {
		return false
	}
	switch {
	case slip.Refused != desk.Welcome:
		s.turnAway(slip)
	case !s.Desk.Ready(s.Now()):
	case !s.Desk.Online():
		s.begin()
		s.welcome(s.Desk.CallSlip(slip, s.Now()))
	default:
		s.begin()
		s.ask(slip)
	}
	return true
}

// ask asks central for the person with a slip; where the line breaks over it the slip alone must do, unless it is doubted.
func (s *Session) ask(slip desk.Slip) {
	ctx := s.ctx
	async.Ask(s.Run, func() (queue.Ticket, error) { return s.Backend.CallSlip(ctx, slip.Code) }, func(t queue.Ticket, err error) {
		refusal := (*uplink.Refusal)(nil)
		switch heard := s.Desk.Heard(slip, t); {
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
			s.welcome(s.Desk.CallSlip(slip, s.Now()))
		case heard.Refused != desk.Welcome:
			s.turnAway(heard)
			s.rest()
		default:
			s.welcome(s.Desk.Call(heard.Ticket, s.Now()))
		}
	})
}

// doubted returns what remains of a slip's doubt when central has not called its person: a sign is judged by central alone, or, without an answer, by
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
func (s *Session) turnAway(slip desk.Slip) {
	s.Notice = navigation.Notice{}
	s.Warn("counter.slip."+string(slip.Refused), i18n.Args{
		"Number": slip.Ticket.Number, "Counter": slip.Counter, "Present": s.Number(), "Day": slip.Ticket.IssuedAt.In(queue.Zone).Format("02/01/2006"),
	})
	s.Changed()
}
