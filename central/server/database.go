package server

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/i18n"
	"motcua/internal/journal"
)

// OpenWhenThere opens central on data that no other command has for itself, and waits for a database that cannot be reached. It returns neither
// server nor error when ctx has ended first.
func OpenWhenThere(ctx context.Context, s settings.Settings) (*Server, error) {
	told := ""
	for {
		opened, err := openHeld(ctx, s)
		switch {
		case err == nil:
			return opened, nil
		case ctx.Err() != nil:
			return nil, nil
		case !journal.Unreachable(err):
			return nil, err
		}
		if err.Error() != told {
			told = err.Error()
			slog.Error("central cannot reach its database and tries again", "database", journal.NameOf(s.JournalPath()), "err", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(againAfter):
		}
	}
}

func openHeld(ctx context.Context, s settings.Settings) (*Server, error) {
	held, err := hold(ctx, s)
	if err != nil {
		return nil, err
	}
	opened, err := Open(s)
	if err != nil {
		held.Release()
		return nil, err
	}
	opened.held = held
	if err := seed(ctx, opened.journal, s); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return opened, nil
}

// seed has the journal hold what the settings file says of the centre, and says where the file is not heard any more.
func seed(ctx context.Context, j *journal.Journal, s settings.Settings) error {
	others, err := store.Seed(ctx, j, s)
	if len(others) > 0 {
		slog.Info("the settings file seeds the first start only, and other values hold now: central settings export and import", "parts", others)
	}
	return err
}

// againAfter is how long central waits until it looks for its database again.
const againAfter = 2 * time.Second

// watchDatabase says in the log when the database is out of reach, and when it is there again, until ctx ends.
func (s *Server) watchDatabase(ctx context.Context) {
	name, gone := journal.NameOf(s.settings().JournalPath()), false
	for ctx.Err() == nil {
		asking, cancel := context.WithTimeout(ctx, 2*againAfter)
		err := s.journal.Reader().PingContext(asking)
		cancel()
		switch {
		case err != nil && !gone && ctx.Err() == nil:
			slog.Error("central cannot reach its database and tries again", "database", name, "err", err)
		case err == nil && gone:
			slog.Info("central reaches its database again", "database", name)
		}
		gone = err != nil
		select {
		case <-ctx.Done():
		case <-time.After(againAfter):
		}
	}
}

// hold keeps commands that want the data for themselves away from it while central serves.
func hold(ctx context.Context, s settings.Settings) (*journal.Hold, error) {
	if err := s.MakeData(); err != nil {
		return nil, err
	}
	held, err := journal.HoldServing(ctx, s.JournalPath())
	if errors.Is(err, journal.ErrHeld) {
		return nil, &i18n.Problem{ID: "central.data.taken", Args: i18n.Args{"Data": journal.NameOf(s.JournalPath())}, Err: err}
	}
	return held, err
}
