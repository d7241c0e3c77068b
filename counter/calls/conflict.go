package calls

import (
	"log/slog"

	"motcua/counter/errortext"
	"motcua/internal/async"
	"motcua/internal/hall"
	"motcua/internal/i18n"
)

// ConflictText returns the sentences for what happened at another counter while neither could know, and what is to be done here.
func ConflictText(speak i18n.Localizer, c hall.Conflict) string {
	args := i18n.Args{"Number": c.Number, "Counter": c.Stands}
	return speak.Text("counter.conflict.there."+string(c.There), args) + " " +
		speak.Text("counter.conflict.here."+string(c.Did), args) + " " + speak.Text("counter.conflict.read")
}

// ReadConflict makes it known that the officer has read the conflict shown.
func (s *Session) ReadConflict() {
	news := s.Desk.Conflicts()
	if len(news) == 0 {
		s.readClash()
		return
	}
	ctx := s.ctx
	async.Try(s.Run, func() error { return s.Backend.Tell(ctx, news[0]) }, func(err error) {
		if err != nil {
			slog.Error("that a conflict was read could not be written down", "ticket", news[0].Ticket, "err", err)
			s.Warn(errortext.Of(err))
		} else {
			s.Desk.Read(news[0])
		}
		s.Changed()
	})
}

// readClash makes it known that the officer has read the clash shown.
func (s *Session) readClash() {
	news := s.Desk.Clashes()
	if len(news) == 0 {
		return
	}
	ctx := s.ctx
	async.Try(s.Run, func() error { return s.Backend.TellClash(ctx, news[0]) }, func(err error) {
		if err != nil {
			slog.Error("that a clash was read could not be written down", "dossier", news[0].Dossier, "err", err)
			s.Warn("counter.failed.disk")
		} else {
			s.Desk.ReadClash(news[0])
		}
		s.Changed()
	})
}
