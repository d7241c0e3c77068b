package registry

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"motcua/internal/dossier"
	"motcua/internal/journal"
)

// KindClashRead is the event of an officer who has read that a step does not count; body: ClashRead, subject: the dossier's id.
const KindClashRead = "clash.read"

// ClashRead says which clash was read, and at which device.
type ClashRead struct {
	Device  string       `json:"device"`
	Officer string       `json:"officer"`
	Lost    dossier.Step `json:"lost"`
}

// foldClash keeps what two officers are to be told: the one whose step does not count, and the one whose step stands.
func foldClash(tx journal.Tables, e journal.Event, c dossier.Clash) error {
	if c.Stands.Where == "" || c.Stands.Where == e.Origin {
		return nil // a device's own second press
	}
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	for _, device := range []string{e.Origin, c.Stands.Where} {
		_, err := tx.Exec(`INSERT INTO clashes (device, dossier, origin, at, clash) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (device, dossier, origin, at) DO NOTHING`, device, c.Dossier, e.Origin, e.At.UnixMilli(), raw)
		if err != nil {
			return err
		}
	}
	return nil
}

func foldClashRead(tx journal.Tables, e journal.Event) error {
	var r ClashRead
	if err := e.Read(&r); err != nil {
		return err
	}
	_, err := tx.Exec(`DELETE FROM clashes WHERE device = $1 AND dossier = $2 AND origin = $3 AND at = $4`,
		r.Device, e.Subject, r.Lost.Where, r.Lost.At.UnixMilli())
	return err
}

// ReadClash makes the event of an officer who has read of a clash.
func ReadClash(tx *journal.Tx, c dossier.Clash, r ClashRead) error {
	r.Lost = c.Lost
	_, err := tx.Append(KindClashRead, c.Dossier, r)
	return err
}

// mostClashes bounds how many clashes a device is told at a time.
const mostClashes = 20

// Clashed names the devices whose officers are still to be told something.
func Clashed(ctx context.Context, db *sql.DB) (map[string]bool, error) {
	names, err := journal.Column(ctx, db, `SELECT DISTINCT device FROM clashes`)
	if err != nil {
		return nil, fmt.Errorf("clashes: %w", err)
	}
	clashed := map[string]bool{}
	for _, name := range names {
		clashed[name] = true
	}
	return clashed, nil
}

// Clashes lists what the officer of a device is still to be told, the oldest first.
func Clashes(ctx context.Context, db *sql.DB, device string) (list []dossier.Clash, err error) {
	rows, err := db.QueryContext(ctx, `SELECT clash FROM clashes WHERE device = $1 ORDER BY at LIMIT $2`, device, mostClashes)
	if err != nil {
		return nil, fmt.Errorf("clashes of a device: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var raw []byte
		var c dossier.Clash
		if err := rows.Scan(&raw); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw, &c); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, rows.Err()
}
