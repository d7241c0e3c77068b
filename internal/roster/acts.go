package roster

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"motcua/internal/journal"
)

// Act is one thing that somebody read or administered.
type Act struct {
	At      time.Time
	Kind    string
	Subject string // the dossier's or officer's id
	Officer string // login name; empty where nobody was known
	Device  string
	Detail  string // the dossier's code, the day of the appointments, the officer's roles
}

// MostActs is how many acts one list has.
const MostActs = 500

// Acts lists what was done from a moment until another, the newest first, MostActs at the most.
func Acts(ctx context.Context, db *sql.DB, from, until time.Time) (acts []Act, err error) {
	rows, err := db.QueryContext(ctx, `SELECT at, kind, subject, officer, device, detail FROM acts WHERE at >= $1 AND at < $2
		ORDER BY at DESC, position DESC LIMIT $3`, from.UnixMilli(), until.UnixMilli(), MostActs)
	if err != nil {
		return nil, fmt.Errorf("list acts: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var a Act
		var at int64
		if err := rows.Scan(&at, &a.Kind, &a.Subject, &a.Officer, &a.Device, &a.Detail); err != nil {
			return nil, err
		}
		a.At = time.UnixMilli(at).UTC()
		acts = append(acts, a)
	}
	return acts, rows.Err()
}

// Read writes down that somebody has looked at a dossier, the register or the acts.
func Read(tx *journal.Tx, kind, dossier string, r Reading) error {
	_, err := tx.Append(kind, dossier, r)
	return err
}
