package main

import (
	"context"
	"log/slog"

	"motcua/counter/errortext"
	"motcua/internal/hall"
	"motcua/internal/words"
)

// conflictWords tells an officer what happened at another counter while neither could know, and what is to be done here.
func conflictWords(speak words.Speaker, c hall.Conflict) string {
	args := words.Args{"Number": c.Number, "Counter": c.Stands}
	return speak.Say("counter.conflict.there."+string(c.There), args) + " " +
		speak.Say("counter.conflict.here."+string(c.Did), args) + " " + speak.Say("counter.conflict.read")
}

// readConflict makes it known that the officer has read the conflict shown.
func (s *session) readConflict() {
	news := s.desk.Conflicts()
	if len(news) == 0 {
		s.readClash()
		return
	}
	var err error
	s.run(func() { err = s.office.Tell(context.Background(), news[0]) }, func() {
		if err != nil {
			slog.Error("that a conflict was read could not be written down", "ticket", news[0].Ticket, "err", err)
			s.warn(errortext.Of(err))
		} else {
			s.desk.Read(news[0])
		}
		s.changed()
	})
}
