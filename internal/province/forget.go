package province

import (
	"database/sql"
	"errors"
	"fmt"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/registry"
)

// Forget takes away here too what tells of a person in the dossiers that their own centre has forgotten, as its central says. A counter's
// word is about its own disk alone, and what is taken away here nobody brings back.
func Forget(tx *journal.Tx, centre string, events []journal.Event) error {
	for _, e := range events {
		if e.Kind != registry.KindForgotten || e.Origin != hall.Central || e.Aside != "" {
			continue
		}
		d, _, err := find(tx, e.Subject)
		if errors.Is(err, sql.ErrNoRows) || err == nil && d.Home != centre {
			continue
		}
		if err == nil {
			_, err = tx.Forget(d.ID)
		}
		if err == nil {
			err = save(tx, d.Forget())
		}
		if err != nil {
			return fmt.Errorf("forget dossier %s of %s: %w", e.Subject, centre, err)
		}
	}
	return nil
}
