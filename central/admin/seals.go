package admin

import (
	"context"

	"motcua/central/store"
	"motcua/internal/roster"
	"motcua/internal/seal"
)

// newSeal adds a key.
func newSeal(_ context.Context, j Job, _ []string) error {
	if err := store.ChangeSeals(j.Journal, roster.KindSealed, seal.Ring.Renewed); err != nil {
		return err
	}
	j.tell("central.says.seal", nil)
	return nil
}
