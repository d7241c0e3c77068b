package server

import (
	"context"
	"log/slog"

	"motcua/central/store"
	"motcua/internal/hall"
	"motcua/internal/registry"
)

// forget takes away what must not be kept any more.
func (s *Server) forget(ctx context.Context) {
	if d, err := store.Doubted(ctx, s.journal); err != nil || d.Is() {
		slog.Warn("nothing is forgotten while central's clock is doubted", "doubt", d, "err", err)
		return
	}
	f, err := registry.Forget(ctx, s.journal, s.settings.Centre.Keep, s.now())
	if err != nil && ctx.Err() == nil {
		slog.Error("what must not be kept could not be forgotten", "err", err)
	}
	if f != (registry.Forgotten{}) {
		slog.Info("what must not be kept was forgotten", "dossiers", f.Dossiers, "slips", f.Slips, "ratings", f.Ratings)
	}
	if err := s.erasures.finish(ctx); err != nil && ctx.Err() == nil {
		slog.Error("an erasure could not be looked after", "err", err)
	}
	if _, err := hall.ForgetAppointments(ctx, s.journal, s.now()); err != nil && ctx.Err() == nil {
		slog.Error("whose the appointments were could not be forgotten", "err", err)
	}
}
