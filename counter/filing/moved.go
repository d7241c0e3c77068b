package filing

import (
	"context"
	"fmt"
	"log/slog"

	"motcua/internal/dossier"
)

// Moved says that a dossier is not any more as it was when a step was decided.
type Moved struct {
	Now  dossier.Dossier
	Last dossier.Step // by central's word
}

func (m *Moved) Error() string { return fmt.Sprintf("%s: %s", m.Now.ID, dossier.ErrMoved) }

// Unwrap makes it a dossier.ErrMoved.
func (m *Moved) Unwrap() error { return dossier.ErrMoved }

// still asks central whether a dossier is as it is seen here; *Moved tells how it is. Where central gives no answer the step is taken
// nonetheless: should it clash with another counter's, both officers are told when central has heard of it.
func (c *Store) still(ctx context.Context, d dossier.Dossier, a dossier.Action) error {
	stand, err := c.Central.Stand(ctx, d.ID)
	if err != nil {
		slog.Info("a step is taken without central's word on its dossier", "dossier", d.ID, "err", err)
		return nil
	}
	if stand.Version == d.Version() && (a != dossier.Pay || stand.Steps == len(d.History)) {
		return nil // a fee taken elsewhere meanwhile hinders no other step
	}
	now, err := c.Find(ctx, d.ID)
	if err != nil {
		return fmt.Errorf("the dossier has moved on: %w", err)
	}
	return &Moved{Now: now, Last: stand.Last}
}
