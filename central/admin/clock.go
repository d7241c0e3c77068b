package admin

import (
	"context"
	"fmt"

	"motcua/central/store"
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// acceptClock is a person's word that the clock is right.
func acceptClock(ctx context.Context, j Job, _ []string) error {
	if err := store.AcceptClock(ctx, j.Journal); err != nil {
		return fmt.Errorf("clock: %w", err)
	}
	j.tell("central.clock.right", i18n.Args{"Now": j.Now().In(queue.Zone).Format("15:04 02/01/2006")})
	return nil
}
