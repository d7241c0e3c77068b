package province

import (
	"database/sql"
	"errors"
	"fmt"

	"motcua/internal/journal"
	"motcua/internal/registry"
)

// Forget takes away here too what tells of a person in the dossiers that their own centre has forgotten, as its events say.
func Forget(tx *journal.Tx, centre string, events []journal.Event) error {
	for _, e := range events {
		if e.Kind != registry.KindForgotten {
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
