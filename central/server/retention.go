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
		slog.Warn("retention purge skipped, clock doubted", "doubt", d, "err", err)
		return
	}
	f, err := registry.Forget(ctx, s.journal, s.settings().Centre.Keep, s.now())
	if err != nil && ctx.Err() == nil {
		slog.Error("retention purge failed", "err", err)
	}
	if f != (registry.Forgotten{}) {
		slog.Info("retention purge done", "dossiers", f.Dossiers, "slips", f.Slips, "ratings", f.Ratings)
	}
	if err := s.erasures.finish(ctx); err != nil && ctx.Err() == nil {
		slog.Error("erasure not finished", "err", err)
	}
	if _, err := hall.ForgetAppointments(ctx, s.journal, s.now()); err != nil && ctx.Err() == nil {
		slog.Error("retention purge of appointments failed", "err", err)
	}
	if _, err := hall.ForgetReservations(ctx, s.journal, s.now()); err != nil && ctx.Err() == nil {
		slog.Error("retention purge of reservations failed", "err", err)
	}
}
